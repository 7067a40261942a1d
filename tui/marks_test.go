package tui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// exports is where a story's exports go.
type exports struct {
	path string
	all  []ledger.Payment
	err  error
}

// Export takes in an export.
func (e *exports) Export(_ context.Context, path string, all []ledger.Payment) error {
	e.path, e.all = path, all
	return e.err
}

var places = []string{"North", "East", "South", "West"}

// tables makes so many payments, each of a table of its own.
func (s *story) tables(n int) []kubepay.ID {
	s.Helper()
	var ids []kubepay.ID
	for i := range n {
		ids = append(ids, s.sale("25.00 EUR BTC", "on_hold", "order", places[i]))
		s.wait(time.Second)
	}
	s.wait(10 * time.Second)
	return ids // the newest, the last of them, stands at the top of the list
}

func TestSeveralAreMarked(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			tell(t, size[0], size[1], func(s *story) {
				s.tables(3)
				s.press("g", "space", "j", "space")
				s.sees("✓ 2 marked")
				s.sees("✓○ South", "▌✓○ East", "○ North")
				s.press("space")
				s.sees("✓ 1 marked")
				s.sees("▌ ○ East")
				s.press("*")
				s.sees("✓ 3 marked")
				s.press("*")
				s.lacks("marked")
				s.press("space", "esc")
				s.lacks("marked", "✓")
			})
		})
	}
}

// A mark is the payment's: it goes where that goes, and is there though it is not
// shown.
func TestMarksFollowThePayment(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(3)
		s.press("g", "space")
		s.lists(ids[2], "✓○ South")
		s.press("s") // another order
		s.lists(ids[2], "✓○ South")
		s.press("/")
		s.types("north")
		s.press("enter")
		s.unlisted(ids[2])
		s.sees("✓ 1 marked")
		s.press("space", "esc") // unmarks; the filter stays for the next esc
		s.lacks("marked")
		s.unlisted(ids[2])
		s.press("*", "esc", "esc")
		s.lists(ids[2], "○ South")

		s.press("G", "space")
		newest := s.sale("9.00 EUR LTC", "on_hold", "order", "Table 9")
		s.wait(time.Second)
		s.lists(newest, "○ Table 9")
		s.sees("✓ 1 marked")
	})
}

func TestMarkedOnesAreTakenOffTogether(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(4)
		s.press("g", "space", "j", "space", "x")
		s.sees("Take 2 payments off the list? y yes esc no")
		s.press("esc")
		s.sees("nothing was done")
		s.lists(ids[3], "✓")
		s.press("x", "x") // no is what is not y
		s.lists(ids[3], "✓")
		s.press("x", "y")
		s.sees("taken off the list: 2 payments z brings them back")
		s.unlisted(ids[3])
		s.unlisted(ids[2])
		s.lists(ids[1], "▌ ○ East")
		s.lacks("marked")
		s.press("z")
		s.wait(time.Second)
		s.lists(ids[3], "○ West", "25.00 EUR")
		s.lists(ids[2], "○ South", "25.00 EUR")
		s.sees("back on the list: 2 payments")

		s.press("*", "/")
		s.types("north")
		s.press("enter", "x")
		s.sees("Take 4 payments off the list, 3 of them not shown?")
		s.press("y", "esc")
		s.sees("Nothing is watched yet.")
	})
}

// Without a mark everything is as it was.
func TestOneIsTakenOffWithoutAQuestion(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(2)
		s.press("g", "x")
		s.unlisted(ids[1])
		s.sees("taken off the list: East")
		s.lacks("y yes")
	})
}

func TestMarkedOnesAreCopiedTogether(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(3)
		s.press("g", "space", "G", "space", "y")
		s.sees("Copy from 2 payments, one a line", "ids, 2 of 2", "payment URIs, 2 of 2", "and 1 more")
		s.press("i")
		if got, want := s.copied(), string(ids[2])+"\n"+string(ids[0]); got != want {
			t.Errorf("copied %q, want %q", got, want)
		}
		s.sees("Sent to the terminal's clipboard: "+string(ids[2]), "and 1 more")
		s.press("a")
		if got, want := s.copied(), string(s.truth(ids[2]).PayAddress)+"\n"+string(s.truth(ids[0]).PayAddress); got != want {
			t.Errorf("copied %q, want %q", got, want)
		}
		s.press("u")
		if got := s.copied(); strings.Count(got, "bitcoin:") != 2 || strings.Count(got, "\n") != 1 {
			t.Errorf("copied %q, want two URIs", got)
		}
		s.press("esc")
		s.sees("✓ 2 marked")
	})
}

