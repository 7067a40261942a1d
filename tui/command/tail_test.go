package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

func TestTailTellsEachChangeAsItIsRecorded(t *testing.T) {
	story(t, func(s *shop) {
		s.lists(s.sells("three_parts"), s.sells("moved"), s.sells("taken_back"))
		tail := s.tails(s.program(), time.Time{})
		s.wait(6*time.Minute + 30*time.Second)
		want := s.recorded()
		if diff := cmp.Diff(want, tail.lines()); diff != "" || len(want) < 15 {
			t.Error(diff)
		}
		for i, h := range tail.events() {
			if h.Event.Number != int64(i+1) {
				t.Errorf("line %d has the number %d", i, h.Event.Number)
			}
		}
		tail.ends()
		if said := tail.complaints.String(); said != "" {
			t.Errorf("it said %q", said)
		}
	})
}

func TestTailReplaysAndGoesOnWithoutGapOrDouble(t *testing.T) {
	story(t, func(s *shop) {
		s.lists(s.sells("three_parts"), s.sells("many"))
		first := s.tails(s.program(), time.Time{})
		s.wait(time.Minute)
		first.ends()
		early := s.recorded()
		since := time.Now()
		other := s.tails(s.program(), time.Time{}) // whoever records
		s.wait(time.Minute)
		second := s.tails(s.program(), since)
		s.wait(90 * time.Second)
		second.ends()
		other.ends()
		if diff := cmp.Diff(s.recorded()[len(early):], second.lines()); diff != "" {
			t.Error(diff)
		}
		if whole := append(slices.Clone(first.lines()), other.lines()...); !slices.Equal(whole, s.recorded()) {
			t.Error("one after the other they did not tell everything once:\n", cmp.Diff(s.recorded(), whole))
		}
	})
}

func TestTwoTailsOnOneFileTellTheSame(t *testing.T) {
	story(t, func(s *shop) {
		ids := []kubepay.ID{s.sells("three_parts"), s.sells("plain")}
		s.lists(ids...)
		one, two := s.tails(s.program(), time.Time{}), s.tails(s.program(), time.Time{})
		only := s.tails(s.program(), time.Time{}, ids[1])
		s.wait(40 * time.Second)
		one.ends() // whichever led, another goes on
		s.wait(time.Minute)
		if diff := cmp.Diff(s.recorded(), two.lines()); diff != "" {
			t.Error(diff)
		}
		if got := only.lines(); len(got) < 3 || count(got, ids[1].Short()) != len(got) {
			t.Errorf("of one payment it told %q", got)
		}
		two.ends()
		only.ends()
	})
}

func TestAReaderWhoStopsReadingStopsNothing(t *testing.T) {
	story(t, func(s *shop) {
		var ids []kubepay.ID
		for range 3 {
			ids = append(ids, s.sells("many"))
		}
		s.lists(ids...)
		w := s.program()
		tail := s.tails(w, time.Time{})
		s.wait(20 * time.Second)
		tail.reads(false)
		s.wait(3 * time.Minute)
		recorded := s.recorded()
		if len(recorded) < 150 {
			t.Errorf("only %d changes were recorded while nobody read", len(recorded))
		}
		if got := len(tail.lines()); got > 20 {
			t.Errorf("%d lines were read", got)
		}
		tail.reads(true)
		s.wait(time.Second)
		if diff := cmp.Diff(s.recorded(), tail.lines()); diff != "" {
			t.Error(diff)
		}
		tail.reads(false)
		tail.ends() // though a write hangs
		tail.reads(true)
	})
}

func TestWhatCannotBeRecordedIsToldOnceItIs(t *testing.T) {
	story(t, func(s *shop) {
		frees := s.blocksTheLedger()
		ids := []kubepay.ID{s.sells("three_parts"), s.sells("plain")}
		tail := s.tails(s.program(), time.Time{}, ids...)
		s.wait(4 * time.Minute)
		if got := tail.lines(); len(got) > 0 {
			t.Errorf("while nothing is recorded it told %q", got)
		}
		if said := tail.complaints.String(); strings.Count(said, "NOT RECORDED, and its lines wait until it is: ") != 1 {
			t.Errorf("it said %q", said)
		}
		frees()
		s.wait(4 * time.Minute)
		tail.ends()
		s.toldAsRecorded(tail)
		if got := tail.lines(); count(got, "status paid") != 2 || count(got, "first_seen") != 2 {
			t.Errorf("it told %q", got)
		}
		if said := tail.complaints.String(); strings.Count(said, "is recorded again") != 1 {
			t.Errorf("it said %q", said)
		}
		since := s.tails(s.program(), s.began)
		s.wait(time.Second)
		since.ends()
		if diff := cmp.Diff(tail.lines(), since.lines()); diff != "" {
			t.Error("with --since it is told otherwise:", diff)
		}
	})
}

