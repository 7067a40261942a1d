package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
	"paywatch/theme"
)

// bench is a developer's morning: payments that come to something, and one about
// which the gateway is asked too often. When that is asked again is certain, and so
// what the frame shows.
func (s *story) bench() {
	shop(s)
	broken := s.sale("7.00 EUR BTC", "on_hold", "order", "test 17")
	s.wait(10 * time.Second)
	s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 429, Wait: 35 * time.Second}, broken)
	s.wait(50 * time.Second)
}

func TestGoldenCalls(t *testing.T) {
	tellWith(t, scenery{width: 200, height: 60, tells: true}, func(s *story) {
		s.bench()
		s.press("D", "g", "down", "down", "down", "down")
		s.sees("Table 7 (4bc15e24)")
		for _, size := range sizes {
			s.resize(size[0], size[1])
			s.golden("calls")
			s.press("e")
			s.golden("calls-wrong")
			s.press("e", "g", "down", "down", "down", "down", "enter")
			s.golden("answers")
			s.press("esc")
		}
	})
}

func TestGoldenCallsInASCII(t *testing.T) {
	look := theme.Options{Name: theme.Plain, ASCII: true}
	tellWith(t, scenery{width: 120, height: 36, theme: look}, func(s *story) {
		s.bench()
		s.press("D")
		s.golden("calls-ascii")
		s.press("enter")
		s.golden("answers-ascii")
	})
}

func TestCallsOfOnePaymentAreTold(t *testing.T) {
	tellWith(t, scenery{width: 200, height: 60, tells: true}, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 70*time.Second)
		s.press("D")
		s.sees("Calls to the gateway", "1 payment", "Table 7 (4bc15e24) ◐ partial", "every 3 s while on show",
			"Connections 1 opened · reused", "HTTP/1.1 · no TLS", "Failures none", "p50 80 ms p95 80 ms p99 80 ms in the last minute",
			"GET .../4bc15e24-67c5-4759-bf4a-1b4c3da863b8/ · 200 80 ms 506 B first seen, pending", "679 B partial, was pending; 0.00016666 BTC", "the same")
		s.until(made, 75*time.Second)
		s.press("D")
		s.lacks("Calls to the gateway")
	})
}

func TestWhatIsWrongIsFound(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		fine := s.sale("25.00 EUR BTC", "on_hold", "order", "fine")
		broken := s.sale("7.00 EUR BTC", "on_hold", "order", "test 17")
		other := s.sale("7.00 EUR BTC", "on_hold", "order", "other")
		s.wait(20 * time.Second)
		s.press("D", "e")
		s.sees("only what is wrong: 0 of 3")
		s.press("e")
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502, For: time.Minute}, broken)
		s.wait(40 * time.Second)
		s.press("g", "e")
		s.sees("only what is wrong: 1 of 3", "▲ 502 broken", "test 17 ("+broken.Short()+")", "Backing off after", "failed in a row. Next look in",
			"the gateway is in trouble (502)", "Failures ▲", "in the last minute · in all: ", "broken")
		s.lacks("fine", "other")
		s.press("down", "down") // there is no other
		s.sees("test 17 (" + broken.Short() + ")")
		s.wait(2 * time.Minute)
		s.sees("only what is wrong: 0 of 3", "test 17 ("+broken.Short()+")", "none in the last minute") // mended, and still there to be seen
		s.lacks("Backing off")
		s.press("e", "esc")
		s.lists(broken, "▌")
		s.lists(fine, "fine")
		s.lists(other, "other")
	})
}

// Where there is no room for a column of ids, a payment that nothing is known of yet
// goes by its own.
func TestWhatIsNotKnownYetGoesByItsID(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.Hang})
		id := s.sale("25.00 EUR BTC", "plain")
		s.wait(12 * time.Second)
		s.lists(id, id.Short()+" no answer")
		s.press("D")
		s.lists(id, id.Short()+" ▲ unreachable")
	})
}

// What was asked is told as far as there is room: of which payment, and by which way.
func TestTheEndpointHasRoom(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(20 * time.Second)
		s.press("D")
		s.sees("GET .../" + id.Short() + "/ · 200")
		s.resize(200, 60)
		s.sees("GET .../" + string(id) + "/ · 200")
	})
}

