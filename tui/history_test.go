package tui_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/tui/terminal"
)

// A customer stands at the till and says that the money was sent a while ago.
func TestAPaymentIsFoundAgain(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "three_parts", "order", "Table 7", "note", "terrace")
		s.sale("12.50 EUR LTC", "paid", "order", "Bar")
		s.wait(7 * time.Minute)
		s.choose("Table 7")
		s.press("x")
		s.unlisted(id)
		s.wait(time.Minute)

		s.press("H")
		s.wait(time.Second)
		s.sees("History", "2 recorded")
		for _, query := range []string{
			"25.00 terr", "25,00 terr", "table 7", "00:06", "2000-01-01 terrace", end(id),
			end(s.truth(id).PayAddress), strings.ToUpper(end(s.kept(id).Intent.Transactions[1].ID)),
		} {
			s.types(query)
			s.wait(time.Second)
			s.sees("1 found", "Search: "+query, "Table 7", "25.00 EUR", "paid")
			s.lists(id, "▌ ●", "00:06", "Table 7")
			for range query {
				s.press("backspace")
			}
		}

		s.types("table 7")
		s.press("enter")
		s.wait(time.Second)
		s.sees(
			"As it was recorded", "not on the list; w puts it back", "25.00 of 25.00 EUR", "Made Sat 1 Jan 2000 00:00:05",
			string(id), "terrace", "What happened", "Saturday 1 January 2000", "00:00:05 first seen, pending", "paid, was partial",
		)
		for _, tx := range s.kept(id).Intent.Transactions {
			s.sees(string(tx.ID)[:40])
		}
		s.press("J")
		s.wait(time.Second)
		s.sees("The last good answer about "+string(id), `"status": "paid"`)
		s.press("esc", "w")
		s.sees("back on the list", "on the list.")
		s.press("esc", "esc")
		s.wait(2 * time.Second)
		s.lists(id, "▌ ●", "Table 7")
	})
}

// kept is a payment as the books have it.
func (s *story) kept(id kubepay.ID) ledger.Payment {
	s.Helper()
	p, err := s.books.Ledger.Payment(s.Context(), id)
	s.does(err)
	return p
}

// end is the last characters of a name, by which it is found.
func end[T ~string](name T) string { return string(name[len(name)-6:]) }

// choose moves the selection to the payment that goes by a title of two words.
func (s *story) choose(title string) {
	s.Helper()
	s.press("g")
	for range 20 {
		if s.selected() == title {
			return
		}
		s.press("j")
	}
	s.Fatalf("no %s:\n%s", title, s.frame().Text())
}

// selected is what the selected row of a list is called.
func (s *story) selected() string {
	for _, row := range s.rows() {
		if rest, ok := strings.CutPrefix(row, "▌ "); ok {
			words := strings.Fields(rest)
			return strings.Join(words[1:3], " ")
		}
	}
	s.Fatalf("nothing is selected:\n%s", s.frame().Text())
	return ""
}

func TestLateMoneyIsFoundByWhatItIs(t *testing.T) {
	tellKept(t, 80, 24, func(s *story) {
		s.sale("12.50 EUR XMR", "late", "order", "Table 2")
		s.sale("8.00 EUR LTC", "paid", "order", "Table 4")
		s.wait(12 * time.Minute)
		s.press("H")
		s.types("late")
		s.wait(time.Second)
		s.sees("1 found", "◌", "Table 2", "expired, late")
		s.press("enter")
		s.wait(time.Second)
		s.sees("◌ expired, late", "Money arrived after expiry (derived)")
		s.press("G")
		s.sees("What happened", "late: 0.08333333 XMR arrived after expiry")
	})
}

// While an old query takes its time, typing goes on, and what it finds in the end
// is never shown for the new one.
func TestOnlyTheLastQueryIsAnswered(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold", "order", "Terrace")
		s.sale("12.50 EUR LTC", "on_hold", "order", "Table 4")
		s.wait(10 * time.Second)
		s.press("H")
		s.wait(time.Second)
		s.books.takes(func(query string) time.Duration {
			return map[string]time.Duration{"t": time.Minute, "ta": 2 * time.Second, "tab": time.Second}[query]
		})
		s.types("t")
		s.sees("searching")
		s.types("a")
		s.sees("Search: ta", "searching")
		s.types("b")
		s.sees("Search: tab", "searching")
		s.wait(1100 * time.Millisecond)
		s.sees("1 found", "Table 4")
		s.never("Terrace")
		s.wait(5 * time.Minute)
		s.sees("1 found")
		s.press("backspace")
		s.sees("searching")
		s.never()
		s.press("esc") // nobody waits for it
		s.wait(5 * time.Second)
		s.lacks("Search")
		s.press("H")
		s.wait(time.Second)
		s.sees("2 recorded", "Terrace", "Table 4")
	})
}

