package watchlist_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

// FuzzList does anything in any order, and compares the list with one that sorts,
// filters and counts from scratch.
func FuzzList(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := &random{rand.New(rand.NewPCG(seed, 0))}
		l := newTill(t)
		removed := []*watchlist.Entry{}
		present := []kubepay.ID{} // in the order of being added
		filter := ""
		shown := newShown(l)
		for range 150 {
			switch r.IntN(12) {
			case 0:
				present = append(present, l.Add(l.now, r.ids()...)...)
			case 1:
				id := r.id()
				if e := l.Remove(id); e != nil {
					removed = append(removed, e)
					present = slices.DeleteFunc(present, func(p kubepay.ID) bool { return p == id })
				}
			case 2:
				if n := len(removed); n > 0 {
					l.Restore(removed[n-1])
					removed = removed[:n-1]
				}
			case 3:
				filter = pick(r, "", "", "t", "table", "able t", "status:p", "status:pa", "status:p t", "status:paid status:on", "status:x", "eur 7")
				l.SetFilter(watchlist.ParseFilter(filter))
			case 4:
				l.SetOrder(pick(r, watchlist.WaitingFirst, watchlist.Newest, watchlist.TimeLeft, watchlist.Largest))
			case 5:
				l.Acknowledge(r.id())
			case 6:
				shown.choose(pick(r, watchlist.All, watchlist.Open, watchlist.Finished))
			case 7:
				l.now = l.now.Add(pick(r, 0, watchlist.StaysFor/2, 2*watchlist.StaysFor))
				shown.leave(r.id())
			default:
				l.Apply(r.batch(l))
			}
			shown.turn()
			compare(t, l.List, func(e *watchlist.Entry) bool { return shown.has(e) && lets(filter, e) })
		}
		for _, id := range present {
			if l.Get(id) == nil {
				t.Fatalf("%s is lost", id)
			}
		}
	})
}

// FuzzArrival delivers the looks at one payment in any order, some twice: the end
// is as if they had come one after the other.
func FuzzArrival(f *testing.F) {
	for seed := range uint64(50) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := &random{rand.New(rand.NewPCG(seed, 1))}
		var looks []kubepay.Observation
		for n := range uint64(1 + r.IntN(8)) {
			looks = append(looks, r.observation("a", n+1, noon.Add(time.Duration(n)*interval)))
		}
		inOrder, anyhow := newTill(t, "a"), newTill(t, "a")
		inOrder.Apply(looks)
		mixed := append(slices.Clone(looks), looks[r.IntN(len(looks))])
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		var newest time.Time
		for _, o := range mixed {
			anyhow.Apply([]kubepay.Observation{o})
			if in := anyhow.Get("a").Intent; in != nil {
				if in.UpdatedAt.Before(newest) {
					t.Fatalf("the state of %v gave way to that of %v", newest, in.UpdatedAt)
				}
				newest = in.UpdatedAt
			}
		}
		want, got := inOrder.Get("a"), anyhow.Get("a")
		if diff := cmp.Diff(want.Intent, got.Intent); diff != "" {
			t.Error(diff)
		}
		if !want.SeenAt.Equal(got.SeenAt) || !want.Next.Equal(got.Next) || want.Err != got.Err {
			t.Errorf("seen at %v, next %v, error %v; in order %v, %v, %v", got.SeenAt, got.Next, got.Err, want.SeenAt, want.Next, want.Err)
		}
		for wait := range 5 {
			at := noon.Add(time.Duration(5*wait) * interval)
			if want.Stale(at) != got.Stale(at) {
				t.Errorf("stale at %v: %v, in order %v", at, got.Stale(at), want.Stale(at))
			}
		}
	})
}