// toldAsRecorded insists that all that is recorded was told, once, in order.
func (s *shop) toldAsRecorded(tail *tailed) {
	s.Helper()
	if diff := cmp.Diff(s.recorded(), tail.lines()); diff != "" {
		s.Error(diff)
	}
	for i, h := range tail.events() {
		if h.Event.Number != int64(i+1) {
			s.Errorf("line %d has the number %d", i, h.Event.Number)
		}
	}
}

func TestWhatIsRecordedOnlyAtTheEndIsTold(t *testing.T) {
	story(t, func(s *shop) {
		frees := s.blocksTheLedger()
		tail := s.tails(s.program(), time.Time{}, s.sells("plain"))
		s.wait(4*time.Minute + 100*time.Millisecond)
		frees()
		tail.ends() // before it has tried again
		s.toldAsRecorded(tail)
		if got := tail.lines(); count(got, "status paid") != 1 {
			t.Errorf("it told %q", got)
		}
	})
}

func TestWhatIsNeverRecordedIsToldAtTheEndWithoutNumbers(t *testing.T) {
	story(t, func(s *shop) {
		s.blocksTheLedger()
		id := s.sells("plain")
		tail := s.tails(s.program(), time.Time{}, id)
		s.wait(4 * time.Minute)
		tail.stop()
		err := tail.end()
		got := tail.lines()
		if count(got, "first_seen") != 1 || count(got, "transaction") != 1 || count(got, "status paid") != 1 {
			t.Errorf("it told %q", got)
		}
		for _, h := range tail.events() {
			if h.Event.Number != 0 || h.Intent.Status == "" {
				t.Errorf("not recorded, it told %+v", h)
			}
			if line := (Stream{}).line(h, paint{}); !strings.HasSuffix(string(line), "  NOT RECORDED\n") {
				t.Errorf("people read %q", line)
			}
		}
		var u *keeper.Unrecorded
		if !errors.As(err, &u) {
			t.Fatalf("it ended with %v", err)
		}
		want := fmt.Sprintf("the last %d lines tell what is not recorded; ", len(got))
		if said := err.Error(); !strings.Contains(said, want) || strings.Contains(said, "paywatch add") || strings.Contains(said, string(id)) {
			t.Errorf("it ended with %q, want %q", said, want)
		}
	})
}

func TestWhatIsNeitherRecordedNorReadIsSaid(t *testing.T) {
	story(t, func(s *shop) {
		s.blocksTheLedger()
		id := s.sells("plain")
		tail := s.tails(s.program(), time.Time{}, id)
		tail.reads(false)
		s.wait(4 * time.Minute)
		tail.stop()
		began := time.Now()
		var u *keeper.Unrecorded
		if err := tail.end(); !errors.As(err, &u) || !strings.Contains(err.Error(), "not recorded: "+string(id)+" status paid (was pending)") {
			t.Errorf("it ended with %v", err)
		}
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("it ended after %v", took)
		}
		tail.reads(true)
	})
}

func TestTailSaysWhatIsWrongWithTheGateway(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("plain")
		tail := s.tails(s.program(), time.Time{}, id, "unknown-1")
		s.wait(20 * time.Second)
		s.down.Store(true)
		s.wait(time.Minute)
		s.down.Store(false)
		s.wait(2 * time.Minute)
		tail.ends()
		said := tail.complaints.String()
		for _, part := range []string{"unknown-1: the gateway does not know this payment", "does not answer", "answers again"} {
			if strings.Count(said, part) != 1 {
				t.Errorf("%q is not said once in\n%s", part, said)
			}
		}
		if got := tail.lines(); count(got, "status paid") != 1 {
			t.Errorf("it told %q", got)
		}
	})
}

func TestTailSaysOnceThatTheTokenIsRefused(t *testing.T) {
	story(t, func(s *shop) {
		tail := s.tails(s.programWith("not.a.token"), time.Time{}, s.sells("plain"), s.sells("plain"))
		s.wait(time.Minute)
		tail.ends()
		want := "paywatch: the gateway refuses the token, and without one it tells neither metadata nor transactions; renew KUBEPAY_TOKEN\n"
		if said := tail.complaints.String(); said != want {
			t.Errorf("it said\n%s", said)
		}
	})
}