func TestTheHistoryFollowsWhatHappens(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "plain")
		s.wait(5 * time.Second)
		s.press("H")
		s.wait(time.Second)
		s.lists(id, "▌ ○", "pending")
		s.press("enter")
		s.wait(time.Second)
		s.sees("○ pending")
		s.wait(75 * time.Second)
		s.sees("● paid", "paid, was pending")
		s.press("esc")
		s.wait(2 * time.Second)
		s.lists(id, "▌ ●", "paid")
	})
}

func TestALongHistoryIsScrolledToItsEnd(t *testing.T) {
	tellKept(t, 80, 24, func(s *story) {
		var sales []earlier
		for n := range 230 {
			sales = append(sales, earlier{"Table 7", "25.00", time.Date(1999, 12, 31, 12, n, 0, 0, time.UTC)})
		}
		s.does(s.books.sold(sales...))
		s.wait(2 * time.Second)
		found, err := s.books.Search(s.Context(), "", 1000)
		s.does(err)
		first := found[len(found)-1].ID
		s.press("H")
		s.wait(time.Second)
		s.sees("the newest 200")
		for range 20 {
			s.press("pgdown")
			s.wait(100 * time.Millisecond)
		}
		s.sees("230 recorded")
		s.lists(first, "▌")
		s.wheel(10, 10, -3)
		s.press("pgup", "up", "down", "pgdown", "pgdown", "up")
		s.click(10, s.line(first))
		s.lists(first, "▌")
	})
}

func TestHistoryThatCannotBeReadSaysWhy(t *testing.T) {
	tellKept(t, 80, 24, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(10 * time.Second)
		s.books.breaks(errors.New("the ledger is not there; choose another file with --db"))
		s.press("H")
		s.wait(time.Second)
		s.sees("not searched", "choose another file with --db")
		s.books.breaks(nil)
		s.types("t")
		s.wait(time.Second)
		s.sees("1 found")
		s.books.breaks(errors.New("the ledger is locked; close what holds it"))
		s.press("enter")
		s.wait(time.Second)
		s.sees("the ledger is locked")
		s.press("J")
		s.wait(time.Second)
		s.sees("the ledger is locked")
		s.press("esc", "esc", "T")
		s.wait(time.Second)
		s.sees("Totals", "the ledger is locked")
	})
}

func TestWithoutALedgerTheKeysSaySo(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.press("H")
		s.sees("nothing is recorded, so there is no history")
		s.press("T")
		s.sees("nothing is recorded, so there are no totals")
	})
}

func TestEveryLetterIsTextInTheHistory(t *testing.T) {
	tellKept(t, 80, 24, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(10 * time.Second)
		s.press("H")
		s.types("qwjxn?TH")
		s.wait(time.Second)
		s.sees("Search: qwjxn?TH", "Nothing that was recorded answers to this.")
		s.press("esc")
		s.lists(id)
		s.press("H")
		s.wait(time.Second)
		s.lacks("qwjxn")
		s.paste("\x1b[2Jtable\n7")
		s.wait(time.Second)
		s.sees("Search: table 7", "1 found")
		s.output.Look(func(screen *terminal.Screen) {
			if screen.Bells > 0 {
				s.Error("it rang")
			}
		})
	})
}

func TestHostileTextsAreHarmlessInTheHistory(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		for name, text := range hostile {
			s.sale("25.00 EUR BTC", "three_parts", "order", text, "note "+name, text)
			s.wait(time.Second)
		}
		s.wait(70 * time.Second)
		for _, size := range [][2]int{{120, 36}, {80, 24}, {40, 60}, {20, 6}, {200, 60}} {
			s.resize(size[0], size[1])
			s.press("H")
			s.wait(time.Second)
			for range hostile {
				s.press("down", "enter")
				s.wait(100 * time.Millisecond)
				s.press("G", "J")
				s.wait(100 * time.Millisecond)
				s.press("G", "esc", "esc")
			}
			s.paste(hostile["flags"] + hostile["wide"])
			s.wait(time.Second)
			s.press("esc")
		}
	})
}
