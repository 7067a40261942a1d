// Package report puts what was kept into words: receipts, exports, totals, the
// list, and what was told to whom. It is pure text, for paper, people and other
// programs, and knows neither the ledger's file nor the network nor screens.
//
// What programs read has these forms throughout: an amount is a plain decimal,
// in JSON as a string; a time is RFC 3339 in UTC, to the millisecond; what is not
// known is left out of JSON and empty in CSV, never zero. The names are those
// that hooks are told: see package notify.
package report
