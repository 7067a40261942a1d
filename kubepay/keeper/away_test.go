package keeper

import (
	"slices"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// away are the changes that a program told as from while nobody looked.
func (p *program) away() []string {
	return slices.DeleteFunc(p.told(), func(said string) bool { return !strings.HasSuffix(said, " away") })
}

// A ledger that fails for long is no absence: the program looked all the time.
func TestNobodyWasAwayWhileTheLedgerFailed(t *testing.T) {
	for _, kind := range []ledger.Kind{ledger.Busy, ledger.Full} {
		t.Run(string(kind), func(t *testing.T) {
			story(t, func(s *town) {
				p := s.start("till", Options{})
				p.Add("a", "b")
				s.wait(15 * time.Second)
				p.book.breaks(kind, 100*time.Millisecond)
				s.wait(45 * time.Second)
				p.book.breaks("", 0)
				s.wait(4 * time.Second)
				s.set(kubepay.Paid, "a")
				s.wait(15 * time.Second)
				if got := p.status("a"); got != "paid" {
					t.Errorf("it shows %s", got)
				}
				if away := p.away(); len(away) > 0 {
					t.Errorf("told as from while it was away: %v", away)
				}
			})
		})
	}
}

// A ledger that is deleted under two programs is no absence either, and what was
// once told as one is not told again.
func TestNobodyWasAwayWhenTheLedgerWasDeleted(t *testing.T) {
	often := Options{Interval: 2 * time.Second} // a few seconds without a ledger are long
	for _, how := range []string{"deleted", "deleted alone", "overwritten"} {
		t.Run(how, func(t *testing.T) {
			story(t, func(s *town) {
				p := s.start("till", often)
				p.Add("a", "b", "c", "d")
				s.wait(15 * time.Second)
				p.quit()
				s.wait(time.Minute)
				s.set(kubepay.Partial, "a", "b")
				p = s.start("till again", often)
				s.wait(20 * time.Second)
				display := s.start("display", often)
				s.wait(20 * time.Second)
				before := [][]string{p.away(), display.away()}
				if len(before[0]) != 2 {
					t.Errorf("told as from while it was away: %v", before[0])
				}
				s.ruin(how)
				s.wait(3 * time.Second)
				s.set(kubepay.Paid, "b", "c")
				s.wait(60 * time.Second)
				for i, p := range []*program{p, display} {
					if away := p.away(); !slices.Equal(away, before[i]) {
						t.Errorf("the %s told as from while it was away: %v", p.name, away)
					}
					if got := p.status("c"); got != "paid" {
						t.Errorf("the %s shows %s", p.name, got)
					}
				}
			})
		})
	}
}