// Figures that belong together are never parted by the end of a line.
func TestSumsAreReadInANarrowWindow(t *testing.T) {
	tellWith(t, scenery{width: 40, height: 60, tells: true}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(20 * time.Second)
		s.press("D")
		if !strings.Contains(s.frame().Text(), "p99 80 ms") {
			t.Errorf("a figure is parted:\n%s", s.frame().Text())
		}
		s.sees("p50 80 ms p95 80 ms", "? help", "r look now", "e only what is wrong", "space mark")
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502, For: 10 * time.Second}, id)
		s.wait(20 * time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.WrongTypes, Field: "status"}, id)
		s.wait(20 * time.Second)
		for _, size := range sizes[:3] {
			s.resize(size[0], size[1])
			s.sees("in the last minute · in all: ", " broken · ", " unreadable Connections")
		}
	})
}

// An answer that breaks off is no gateway that cannot be reached.
func TestAnAnswerThatBreaksOffIsCalledThat(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.breaks(sandbox.Fault{Kind: sandbox.Dropped}, id)
		s.wait(12 * time.Second)
		s.press("D")
		s.sees("▲ 200 cut off", "the gateway's answer was cut off (the connection ended before the answer did); check the network")
		s.lacks("200 unreachable", "cannot be reached")
	})
}

// What stands with the raw answers does not send anybody to them.
func TestRawAnswersDoNotPointToThemselves(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(12 * time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.WrongTypes, Field: "status"}, id)
		s.wait(30 * time.Second)
		s.press("D")
		s.sees("; the raw answer shows what came")
		s.press("enter")
		s.sees(`the gateway's answer has an unreadable "status"`)
		s.lacks("the raw answer shows what came")
	})
}

func TestAnAlarmIsWrongUntilItIsRead(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "moved")
		s.until(made, 185*time.Second)
		s.press("D", "e")
		s.sees("only what is wrong: 1 of 1", "ADDRESS MOVED")
		s.press("A")
		s.sees("only what is wrong: 0 of 1")
	})
}

func TestAnOutageIsToldToDevelopers(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(20 * time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 429, Wait: 30 * time.Second, For: 40 * time.Second})
		s.wait(5 * time.Second)
		s.press("D")
		s.sees("THROTTLED by the gateway", "▲ 429 throttled", "The gateway throttles all: it is left alone until 00:00:5")
		s.wait(time.Minute)
		s.lacks("THROTTLED")
		s.breaks(sandbox.Fault{Kind: sandbox.Reset, For: 30 * time.Second})
		s.wait(15 * time.Second)
		s.sees("NO ANSWER since", "unreachable", "The gateway does not answer: one look at a time tries it.")
		s.press("p")
		s.sees("PAUSED: p goes on", "Paused: no look until p goes on.")
		s.press("p")
		s.wait(time.Minute)
		s.lacks("NO ANSWER", "PAUSED")
	})
}

// Consecutive answers are compared, and what they were is walked through.
func TestAnswersAreCompared(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			tell(t, size[0], size[1], func(s *story) {
				made := time.Now()
				id := s.sale("25.00 EUR BTC", "three_parts")
				s.until(made, 10*time.Second)
				s.press("D", "c")
				s.sees("The only answer kept about Table 7", `"status": "pending"`)
				s.until(made, 70*time.Second)
				s.sees("Answers 1 and 2 of 2 kept about", `- "status": "pending",`, `+ "status": "partial",`)
				s.until(made, 190*time.Second) // the newest pair is shown, until a person walks back
				s.sees("Answers 2 and 3 of 3", `- "amount_captured_fiat": "10.00",`, `+ "amount_captured_fiat": "18.75",`)
				s.lacks(`- "status"`)
				s.press("left", "left") // the first pair is the first
				s.sees("Answers 1 and 2 of 3", `+ "status": "partial",`, "kept from 00:00:05 to 00:0")
				s.until(made, 195*time.Second)
				s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 503}, id)
				s.until(made, 200*time.Second)
				s.sees("Answers 1 and 2 of 4")
				s.press("right", "right", "right")
				s.sees("Answers 3 and 4 of 4", "the gateway is in trouble (503)")
				s.press("r")
				s.sees("looking now")
				s.press("esc", "r", "esc")
				s.lists(id, "▌")
			})
		})
	}
}

// What the gateway says is quoted, and the token is nowhere.
func TestNothingHostileIsAmongTheCalls(t *testing.T) {
	token := sandbox.Token(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	tellWith(t, scenery{width: 120, height: 36, token: token, answers: strings.NewReplacer("Table 7", token+`\u001b[31m`+"\u202ex")}, func(s *story) {
		s.never(token, "Bearer")
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.wait(70 * time.Second)
		s.press("D", "enter")
		s.sees(`\u001b[31m\u202ex`)
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 401}, id)
		s.wait(30 * time.Second)
		s.press("esc")
		s.sees("▲ 401 unauthorised")
		s.press("enter", "left", "left", "right")
		s.press("G")
	})
}

