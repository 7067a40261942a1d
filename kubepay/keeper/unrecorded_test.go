package keeper

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// unrecorded closes the program and gives what it could not record.
func (p *program) unrecorded() *Unrecorded {
	p.town.Helper()
	p.quit()
	var u *Unrecorded
	if err := p.Close(); err != nil && !errors.As(err, &u) {
		p.town.Fatal(err)
	}
	return u
}

func TestWhatCannotBeRecordedAtTheEndIsTold(t *testing.T) {
	for kind, slow := range map[ledger.Kind]time.Duration{ledger.Busy: 2 * time.Second, ledger.Full: 0, ledger.ReadOnly: 0} {
		t.Run(string(kind), func(t *testing.T) {
			story(t, func(s *town) {
				p := s.start("till", Options{})
				p.Add("a", "b", "c")
				s.wait(20 * time.Second)
				p.book.breaks(kind, slow)
				s.wait(5 * time.Second)
				p.Add("sold")
				p.Remove("b", "sold again")
				s.set(kubepay.Paid, "a")
				s.wait(15 * time.Second)
				if p.status("sold") != "pending" || p.status("a") != "paid" {
					t.Fatalf("shown %s and %s", p.status("sold"), p.status("a"))
				}
				p.Add("asked for at last")
				began := time.Now()
				u := p.unrecorded()
				if took := time.Since(began); took > 5*time.Second {
					t.Errorf("it ended after %v", took)
				}
				if u == nil {
					t.Fatal("not a word of it")
				}
				if diff := cmp.Diff([]kubepay.ID{"sold", "asked for at last"}, u.Added); diff != "" {
					t.Error(diff)
				}
				if !slices.Contains(u.Removed, "b") || u.Why == "" {
					t.Errorf("told %+v", u)
				}
				if diff := cmp.Diff([]string{"a status paid"}, short(u.lost())); diff != "" {
					t.Error(diff)
				}
				for _, want := range []string{"paywatch add sold asked for at last", "paywatch rm b", "a status paid (was pending), seen at "} {
					if !strings.Contains(u.Error(), want) {
						t.Errorf("%q is not in\n%s", want, u)
					}
				}
			})
		})
	}
}

func TestAFileThatIsHeldAMomentLongerIsWaitedForAtTheEnd(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		p.Add("a")
		s.wait(20 * time.Second)
		p.book.breaks(ledger.Busy, time.Second)
		s.wait(5 * time.Second)
		p.Add("sold")
		s.wait(5 * time.Second)
		go func() {
			time.Sleep(1200 * time.Millisecond)
			p.book.breaks("", 0)
		}()
		if u := p.unrecorded(); u != nil {
			t.Errorf("told %v", u)
		}
		if kept := s.kept("sold"); !kept.Watched || kept.Intent == nil {
			t.Errorf("in the file is %+v", kept)
		}
	})
}

func TestAProgramThatRecordedEverythingEndsWithoutAWord(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		p.Add("a")
		s.wait(20 * time.Second)
		p.book.breaks(ledger.Full, 0)
		s.wait(15 * time.Second) // nothing happens
		if u := p.unrecorded(); u != nil {
			t.Errorf("told %v", u)
		}
		if u := s.startWith("without a ledger", nil, Options{}).unrecorded(); u != nil {
			t.Errorf("told %v", u)
		}
	})
}

func TestTheScreenLearnsWhenASaleIsRecorded(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		p.Add("a")
		s.wait(5 * time.Second)
		if p.owed("a") {
			t.Error("a is on credit while all is well")
		}
		p.book.breaks(ledger.Full, 0)
		p.Add("early") // before it is known
		s.wait(5 * time.Second)
		p.Add("sold")
		s.wait(5 * time.Second)
		if !p.owed("early") || !p.owed("sold") {
			t.Errorf("on credit: early %t, sold %t", p.owed("early"), p.owed("sold"))
		}
		p.book.breaks("", 0)
		s.wait(3 * time.Second)
		if p.owed("early") || p.owed("sold") || !s.kept("sold").Watched {
			t.Errorf("still on credit: early %t, sold %t", p.owed("early"), p.owed("sold"))
		}
	})
}
