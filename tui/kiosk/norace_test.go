//go:build !race

package kiosk_test

const slow = false
