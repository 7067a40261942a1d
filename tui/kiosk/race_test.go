//go:build race

package kiosk_test

// slow tells that everything takes ten times as long.
const slow = true
