package keeper

import (
	"strings"
	"testing"
)

func TestANarrowScreenSaysWhatBecameOfADamagedLedger(t *testing.T) {
	const width = 70 // of a terminal with 80 columns
	for brought, want := range map[int]string{
		0:       "of which nothing could be brought over",
		1:       "and 1 payment brought over to a new one",
		100_000: "and 100000 payments brought over to a new one",
	} {
		said := asideNotice("/home/shop/.local/share/paywatch/ledger.db.corrupt-20261126-192800", brought)
		if !strings.Contains(said[:width], want) || !strings.HasSuffix(said, " ledger.db.corrupt-20261126-192800") {
			t.Errorf("it says %q", said)
		}
	}
}
