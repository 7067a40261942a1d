package watchlist_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

func TestTabsShowWhatIsOpenAndWhatIsFinished(t *testing.T) {
	l := newTill(t, "unseen", "expired", "held", "paid", "partial", "pending")
	for id, s := range map[kubepay.ID]kubepay.Status{
		"pending": kubepay.Pending, "partial": kubepay.Partial, "held": "on_hold", "paid": kubepay.Paid, "expired": kubepay.Expired,
	} {
		l.sees(sale(id, status(s)))
	}
	l.SetOrder(watchlist.Newest)
	for tab, want := range map[watchlist.Tab][]kubepay.ID{
		watchlist.All:      {"pending", "partial", "paid", "held", "expired", "unseen"},
		watchlist.Open:     {"pending", "partial", "held", "unseen"},
		watchlist.Finished: {"paid", "expired"},
	} {
		l.SetTab(tab)
		if diff := cmp.Diff(want, sortedLike(want, l.shown())); diff != "" {
			t.Errorf("%s: %s", tab, diff)
		}
	}
	if open, finished := l.Tally(); open != 4 || finished != 2 {
		t.Errorf("%d open, %d finished, want 4 and 2", open, finished)
	}
}

// sortedLike has ids in the sequence in which another list has them.
func sortedLike(other, ids []kubepay.ID) []kubepay.ID {
	slices.SortFunc(ids, func(a, b kubepay.ID) int { return slices.Index(other, a) - slices.Index(other, b) })
	return ids
}

func TestTheKeyStepsThroughEveryTab(t *testing.T) {
	var seen []string
	for tab := watchlist.All; len(seen) < 4; tab = tab.Following() {
		seen = append(seen, tab.String())
	}
	if diff := cmp.Diff([]string{"all", "open", "finished", "all"}, seen); diff != "" {
		t.Error(diff)
	}
}

func TestATabWorksWithinTheFilter(t *testing.T) {
	l := newTill(t, "d", "c", "b", "a")
	l.sees(sale("a", titled("Table 1")))
	l.sees(sale("b", titled("Table 2"), status(kubepay.Paid)))
	l.sees(sale("c", titled("Bar")))
	l.sees(sale("d", titled("Bar"), status(kubepay.Paid)))
	l.SetTab(watchlist.Open)
	l.SetFilter(watchlist.ParseFilter("tab"))
	l.SetFilter(watchlist.ParseFilter("table"))
	if diff := cmp.Diff([]kubepay.ID{"a"}, l.shown()); diff != "" {
		t.Error(diff)
	}
	l.SetTab(watchlist.Finished)
	if diff := cmp.Diff([]kubepay.ID{"b"}, l.shown()); diff != "" {
		t.Error(diff)
	}
	l.SetFilter(watchlist.Filter{})
	if diff := cmp.Diff([]kubepay.ID{"b", "d"}, l.shown()); diff != "" {
		t.Error(diff)
	}
	l.SetTab(watchlist.All)
	if l.Len() != 4 {
		t.Errorf("%d shown, want all four", l.Len())
	}
}

func TestAPaymentThatFinishesStaysInViewForAWhile(t *testing.T) {
	l := newTill(t, "b", "a")
	l.sees(sale("a"))
	l.sees(sale("b"))
	l.SetTab(watchlist.Open)
	l.sees(sale("a", status(kubepay.Paid)))
	if diff := cmp.Diff([]kubepay.ID{"b", "a"}, l.shown()); diff != "" {
		t.Errorf("gone at once: %s", diff)
	}
	if l.Leave(l.now.Add(watchlist.StaysFor-time.Second), "") || l.Len() != 2 {
		t.Error("gone too early")
	}
	late := l.now.Add(time.Hour)
	if l.Leave(late, "a") || l.Len() != 2 {
		t.Error("gone while a person is at it")
	}
	if !l.Leave(late, "b") {
		t.Error("nobody is told that it left")
	}
	if diff := cmp.Diff([]kubepay.ID{"b"}, l.shown()); diff != "" {
		t.Error(diff)
	}
	if l.Leave(late, "") {
		t.Error("it left twice")
	}
}

func TestAPaymentThatComesBackIntoItsTabDoesNotLeave(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a", status(kubepay.Partial)))
	l.SetTab(watchlist.Open)
	l.sees(sale("a", status(kubepay.Paid)))
	l.sees(sale("a", status(kubepay.Partial))) // taken back
	if l.Leave(l.now.Add(time.Hour), "") || l.Len() != 1 {
		t.Error("an open payment left the open ones")
	}
}

func TestAnotherTabForgetsWhatStayed(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a"))
	l.SetTab(watchlist.Open)
	l.sees(sale("a", status(kubepay.Paid)))
	l.SetTab(watchlist.Finished)
	l.SetTab(watchlist.Open)
	if l.Len() != 0 {
		t.Error("it is still among the open ones")
	}
	l.Restore(l.Remove("a"))
	if l.Len() != 0 {
		t.Error("taken off and back, it is among the open ones")
	}
}

// shown is which payments a tab shows, read anew.
type shown struct {
	*till
	tab     watchlist.Tab
	within  map[kubepay.ID]bool // of the tab at the last turn
	staying map[kubepay.ID]time.Time
}

func newShown(l *till) *shown {
	return &shown{till: l, within: map[kubepay.ID]bool{}, staying: map[kubepay.ID]time.Time{}}
}

func (s *shown) belongs(e *watchlist.Entry) bool {
	return s.tab == watchlist.All || (s.tab == watchlist.Open) == e.Open()
}

func (s *shown) has(e *watchlist.Entry) bool {
	_, stays := s.staying[e.ID]
	return s.belongs(e) || stays
}

func (s *shown) choose(tab watchlist.Tab) {
	s.tab = tab
	s.SetTab(tab)
	clear(s.staying)
	clear(s.within)
}

func (s *shown) leave(but kubepay.ID) {
	s.Leave(s.now, but)
	for id, since := range s.staying {
		if id != but && s.now.Sub(since) >= watchlist.StaysFor {
			delete(s.staying, id)
		}
	}
}

// turn takes note of what belongs to the tab now.
func (s *shown) turn() {
	for n := range ids {
		id := idOf(n)
		e := s.Get(id)
		switch {
		case e == nil:
			delete(s.staying, id)
			delete(s.within, id)
		case s.belongs(e):
			delete(s.staying, id)
			s.within[id] = true
		case s.within[id]:
			s.staying[id] = e.SeenAt
			delete(s.within, id)
		}
	}
}
