package kubepay_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

func TestProgressNeverFlatters(t *testing.T) {
	for name, c := range map[string]struct {
		captured, total string
		percent, cells  int // cells of a bar of ten
	}{
		"nothing":                {"0", "4", 0, 0},
		"a speck":                {"0.000000000000000001", "4", 1, 1},
		"half":                   {"2", "4", 50, 5},
		"a third":                {"1", "3", 33, 3},
		"a hair under a half":    {"1.99999999999999999999999999", "4", 49, 4},
		"a hair under the whole": {"3.99999999999999999999999999", "4", 99, 9},
		"all":                    {"4", "4.00", 100, 10},
		"more than all":          {"9", "4", 100, 10},
	} {
		t.Run(name, func(t *testing.T) {
			r := kubepay.Ratio{Captured: decimal.RequireFromString(c.captured), Total: decimal.RequireFromString(c.total)}
			if r.Percent() != c.percent || r.Parts(10) != c.cells {
				t.Errorf("%d %%, %d cells, want %d %%, %d", r.Percent(), r.Parts(10), c.percent, c.cells)
			}
		})
	}
}

func TestProgressIsByCoinsWhereTheyAreKnown(t *testing.T) {
	if r, ok := look(captured("1"), capturedTen).Received(); !ok || r.Percent() != 25 {
		t.Errorf("by coins: %v, %t", r, ok)
	}
	if r, ok := look(onlyFiat, capturedTen).Received(); !ok || r.Percent() != 40 {
		t.Errorf("by fiat: %v, %t", r, ok)
	}
	if r, ok := look(noAmounts).Received(); ok {
		t.Errorf("by nothing: %v", r)
	}
}

func TestWhatIsMissingAndWhatIsOver(t *testing.T) {
	short, over, unknown := look(captured("1.5")).Crypto, look(captured("4.5")).Crypto, look(unknownPaid).Crypto
	if short.Missing().Decimal.String() != "2.5" || !short.Over().Decimal.IsZero() {
		t.Errorf("1.5 of 4: missing %v, over %v", short.Missing(), short.Over())
	}
	if !over.Missing().Decimal.IsZero() || over.Over().Decimal.String() != "0.5" {
		t.Errorf("4.5 of 4: missing %v, over %v", over.Missing(), over.Over())
	}
	if unknown.Missing().Valid || unknown.Over().Valid {
		t.Error("of an unknown amount something is known")
	}
}

func TestStatuses(t *testing.T) {
	for s, want := range map[kubepay.Status]struct{ known, open, final bool }{
		kubepay.Pending: {true, true, false},
		kubepay.Partial: {true, true, false},
		kubepay.Paid:    {true, false, true},
		kubepay.Failed:  {true, false, true},
		kubepay.Expired: {true, false, false},
		"on_hold":       {false, true, false},
	} {
		if s.Known() != want.known || s.Open() != want.open || s.Final() != want.final {
			t.Errorf("%s: known %t, open %t, final %t", s, s.Known(), s.Open(), s.Final())
		}
	}
}

func TestTheSameAnswerHasTheSameFingerprint(t *testing.T) {
	one, same, other := kubepay.Answer{Raw: []byte("{}")}, kubepay.Answer{Raw: []byte("{}")}, kubepay.Answer{Raw: []byte("{ }")}
	if one.Fingerprint() != same.Fingerprint() || one.Fingerprint() == other.Fingerprint() || one.Fingerprint() == 0 {
		t.Error("fingerprints do not tell answers apart")
	}
}

func TestOneIsNotMany(t *testing.T) {
	for n, want := range []string{"0 payments", "1 payment", "2 payments"} {
		if got := kubepay.Quantity(n, "payment"); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}

func TestShortIDs(t *testing.T) {
	if long, short := kubepay.ID(payment).Short(), kubepay.ID("t-error_500").Short(); long != "7f9c24e8" || short != "t-error_500" {
		t.Errorf("got %q and %q", long, short)
	}
}
