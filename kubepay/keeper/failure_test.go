package keeper

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func TestWatchingGoesOnWhileTheLedgerFails(t *testing.T) {
	for kind, slow := range map[ledger.Kind]time.Duration{
		ledger.Full: 0, ledger.ReadOnly: 0, ledger.Busy: 2 * time.Second, ledger.Broken: 0,
	} {
		t.Run(string(kind), func(t *testing.T) {
			story(t, func(s *town) {
				p := s.start("till", Options{})
				p.Add("a", "b")
				s.wait(30 * time.Second)
				p.book.breaks(kind, slow)
				failing := time.Now()
				s.set(kubepay.Partial, "a")
				for deadline := time.Now().Add(13 * time.Second); p.status("a") != kubepay.Partial; s.wait(50 * time.Millisecond) {
					if time.Now().After(deadline) {
						t.Fatalf("a change is not shown: %+v", p.recording())
					}
				}
				s.wait(2500 * time.Millisecond)
				if r := p.recording(); r.Since.Before(failing) || r.Since.After(failing.Add(5*time.Second)) || r.Why == "" {
					t.Errorf("recording %+v, want it failing since %v", r, failing)
				}
				partial := s.now()
				p.Add("c")
				s.wait(500 * time.Millisecond)
				if got := p.status("c"); got != "pending" {
					t.Errorf("half a second after it was added, %s is shown", got)
				}
				p.Remove("b")
				s.set(kubepay.Paid, "a")
				s.wait(12 * time.Second)
				if got := s.kept("a").Intent.Status; p.status("a") != "paid" || got != "pending" {
					t.Errorf("shown %s, in the file %s", p.status("a"), got)
				}

				p.book.breaks("", 0)
				s.wait(5 * time.Second)
				if r := p.recording(); !r.Since.IsZero() {
					t.Errorf("still not recording: %+v", r)
				}
				kept := s.kept("a")
				want := []string{"a first_seen pending", "a status partial", "a status paid"}
				if diff := cmp.Diff(want, short(kept.Events)); diff != "" || kept.Intent.Status != "paid" {
					t.Error(diff, kept.Intent.Status)
				}
				if at := kept.Events[1].At.Sub(s.began); at > partial {
					t.Errorf("recorded as seen at %v, want before %v", at, partial)
				}
				if s.kept("b").Watched || !s.kept("c").Watched {
					t.Error("the list is not as it was changed")
				}
				p.quit()
				again := s.start("till again", Options{})
				s.wait(15 * time.Second)
				if told := again.told(); len(told) != 0 {
					t.Errorf("told again: %v", told)
				}
			})
		})
	}
}

// A lock that is held for long holds a change up once, and no more.
func TestALockHoldsUpTheScreenOnce(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		p.Add("a", "b")
		p.Show("a")
		s.wait(30 * time.Second)
		p.book.breaks(ledger.Busy, 2*time.Second)
		for i, status := range []kubepay.Status{kubepay.Partial, "on_hold", kubepay.Partial, kubepay.Pending} {
			s.wait(time.Second) // no look is under way
			s.set(status, "a")
			from := s.now()
			for !slices.ContainsFunc(s.calls(from), func(c call) bool { return c.id == "a" }) {
				s.wait(10 * time.Millisecond)
			}
			looked := s.now()
			for p.status("a") != status {
				s.wait(10 * time.Millisecond)
			}
			most := 300 * time.Millisecond
			if i == 0 {
				most += 2200 * time.Millisecond
			}
			if took := s.now() - looked; took > most {
				t.Errorf("change %d was shown after %v", i, took)
			}
		}
	})
}

// Whenever a change comes: while the lead is renewed, or in between.
func TestWhyNothingIsRecordedIsOneSentenceWhileOneCauseLasts(t *testing.T) {
	for _, after := range []time.Duration{0, 300 * time.Millisecond, 600 * time.Millisecond, 900 * time.Millisecond} {
		t.Run(after.String(), func(t *testing.T) {
			story(t, func(s *town) {
				p := s.start("till", Options{})
				p.Add("a")
				p.Show("a")
				s.wait(30 * time.Second)
				for from := s.now(); len(s.calls(from)) == 0; {
					s.wait(10 * time.Millisecond)
				}
				s.set(kubepay.Paid, "a")
				s.wait(2*time.Second + after) // the next look is within a second
				p.book.breaks(ledger.Busy, 2*time.Second)
				var said []string
				for range 1000 {
					if why := p.recording().Why; why != "" && !slices.Contains(said, why) {
						said = append(said, why)
					}
					s.wait(10 * time.Millisecond)
				}
				if len(said) != 1 {
					t.Errorf("it says %q", said)
				}
			})
		})
	}
}

