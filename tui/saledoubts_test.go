package tui_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
)

// doubts makes a sale of which nobody knows whether it was made.
func (s *story) doubts(figures string) {
	s.Helper()
	s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502})
	s.press("n")
	s.types(figures)
	s.press("ctrl+s")
	s.wait(time.Second)
	s.sees("It may have been made")
	s.gateway.Mend()
}

// dies ends the program at once, whatever it is doing.
func (s *story) dies() {
	s.Helper()
	s.program.Kill()
	<-s.ended
	s.keeper.Close()
	s.wait(2 * time.Second)
}

func TestEachSaleOfUnknownOutcomeWaitsForAPerson(t *testing.T) {
	for name, keeps := range map[string]bool{"kept": true, "in memory only": false} {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, keeps: keeps}, func(s *story) {
				s.doubts("1250")
				s.press("esc")
				s.sees("1 sale may have been made: ctrl+l")
				s.doubts("700")
				s.sees("(2 of 2)", "7.00 EUR")
				s.press("esc", "n")
				s.sees("2 sales may have been made")
				s.types("300")
				s.press("ctrl+s") // an unrelated one
				s.wait(20 * time.Second)
				s.press("esc")
				s.sees("2 sales may have been made")
				s.press("n")
				s.types("4")
				s.press("ctrl+l", "right")
				s.sees("12.50 EUR in BTC", "(1 of 2)", "asked for at 00:00:05")
				s.press("x")
				s.sees("Was it not made?", "12.50 EUR")
				s.press("enter", "x", "esc", "x", "y")
				s.wait(time.Second)
				s.sees("7.00 EUR in BTC")
				s.lacks("12.50 EUR")
				s.press("esc")
				s.sees("▌ Amount 0.04", "The sale of 7.00 EUR in BTC")
				s.press("ctrl+l", "l")
				s.types("not/one")
				s.press("enter")
				s.sees("That is no id of a payment", "7.00 EUR in BTC")
				s.press("l")
				s.types("mistyped")
				s.press("enter")
				s.wait(20 * time.Second)
				s.sees("unknown id", "1 sale may have been made")
				s.press("n", "ctrl+l")
				s.sees("mistyped was given for its id, and the gateway has not said that it is there")
				id := s.make("7.00 EUR BTC", "on_hold") // stands for the one in KubePay's panel
				s.press("l")
				s.paste(string(id))
				s.press("enter")
				s.wait(10 * time.Second)
				s.lists(id, "▌", "7.00 EUR")
				s.lacks("may have been made")
				s.press("n")
				s.lacks("may have been made")
				s.posted(3)
			})
		})
	}
}

func TestAProgramThatDiesWhileItSellsRemembersIt(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.Hang})
		s.press("n")
		s.types("1250")
		s.press("enter", "enter", "enter")
		s.types("Table 7")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.dies()
		s.gateway.Mend()
		s.start()
		s.wait(time.Second)
		s.sees("1 sale may have been made: ctrl+l")
		s.press("n", "ctrl+l")
		s.sees("12.50 EUR in BTC for Table 7", "asked for at 00:00:05", "no answer was seen")
		s.press("m", "y", "ctrl+s")
		s.wait(time.Second)
		s.scansSomething()
		s.close()
		s.start()
		s.wait(10 * time.Second)
		s.lacks("may have been made")
		s.posted(2)
	})
}

func TestADoubtIsThereAfterTheNextStartWithItsReason(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		s.doubts("1250")
		s.press("esc")
		s.wait(time.Second)
		s.close()
		s.start()
		s.wait(time.Second)
		s.press("n", "ctrl+l")
		s.sees("12.50 EUR in BTC", "502")
		s.press("x", "y")
		s.wait(time.Second)
		s.close()
		s.start()
		s.wait(time.Second)
		s.lacks("may have been made")
	})
}

func TestWhatIsCertainIsNoDoubtAfterTheNextStart(t *testing.T) {
	refuses := answering(func(r *http.Request) (*http.Response, error) { return nobodyListens(r) })
	tellWith(t, scenery{width: 120, height: 36, keeps: true, creates: refuses}, func(s *story) {
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.sees("Nothing was made")
		s.dies()
		s.start()
		s.wait(time.Second)
		s.lacks("may have been made")
	})
}

// A ledger that cannot be written keeps no sale from being made.
func TestASaleIsMadeWithoutTheLedger(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		s.books.forgets = errors.New("the disk is full")
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.scansSomething()
		s.press("esc")
		s.doubts("700")
		s.press("esc")
		s.wait(30 * time.Second)
		s.sees("1 sale may have been made")
	})
}

// What was refused is said until something about it changes.
func TestARefusalGoesWithWhatItWasAbout(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 36, creates: says(400, `{"token":["No."]}`)}, func(s *story) {
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.sees("Nothing was made. Coin:")
		s.press("shift+tab", "shift+tab")
		s.sees("Nothing was made. Coin:", "▌ Amount 12.50")
		s.types("x")
		s.lacks("Nothing was made")
		s.sees("Only figures and one point or comma make an amount.")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.press("shift+tab", "shift+tab", "delete")
		s.lacks("Nothing was made")
		s.press("ctrl+s")
		s.sees("above zero")
		s.press("enter")
		s.sees("Nothing is keyed in yet.")
		s.lacks("above zero")
	})
}

func TestAnAmountIsWrittenWithAPoint(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("n")
		s.types("12.5")
		s.sees("▌ Amount 12.50")
		s.types("05")
		s.sees("▌ Amount 12.50", "No more than two figures stand behind the point.")
		s.press("ctrl+u")
		s.types("7,")
		s.sees("▌ Amount 7.00")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.press("esc")
		s.sees("7.00 EUR")
	})
}

// The last key of the form, pressed once too often, leaves the code where it is.
func TestASecondEnterLeavesTheCustomersView(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("n")
		s.types("1250")
		for range 5 {
			s.press("enter")
		}
		s.wait(250 * time.Millisecond)
		s.press("enter", "q")
		s.wait(time.Second)
		s.scansSomething()
		s.press("enter")
		s.lacks("To pay")
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(250 * time.Millisecond)
		s.press("esc")
		s.lacks("To pay")
	})
}

func TestTheDemosNoticeLeavesRoomForTheKeys(t *testing.T) {
	const notice = "Demo: send nothing, it goes to nobody"
	tellWith(t, scenery{width: 40, height: 60, notice: notice}, func(s *story) {
		s.press("n")
		s.sees("ctrl+s make it", "esc back", notice)
		s.press("esc")
		s.doubts("1250")
		s.sees("esc later", "l look", "m make anew", notice)
	})
}

func TestALargeAmountKeepsItsCurrency(t *testing.T) {
	for _, at := range [][2]int{{40, 60}, {60, 20}, {80, 24}, {120, 36}} {
		t.Run("", func(t *testing.T) {
			tell(t, at[0], at[1], func(s *story) {
				s.press("n")
				s.types("1234567890123456789")
				s.press("ctrl+s")
				s.wait(time.Second)
				s.press("esc")
				row := s.row("▌ ○")
				if !strings.Contains(row, "EUR") {
					t.Errorf("on %v the row is %q", at, row)
				}
			})
		})
	}
}

// row is the first line of the screen that has a text.
func (s *story) row(text string) string {
	s.Helper()
	for line := range strings.Lines(s.frame().Text()) {
		if strings.Contains(line, text) {
			return line
		}
	}
	s.Fatalf("no line has %q:\n%s", text, s.frame().Text())
	return ""
}
