package watchlist_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

func made(at time.Time) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) { in.CreatedAt = at }
}

func expires(at time.Time) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) { in.ExpiresAt = at }
}

func TestOrders(t *testing.T) {
	l := newTill(t, "small", "large", "dollars", "paid", "unknown", "unseen")
	l.sees(sale("small", made(noon.Add(-1*time.Hour)), total("9.99", "EUR"), expires(noon.Add(3*time.Hour))))
	l.sees(sale("large", made(noon.Add(-2*time.Hour)), total("1000", "EUR"), expires(noon.Add(1*time.Hour))))
	l.sees(sale("dollars", made(noon.Add(-3*time.Hour)), total("100", "USD"), expires(noon.Add(2*time.Hour))))
	l.sees(sale("paid", made(noon.Add(-30*time.Minute)), total("50", "EUR"), status(kubepay.Paid)))
	l.sees(sale("unknown", made(noon.Add(-4*time.Hour)), expires(time.Time{}), func(in *kubepay.Intent) { in.Fiat.Total = decimal.NullDecimal{} }))
	for order, want := range map[watchlist.Order][]kubepay.ID{
		watchlist.WaitingFirst: {"unseen", "small", "large", "dollars", "unknown", "paid"},
		watchlist.Newest:       {"unseen", "paid", "small", "large", "dollars", "unknown"},
		watchlist.TimeLeft:     {"large", "dollars", "small", "unseen", "unknown", "paid"},
		watchlist.Largest:      {"large", "paid", "small", "dollars", "unseen", "unknown"},
	} {
		t.Run(order.String(), func(t *testing.T) {
			l.SetOrder(order)
			if diff := cmp.Diff(want, l.shown()); diff != "" {
				t.Error(diff)
			}
			for i, id := range want {
				if got, ok := l.Index(id, 0); !ok || got != i {
					t.Errorf("%s is at %d, want %d", id, got, i)
				}
			}
		})
	}
}

func TestTheKeyStepsThroughEveryOrder(t *testing.T) {
	seen := map[string]bool{}
	o := watchlist.WaitingFirst
	for range 4 {
		seen[o.String()] = true
		o = o.Following()
	}
	if len(seen) != 4 || o != watchlist.WaitingFirst {
		t.Errorf("stepped through %v and came to %v", seen, o)
	}
}

func TestFarYearsAreInOrderToo(t *testing.T) {
	l := newTill(t, "old", "far", "now")
	l.SetOrder(watchlist.Newest)
	l.sees(sale("old", made(time.Date(2, 1, 1, 0, 0, 0, 0, time.UTC))))
	l.sees(sale("far", made(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))))
	l.sees(sale("now"))
	if diff := cmp.Diff([]kubepay.ID{"far", "now", "old"}, l.shown()); diff != "" {
		t.Error(diff)
	}
}

func TestAChangedPaymentMovesToItsPlace(t *testing.T) {
	l := newTill(t, "d", "c", "b", "a")
	for _, id := range []kubepay.ID{"a", "b", "c", "d"} {
		l.sees(sale(id))
	}
	l.sees(sale("b", status(kubepay.Paid)))
	if diff := cmp.Diff([]kubepay.ID{"a", "c", "d", "b"}, l.shown()); diff != "" {
		t.Error(diff)
	}
	l.sees(sale("b", status(kubepay.Partial)))
	if diff := cmp.Diff([]kubepay.ID{"a", "b", "c", "d"}, l.shown()); diff != "" {
		t.Error(diff)
	}
}

func TestAddTellsWhatIsNew(t *testing.T) {
	l := newTill(t, "a")
	if diff := cmp.Diff([]kubepay.ID{"b", "c"}, l.Add(noon, "b", "a", "c", "b")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]kubepay.ID{"c", "b", "a"}, l.shown()); diff != "" {
		t.Error(diff)
	}
	if l.Remove("z") != nil {
		t.Error("a stranger was taken off the list")
	}
}

func TestUndoGivesWayToAPaymentAddedAgain(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a", status(kubepay.Paid)))
	e := l.Remove("a")
	l.Add(l.now, "a")
	l.Restore(e)
	if l.Total() != 1 || l.Get("a").Status() != "" || l.Unseen() != 1 {
		t.Error("want the new entry alone")
	}
}
