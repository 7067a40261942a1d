package kiosk_test

import (
	"os"
	"runtime/debug"
	"testing"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// TestMain makes a sale before there are bubbles: what encoding/json finds out of a
// type it shares among all of them, and the race detector does not see how.
func TestMain(m *testing.M) {
	if _, err := sandbox.New(sandbox.Options{}).Create(kubepay.Sale{AmountFiat: "1.00", Currency: "EUR", Token: "BTC", Metadata: map[string]any{"order": "1"}}); err != nil {
		panic(err)
	}
	debug.SetGCPercent(400) // what is held is little, and what is thrown away is much
	os.Exit(m.Run())
}
