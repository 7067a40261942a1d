// Package kiosk is the display that customers look at: one sale with its code,
// what became of it, and the shop's name in between.
//
// It shows only what a customer may see: no ids, no list, no totals, no error in
// technical words. A code is on it only while it may be paid by: what is known is
// no older than half a minute, the clocks are right and there is time left.
//
// [stage] decides which sale is on show, and package customer draws it. Nobody stands
// at the keyboard, so it takes one chord or PIN and is deaf to everything else, and
// nothing that happens to the gateway, the ledger or the terminal's size ends it.
package kiosk
