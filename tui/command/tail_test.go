package command

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
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

func TestWhatIsNotRecordedIsToldOnce(t *testing.T) {
	story(t, func(s *shop) {
		frees := s.blocksTheLedger()
		ids := []kubepay.ID{s.sells("three_parts"), s.sells("plain")}
		tail := s.tails(s.program(), time.Time{}, ids...)
		s.wait(4 * time.Minute)
		before := tail.lines()
		if count(before, "status paid") != 1 || count(before, "status partial") != 1 {
			t.Errorf("while nothing is recorded it told %q", before)
		}
		for _, h := range tail.events() {
			if h.Event.Number != 0 || h.Intent.Status == "" {
				t.Errorf("not recorded, it told %+v", h)
			}
		}
		frees()
		s.wait(4 * time.Minute)
		tail.ends()
		got := tail.lines()
		if diff := cmp.Diff(sorted(s.recorded()), sorted(got)); diff != "" {
			t.Error(diff)
		}
		if last := tail.events()[len(got)-1].Event; last.Number == 0 || last.To != "0.00041667" && count(got, "status paid") != 2 {
			t.Errorf("the last is %+v of %q", last, got)
		}
		said := tail.complaints.String()
		for _, part := range []string{"NOT RECORDED: ", "is recorded again"} {
			if strings.Count(said, part) != 1 {
				t.Errorf("%q is not said once in\n%s", part, said)
			}
		}
	})
}

func sorted(all []string) []string { return slices.Sorted(slices.Values(all)) }

func TestWithoutALedgerAReaderWhoStopsReadingMissesWhatThereIsNoRoomFor(t *testing.T) {
	story(t, func(s *shop) {
		s.blocksTheLedger()
		var ids []kubepay.ID
		for range 150 {
			ids = append(ids, s.sells("three_parts"))
		}
		tail := s.tails(s.program(), time.Time{}, ids...)
		tail.reads(false)
		s.wait(6*time.Minute + 30*time.Second)
		tail.reads(true)
		s.wait(time.Second)
		if got := len(tail.lines()); got > mostUnrecorded+100 || got < mostUnrecorded {
			t.Errorf("%d were told, want %d or a few more", got, mostUnrecorded)
		}
		if said := tail.complaints.String(); !strings.Contains(said, " changes were dropped") {
			t.Errorf("it said %q", said)
		}
		tail.ends()
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