func TestAnAlarmThatIsReadBeforeItIsRecordedStaysRead(t *testing.T) {
	story(t, func(s *town) {
		s.set(kubepay.Paid, "a")
		p := s.start("till", Options{})
		p.Add("a")
		s.wait(5 * time.Second)
		p.book.breaks(ledger.Full, 0)
		s.set(kubepay.Partial, "a")
		s.wait(10 * time.Second)
		if p.alarmed() != 1 {
			t.Fatal("no alarm")
		}
		p.read("a")
		s.wait(time.Second)
		p.book.breaks("", 0)
		s.wait(5 * time.Second)
		p.quit()
		p = s.start("till again", Options{})
		s.wait(time.Second)
		if p.alarmed() != 0 {
			t.Error("alarmed anew")
		}
	})
}

func TestWithoutALedgerEverythingElseWorks(t *testing.T) {
	story(t, func(s *town) {
		p := s.startWith("till", nil, Options{})
		p.Add("a", "b")
		s.wait(5 * time.Second)
		s.set(kubepay.Paid, "a")
		s.wait(10 * time.Second)
		if diff := cmp.Diff([]string{"a first_seen pending", "a status paid"}, p.timeline("a")); diff != "" {
			t.Error(diff)
		}
		if r := p.recording(); !r.Since.IsZero() {
			t.Errorf("recording %+v: nobody asked for a ledger", r)
		}
	})
}

func TestALedgerThatCannotBeOpenedIsOpenedLater(t *testing.T) {
	story(t, func(s *town) {
		before := s.start("before", Options{})
		before.Add("kept")
		s.wait(10 * time.Second)
		before.quit()
		refused := &ledger.Error{Kind: ledger.ReadOnly, Op: "open the ledger"}
		var opens atomic.Bool
		p := s.startWith("till", nil, Options{Err: refused, Open: func() (*ledger.Ledger, error) {
			if !opens.Load() {
				return nil, refused
			}
			return ledger.Open(s.path, ledger.Options{})
		}})
		p.Add("a")
		s.wait(5 * time.Second)
		s.set(kubepay.Paid, "a")
		s.wait(10 * time.Second)
		if got := p.recording(); p.status("a") != "paid" || got.Why == "" {
			t.Errorf("shown %s, recording %+v", p.status("a"), got)
		}
		opens.Store(true)
		s.wait(20 * time.Second)
		if got := p.recording(); p.status("kept") != "pending" || !got.Since.IsZero() {
			t.Errorf("shown %s, recording %+v", p.status("kept"), got)
		}
		if diff := cmp.Diff([]string{"a first_seen pending", "a status paid"}, short(s.kept("a").Events)); diff != "" {
			t.Error(diff)
		}
	})
}

// What is wrong with the ledger at the start is said at once, before anything was
// seen, and not only when it becomes something else.
func TestALedgerThatCannotBeOpenedIsToldAtOnce(t *testing.T) {
	story(t, func(s *town) {
		refused := &ledger.Error{Kind: ledger.OtherGateway, Op: "open the ledger", Detail: "https://other.example"}
		began := time.Now()
		p := s.startWith("till", nil, Options{Err: refused, Open: func() (*ledger.Ledger, error) { return nil, refused }})
		s.wait(100 * time.Millisecond)
		if r := p.recording(); !r.Since.Equal(began) || r.Why != "the file keeps the payments of https://other.example; choose another file with --db" {
			t.Errorf("recording %+v", r)
		}
		s.wait(time.Minute)
		if r := p.recording(); !r.Since.Equal(began) {
			t.Errorf("a minute later: recording %+v", r)
		}
	})
}

func TestABatchIsOneTransaction(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		var ids []kubepay.ID
		for _, c := range "abcdefghijklmnop" {
			ids = append(ids, kubepay.ID(c))
		}
		p.Add(ids...) // so few that they are looked at at once
		s.wait(time.Second)
		if p.book.transactions() != 1 {
			t.Errorf("%d transactions for what was seen in a frame", p.book.transactions())
		}
	})
}

func TestTheDebtIsBounded(t *testing.T) {
	d := newDebt()
	const each = 1000
	for i := range 2 * mostEvents / each {
		id := kubepay.ID(strings.Repeat("x", i%7+1))
		d.add(ledger.Record{Intent: kubepay.Intent{ID: id}, Events: make([]kubepay.Event, each)}, ledger.Record{Intent: kubepay.Intent{ID: id}})
	}
	if d.events > mostEvents || d.lost+d.events != 2*mostEvents {
		t.Errorf("%d events in %d records, %d lost", d.events, len(d.records), d.lost)
	}
	d = newDebt()
	for range 1000 {
		d.add(ledger.Record{Intent: kubepay.Intent{ID: "a"}}, ledger.Record{Intent: kubepay.Intent{ID: "b"}})
	}
	if len(d.records) != 2 {
		t.Errorf("%d states of two payments", len(d.records))
	}
}
