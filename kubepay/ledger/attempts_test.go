package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func attempts(t *testing.T, l *ledger.Ledger, want ...ledger.Attempt) {
	t.Helper()
	got, err := l.Attempts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sales of unknown outcome (-want +got):\n%s", diff)
	}
}

// What was sent is known to whoever opens the file next, until it is struck out.
func TestASaleThatWasSentIsNotForgotten(t *testing.T) {
	l, path := fresh(t)
	attempts(t, l)
	tea := kubepay.Sale{AmountFiat: "12.50", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"order": "Table 7"}}
	cake := kubepay.Sale{AmountFiat: "7.00", Token: "LTC", Currency: "USD"}
	first, err := l.Attempt(noon, tea)
	if err != nil {
		t.Fatal(err)
	}
	second, err := l.Attempt(noon.Add(1), cake)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Doubt(first, "no \x1b[31manswer"); err != nil {
		t.Fatal(err)
	}
	other := open(t, path, ledger.Options{}) // as after kill -9
	attempts(t, other,
		ledger.Attempt{Number: first, At: noon, Sale: tea, Why: kubepay.Clean("no \x1b[31manswer", 100)},
		ledger.Attempt{Number: second, At: noon.Add(1), Sale: cake})
	for range 2 {
		if err := other.Resolve(first); err != nil {
			t.Fatal(err)
		}
	}
	attempts(t, l, ledger.Attempt{Number: second, At: noon.Add(1), Sale: cake})
	if err := l.Resolve(second); err != nil {
		t.Fatal(err)
	}
	if third, err := l.Attempt(noon, tea); err != nil || third <= second {
		t.Errorf("a number is used twice: %d after %d, %v", third, second, err)
	}
}