func TestTailSaysNothingOfTheTroublesOfOthers(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("plain")
		s.lists(id, "unknown-1")
		leads := s.tails(s.program(), time.Time{}, id)
		s.wait(5 * time.Second)
		follows := s.tails(s.program(), time.Time{})
		s.wait(20 * time.Second)
		s.down.Store(true)
		s.wait(time.Minute)
		if said := follows.complaints.String(); said != "" {
			t.Errorf("it does not look, and said %q", said)
		}
		if said := leads.complaints.String(); strings.Contains(said, "unknown-1") || strings.Count(said, "does not answer") != 1 {
			t.Errorf("it looks, is asked for another payment, and said %q", said)
		}
		leads.ends()
		s.wait(20 * time.Second)
		if said := follows.complaints.String(); strings.Count(said, "does not answer") != 1 {
			t.Errorf("now it looks, and said %q", said)
		}
		follows.ends()
	})
}

func TestNamedPaymentsAreOnTheListOnlyMeanwhile(t *testing.T) {
	story(t, func(s *shop) {
		kept, guest := s.sells("plain"), s.sells("plain")
		s.lists(kept)
		tail := s.tails(s.program(), time.Time{}, kept, guest)
		s.wait(5 * time.Second)
		if got := s.listed(); len(got) != 2 {
			t.Errorf("on the list are %q", got)
		}
		tail.ends()
		if got := s.listed(); !slices.Equal(got, []kubepay.ID{kept}) {
			t.Errorf("afterwards on the list are %q", got)
		}
		if got := s.recorded(); count(got, guest.Short()) == 0 {
			t.Errorf("what was seen is forgotten: %q", got)
		}
	})
}

func TestTailEndsWhereNobodyReads(t *testing.T) {
	story(t, func(s *shop) {
		s.lists(s.sells("expired"))
		tail := s.tails(s.program(), time.Time{})
		s.wait(5 * time.Second)
		tail.gone.Store(true)
		tail.over()
	})
	if err := quietly(func() error { return errors.Join(syscall.EPIPE) }); err != nil {
		t.Errorf("a pipe that nobody reads is %v", err)
	}
}

// A file that is ruined is begun anew, and its numbers too.
func TestTailGoesOnInALedgerThatIsBegunAnew(t *testing.T) {
	for _, how := range []string{"deleted", "overwritten"} {
		t.Run(how, func(t *testing.T) {
			story(t, func(s *shop) {
				id := s.sells("many")
				s.lists(id)
				tail, other := s.tails(s.program(), time.Time{}), s.tails(s.program(), time.Time{})
				s.wait(90 * time.Second)
				s.ruin(how)
				s.wait(90 * time.Second)
				for _, t := range []*tailed{tail, other} {
					t.ends()
					lines := slices.DeleteFunc(t.lines(), func(s string) bool { return strings.Contains(s, "first_seen") })
					if twice := len(lines) - len(slices.Compact(sorted(lines))); twice > 0 {
						s.Errorf("%d changes were told twice:\n%s", twice, strings.Join(lines, "\n"))
					}
					if got := count(lines, "transaction"); got < 48 || got > 51 {
						s.Errorf("%d of 50 transactions were told", got)
					}
				}
			})
		})
	}
}

// ruin deletes the file, or overwrites it with nonsense, with what SQLite keeps
// beside it.
func (s *shop) ruin(how string) {
	s.Helper()
	for _, path := range []string{s.path, s.path + "-wal", s.path + "-shm"} {
		var err error
		switch how {
		case "deleted":
			err = os.Remove(path)
		case "overwritten":
			var file *os.File
			if file, err = os.OpenFile(path, os.O_RDWR, 0); err == nil {
				_, err = file.WriteAt([]byte(strings.Repeat("nonsense", 8192)), 0)
				file.Close()
			}
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.Fatal(err)
		}
	}
}

func sorted(all []string) []string { return slices.Sorted(slices.Values(all)) }

// Another program that looks has nobody to say it to.
func TestTailSaysOfAPaymentThatWasNamedThatItIsUnknownBesideAnotherProgram(t *testing.T) {
	story(t, func(s *shop) {
		s.lists(s.sells("three_parts"), "unknown-2")
		other := s.tails(s.program(), time.Time{})
		s.wait(10 * time.Second)
		named := s.tails(s.program(), time.Time{}, "unknown-1")
		all := s.tails(s.program(), time.Time{})
		s.wait(30 * time.Second)
		named.ends()
		if said := named.complaints.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "cannot look at the payment unknown-1: the gateway does not know this payment; check the id") {
			t.Errorf("who named it is told %q", said)
		}
		all.ends()
		if said := all.complaints.String(); said != "" {
			t.Errorf("who named none is told %q", said)
		}
		other.ends()
	})
}