func TestMarkedOnesAreLookedAtTogether(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(3)
		s.wait(20 * time.Minute) // the pace goes on
		before := make([]int, len(ids))
		s.press("*")
		for i, id := range ids {
			before[i] = s.looksAt(id)
		}
		s.press("r")
		s.sees("looking at 3 payments")
		s.wait(3500 * time.Millisecond)
		for i, id := range ids {
			if s.looksAt(id) == before[i] {
				t.Errorf("%s was not looked at", id.Short())
			}
		}
		s.press("p", "r")
		s.sees("paused: 3 payments to be looked at first thing when p goes on")
	})
}

func TestMarkedOnesAreExported(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(3)
		s.press("g", "space", "j", "space", "E")
		s.sees("Export to: payments-20000101-0000", ".csv or .json esc: back")
		s.press("esc")
		s.sees("✓ 2 marked")
		if s.exports.path != "" {
			t.Errorf("%s was written", s.exports.path)
		}
		s.press("E")
		for range 40 {
			s.press("backspace")
		}
		s.types("two.json")
		s.press("enter")
		s.sees("2 payments written to two.json")
		if s.exports.path != "two.json" || len(s.exports.all) != 2 || s.exports.all[0].ID != ids[2] || s.exports.all[1].Intent.Title() != "East" {
			t.Errorf("exported %+v to %s", s.exports.all, s.exports.path)
		}
		s.press("esc")        // the note
		s.press("E", "enter") // the selected one alone
		if n := len(s.exports.all); n != 1 || s.exports.all[0].ID != ids[1] {
			t.Errorf("%d were exported", n)
		}
	})
}

// Whoever is told that a file is there already types the next name: into the field,
// which stays open with the name and says under it what was wrong, and not as keys of
// the list.
func TestAfterAnExportThatFailsTheNextNameIsTyped(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			tell(t, size[0], size[1], func(s *story) {
				ids := s.tables(3)
				s.press("g", "space", "j", "space", "E", "ctrl+u")
				s.types("november.csv")
				s.exports.err = errors.New("november.csv is there already; choose another name\x1b[31m")
				s.press("enter")
				s.sees("november.csv is there already; choose another name", "november.csv")
				s.press("ctrl+u")
				s.types("xyz*.csv")
				s.sees("xyz*.csv")
				s.exports.err = nil
				s.press("enter")
				s.sees("2 payments written")
				s.lacks("november.csv")
				if s.exports.path != "xyz*.csv" || len(s.exports.all) != 2 {
					t.Errorf("exported %d to %q", len(s.exports.all), s.exports.path)
				}
				for _, id := range ids {
					s.lists(id, "")
				}
			})
		})
	}
}

func TestAnExportThatFailsSaysOnWhichFileAndWhatToDo(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.tables(3)
		s.press("g", "space", "E", "ctrl+u")
		s.types("/nowhere/and/a/long/way/to/go/november.csv")
		s.exports.err = errors.New("cannot export to /nowhere/and/a/long/way/to/go/november.csv: permission denied; choose another")
		s.press("enter")
		s.sees("cannot export to /nowhere/and/a/long/way/to/go/november.csv: permission", "denied; choose another")
		s.press("esc")
		s.lacks("permission denied")
		s.sees("✓ 1 marked")
	})
}

// A payment that another program takes off the list is marked no longer.
func TestWhatIsGoneIsUnmarked(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		ids := s.tables(3)
		other := s.second()
		defer other.Close()
		s.press("*")
		s.sees("✓ 3 marked")
		other.Remove(ids[0])
		s.wait(1500 * time.Millisecond)
		s.unlisted(ids[0])
		s.sees("✓ 2 marked")
	})
}
