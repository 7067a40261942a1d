package sandbox_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// lives are the stories of a payment of 25.00 EUR, as a client sees them that
// looks every three seconds.
var lives = map[string][]string{
	"plain": {
		"0s pending 0.00 EUR in 0",
		"1m0s paid 25.00 EUR in 1"},
	"paid": {
		"0s paid 25.00 EUR in 1"},
	"three_parts": {
		"0s pending 0.00 EUR in 0",
		"1m0s partial 10.00 EUR in 1",
		"3m0s partial 18.75 EUR in 2",
		"6m0s paid 25.00 EUR in 3"},
	"partial_expired": {
		"0s pending 0.00 EUR in 0",
		"2m0s partial 7.50 EUR in 1",
		"12m0s expired 7.50 EUR in 1"},
	"expired": {
		"0s pending 0.00 EUR in 0",
		"15m0s expired 0.00 EUR in 0"},
	"failed": {
		"0s pending 0.00 EUR in 0",
		"4m0s failed 0.00 EUR in 0"},
	"overpaid": {
		"0s pending 0.00 EUR in 0",
		"2m0s paid 31.25 EUR in 1"},
	"late": {
		"0s pending 0.00 EUR in 0",
		"9m0s expired 0.00 EUR in 0",
		"9m30s expired 25.00 EUR in 1, late"},
	"moved": {
		"0s pending 0.00 EUR in 0",
		"1m0s partial 10.00 EUR in 1",
		"3m0s partial 10.00 EUR in 1, moved",
		"7m0s paid 25.00 EUR in 2, moved"},
	"taken_back": {
		"0s pending 0.00 EUR in 0",
		"1m0s partial 10.00 EUR in 1",
		"2m0s paid 25.00 EUR in 2",
		"2m12s partial 10.00 EUR in 1",
		"15m0s expired 10.00 EUR in 1"},
	"on_hold": {
		"0s pending 0.00 EUR in 0",
		"1m0s partial 12.50 EUR in 1",
		"3m0s on_hold 12.50 EUR in 1",
		"7m0s paid 25.00 EUR in 2"},
	"many": manyLooks(),
}

// manyLooks is a transaction of 0.5 % every three seconds.
func manyLooks() []string {
	looks := []string{"0s pending 0.00 EUR in 0"}
	for i := 1; i <= 200; i++ {
		age, cents, status := time.Duration(27+3*i)*time.Second, 25*i/2, "partial"
		if i == 200 {
			status = "paid"
		}
		looks = append(looks, fmt.Sprintf("%v %s %d.%02d EUR in %d", age, status, cents/100, cents%100, i))
	}
	return looks
}

// scene is what a person would notice of a payment.
func scene(in kubepay.Intent, first kubepay.Address) string {
	s := fmt.Sprintf("%s %s %s in %d", in.Status, in.Fiat.Captured.Decimal.StringFixed(2), in.Currency, len(in.Transactions))
	if n := len(in.Transactions); n > 0 && in.Transactions[n-1].CreatedAt.After(in.ExpiresAt) {
		s += ", late"
	}
	if in.PayAddress != first {
		s += ", moved"
	}
	return s
}

func TestEveryLifeIsLivedToItsEnd(t *testing.T) {
	for name, want := range lives {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := sandbox.New(sandbox.Options{})
				c, id, born := client(t, g), make25(t, g, name), time.Now()
				var got []string
				var first kubepay.Address
				last := ""
				for time.Since(born) <= 20*time.Minute {
					in := retrieve(t, c, id)
					if first == "" {
						first = in.PayAddress
					}
					if s := scene(in, first); s != last {
						got, last = append(got, time.Since(born).String()+" "+s), s
					}
					checkSums(t, in)
					time.Sleep(3 * time.Second)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error("the life differs (-want +got):\n", diff)
				}
			})
		})
	}
}

// checkSums holds for every payment at every moment: the transactions are what
// was captured.
func checkSums(t *testing.T, in kubepay.Intent) {
	t.Helper()
	left := in.Crypto.Captured.Decimal
	for _, tx := range in.Transactions {
		if !tx.Received.IsPositive() || tx.CreatedAt.Before(in.CreatedAt) || in.UpdatedAt.Before(tx.CreatedAt) {
			t.Errorf("transaction %+v does not fit in %+v", tx, in)
		}
		left = left.Sub(tx.Received)
	}
	if !left.IsZero() {
		t.Errorf("%s of the captured coins are in no transaction", left)
	}
}

func TestEveryCardWithoutFaultsHasItsStory(t *testing.T) {
	for _, card := range sandbox.Cards() {
		if _, told := lives[card.Name]; !told && card.Faults == nil {
			t.Errorf("no story tells the life of card %q", card.Name)
		}
	}
}

func TestALifeIsStretchedAsAWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{Stretch: sandbox.DemoStretch})
		c, id := client(t, g), make25(t, g, "late")
		in := retrieve(t, c, id)
		if got := in.ExpiresAt.Sub(in.CreatedAt); got != 90*time.Second {
			t.Errorf("expires after %v, want 90s: nine minutes at a sixth", got)
		}
		time.Sleep(90*time.Second - time.Millisecond)
		if in = retrieve(t, c, id); in.Status != kubepay.Pending {
			t.Errorf("%s just before its expiry, want pending", in.Status)
		}
		time.Sleep(5 * time.Second)
		if in = retrieve(t, c, id); in.Status != kubepay.Expired || len(in.Transactions) != 0 {
			t.Errorf("%s with %d transactions, want expired with none", in.Status, len(in.Transactions))
		}
	})
}
