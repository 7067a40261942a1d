package kiosk_test

import (
	"os"
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
	os.Exit(m.Run())
}