func TestASaleIsAmongTheCalls(t *testing.T) {
	tell(t, 200, 60, func(s *story) {
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(2 * time.Second)
		s.press("esc", "D")
		s.sees("POST .../payments/", "· 201")
	})
}

// Where another program looks, this one says so and shows what the ledger has.
func TestCallsOfAnotherProgram(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		other := s.second()
		go func() { // its screen
			for {
				if _, err := other.Next(s.Context()); err != nil {
					return
				}
			}
		}()
		s.wait(2 * time.Second)
		made := time.Now()
		s.sale("25.00 EUR BTC", "three_parts")
		s.wait(10 * time.Second)
		s.press("D")
		s.lacks("Another program")
		s.sees("GET")
		s.close()
		s.wait(10 * time.Second)
		s.start() // the other one has the lead now
		s.until(made, 70*time.Second)
		s.press("D")
		s.sees("Another program on the same ledger makes the calls. This one makes none",
			"As the ledger has it, seen 00:01:", "partial, was pending", "first seen, pending", "Next look by the other program")
		s.lacks("GET")
		s.press("enter")
		s.sees("The only answer kept", `"status": "partial"`)
		s.until(made, 190*time.Second)
		s.sees("Answers 1 and 2 of 2", `+ "amount_captured_fiat": "18.75",`)
		s.press("esc")
		other.Close()
		s.wait(15 * time.Second)
		s.lacks("Another program")
		s.sees("GET")
	})
}

func TestSeveralAreMarkedAmongTheCalls(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := s.tables(3)
		s.press("D", "g", "space", "down", "space")
		s.sees("✓○ South", "✓○ East", "2 marked")
		s.press("r")
		s.sees("looking at 2 payments")
		s.press("D")
		s.lists(ids[2], "✓○")
		s.press("D", "?")
		s.sees("calls to the gateway")
		s.press("esc")
		s.sees("Calls to the gateway", "esc none")
		s.press("esc") // unmarks, as on the list
		s.lacks("✓")
		s.sees("Calls to the gateway", "esc back")
		s.press("esc")
		s.lacks("Calls to the gateway", "✓")
	})
}

// What is done on the list to those that are marked is done here too.
func TestMarkedOnesAreActedOnAmongTheCalls(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			tell(t, size[0], size[1], func(s *story) {
				ids := s.tables(3)
				s.press("D", "*")
				s.sees("3 marked", "y copy", "x take off", "? help")
				s.press("*")
				s.lacks("marked")
				s.press("g", "space", "down", "space", "y")
				s.sees("Copy from 2 payments")
				s.press("esc")
				s.sees("2 marked, 3 payments")
				s.press("E", "ctrl+u")
				s.types("x.csv")
				s.sees("Export to: x.csv")
				s.press("enter")
				s.sees("2 payments written", "2 marked, 3 payments")
				s.press("x")
				s.sees("Take 2 payments off", "y yes esc no")
				s.press("y")
				s.lacks("✓", "East", "South")
				s.press("z")
				s.wait(2 * time.Second)
				s.sees("East", "South")
				s.press("g", "x") // none is marked: the selected one
				s.wait(10 * time.Second)
				s.lacks("South")
				s.sees("Latency")
				s.press("z", "esc")
				s.lacks("Latency")
				s.lists(ids[2])
			})
		})
	}
}

// The screen is whole at every size.
func TestCallsAtEverySize(t *testing.T) {
	tellWith(t, scenery{width: 200, height: 60, tells: true}, func(s *story) {
		s.sale("25.00 EUR BTC", "three_parts")
		s.sale("25.00 EUR BTC", "three_parts", "order", "喫茶さくら 3番")
		s.wait(70 * time.Second)
		s.press("D")
		for width := 20; width <= 200; width += 30 {
			for _, height := range []int{6, 9, 16, 24, 40} {
				s.resize(width, height)
				s.press("e", "e", "enter", "left", "esc")
			}
		}
	})
}

// Where an answer is wider than the window, its lines go on further in, under their
// own, in the column of the title.
func TestALongAnswerIsReadInANarrowWindow(t *testing.T) {
	tell(t, 40, 60, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(12 * time.Second)
		s.press("J")
		s.sees("Answer about "+id.Short()+", ", " s old")
		for _, want := range []string{"\n {", "\n   \"pay_address\":\n     \"bc1q", "\n }"} {
			if !strings.Contains(s.frame().Text(), want) {
				t.Errorf("%q is not in\n%s", want, s.frame().Text())
			}
		}
	})
}
