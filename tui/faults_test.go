package tui_test

import (
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
)

// A payment is half paid when the gateway goes wrong for three minutes, in which
// more is paid. Whatever the fault, keys are answered, what was seen last stays
// with its age, nothing is claimed, and all is told afterwards.
func TestTheGatewayGoesWrongAndComesBack(t *testing.T) {
	const interval = 10 * time.Second
	for _, test := range []struct {
		name  string
		fault sandbox.Fault
		says  string
		back  time.Duration // how soon recovery must be seen
	}{
		{"429", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 429, Wait: 20 * time.Second}, "asks to be called less often", 20 * time.Second},
		{"500", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 500}, "the gateway is in trouble (500)", interval},
		{"502", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502}, "the gateway is in trouble (502)", interval},
		{"503", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 503}, "the gateway is in trouble (503)", interval},
		{"reset", sandbox.Fault{Kind: sandbox.Reset}, "was cut off", interval},
		{"dropped", sandbox.Fault{Kind: sandbox.Dropped}, "was cut off", interval},
		{"hang", sandbox.Fault{Kind: sandbox.Hang}, "cannot be reached", 30 * time.Second}, // with the request that hangs
		{"cut off", sandbox.Fault{Kind: sandbox.CutOff}, "answer is unreadable", time.Minute},
		{"wrong types", sandbox.Fault{Kind: sandbox.WrongTypes, Field: "amount_crypto"}, `unreadable "amount_crypto"`, time.Minute},
		{"missing field", sandbox.Fault{Kind: sandbox.MissingField, Field: "status"}, `unreadable "status"`, time.Minute},
	} {
		t.Run(test.name, func(t *testing.T) {
			tell(t, 160, 60, func(s *story) {
				made := time.Now()
				id := s.sale("25.00 EUR BTC", "three_parts")
				s.until(made, 70*time.Second)
				s.lists(id, "39 %", "partial 13:50")

				test.fault.For = 3 * time.Minute
				s.breaks(test.fault)
				s.never("● 1 paid", "◌ 1 expired", "✕ 1 failed", "74 %")
				s.until(made, 140*time.Second)
				s.sees("NOT UP TO DATE since 00:01:1", test.says, "10.00 EUR")
				s.lists(id, "◐", "39 %", "min old")
				s.press("?")
				s.sees("Keys")
				s.press("esc", "J")
				s.sees(`"status": "partial"`)
				s.press("esc", "enter")
				s.reads("Please do not pay now: we have no connection.")
				s.scansNothing()
				s.press("esc")

				s.until(made, 245*time.Second)
				s.never("● 1 paid", "◌ 1 expired", "✕ 1 failed")
				s.until(made, 250*time.Second+test.back+500*time.Millisecond)
				s.lists(id, "◐", "74 %", "partial")
				s.lacks("NOT UP TO DATE", "NO ANSWER", test.says)
				s.scans("bitcoin:" + string(s.truth(id).PayAddress) + "?amount=0.00010417")
				s.never()
				s.until(made, 365*time.Second)
				s.lists(id, "● Table 7", "100 %", "paid")
			})
		})
	}
}

// Slow answers are answers: nothing grows stale, and nothing waits for them.
func TestTheGatewayIsSlow(t *testing.T) {
	for _, test := range []struct {
		name  string
		fault sandbox.Fault
	}{
		{"latency", sandbox.Fault{Kind: sandbox.Latency, Wait: 2 * time.Second}},
		{"drip", sandbox.Fault{Kind: sandbox.Drip, Wait: 250 * time.Millisecond}},
	} {
		t.Run(test.name, func(t *testing.T) {
			tell(t, 160, 60, func(s *story) {
				s.breaks(test.fault)
				made := time.Now()
				id := s.sale("25.00 EUR BTC", "three_parts")
				s.press("?")
				s.sees("Keys")
				s.press("esc")
				s.until(made, 5*time.Second)
				s.never("NOT UP TO DATE", "NO ANSWER")
				s.until(made, 70*time.Second)
				s.lists(id, "39 %", "partial")
				s.until(made, 370*time.Second)
				s.lists(id, "● Table 7", "paid")
			})
		})
	}
}

// An age is told calmly until twice the time in which it should have been renewed.
func TestSilenceGrowsLoudAtTwiceTheInterval(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		quiet := s.sale("9.00 EUR LTC", "on_hold", "order", "Table 8") // looked at every 10 s
		shown := s.sale("25.00 EUR BTC", "on_hold")                    // every 3 s
		s.wait(30 * time.Second)
		s.press("g")
		s.lists(shown, "▌")
		s.wait(time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.Hang})
		s.wait(2500 * time.Millisecond)
		s.lacks("NOT UP TO DATE", "s old")
		s.wait(4500 * time.Millisecond)
		s.lists(shown, "s old")
		s.sees("NOT UP TO DATE since 00:00:3")
		s.lists(quiet, "pending")
		s.wait(15 * time.Second)
		s.lists(quiet, "s old")
		s.lists(shown, "s old")
	})
}

func TestTheGatewayIsDownForAnHour(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "plain")
		late := s.sale("18.00 EUR LTC", "partial_expired", "order", "Table 8")
		s.until(made, 30*time.Second)
		s.lists(id, "○ Table 7", "pending")
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502, For: time.Hour})
		s.never("● 1 paid", "◌ 1 expired")
		s.until(made, 30*time.Minute)
		s.sees("NO ANSWER since 00:00:3", "NOT UP TO DATE since 00:00:3", "Time is up: checking with the gateway", "○ 2 pending")
		s.lists(id, "29 min old")
		s.scansNothing()
		s.until(made, time.Hour+30*time.Second)
		s.never()
		s.wait(10500 * time.Millisecond)
		s.lists(id, "● Table 7", "paid")
		s.lists(late, "◌ Table 8", "underpaid")
		s.sees("gateway 80 ms", "● 1 paid", "◌ 1 expired")
		s.lacks("NO ANSWER", "NOT UP TO DATE")
	})
}

// Only the gateway makes a payment expired.
func TestTheTimeRunsOutWhileTheGatewayIsDown(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		made := time.Now()
		id := s.sale("7.40 EUR BTC", "expired")
		s.until(made, 14*time.Minute+50*time.Second)
		s.lists(id, "pending 0:10")
		s.scans("bitcoin:" + string(s.truth(id).PayAddress) + "?amount=0.00012333")
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 503, For: time.Minute})
		s.never("◌ 1 expired", "EXPIRED")
		s.until(made, 15*time.Minute+100*time.Millisecond)
		s.sees("Time is up: checking with the gateway")
		s.scansNothing()
		s.press("enter")
		s.scansNothing()
		s.press("esc")
		s.until(made, 15*time.Minute+49*time.Second)
		s.never()
		s.wait(11500 * time.Millisecond)
		s.lists(id, "◌", "expired")
	})
}

// One payment that goes wrong does not make others stale.
func TestOnePaymentGoesWrongAlone(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		good := s.sale("25.00 EUR BTC", "on_hold")
		bad := s.sale("9.00 EUR LTC", "on_hold", "order", "Table 8")
		s.wait(20 * time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.CutOff}, bad)
		s.wait(30 * time.Second)
		s.never("NO ANSWER since")
		for range 120 {
			s.wait(time.Second)
			if _, row, _ := s.find(good); !strings.Contains(row, "○") && !strings.Contains(row, "◐") || strings.HasSuffix(row, "old") {
				t.Fatalf("the good payment became stale: %q", row)
			}
		}
		s.lists(bad, "old")
	})
}

func TestTheGatewaysClockIsAhead(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.ClockOff, Wait: 7 * time.Minute})
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "expired")
		s.until(made, 5*time.Minute)
		s.lists(id, "pending 10:00")
		s.sees("this clock is off by 7 min")
		s.until(made, 14*time.Minute+58*time.Second)
		s.lists(id, "pending 0:0")
		s.until(made, 15*time.Minute+5*time.Second)
		s.lists(id, "expired")
	})
}

// The token runs out: that is said until somebody has read it, watching goes on
// by the public endpoint, and what only the token shows is kept.
func TestTheTokenIsRefused(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 30*time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 401, For: 10 * time.Minute})
		s.until(made, 70*time.Second)
		const alarm = "THE TOKEN IS REFUSED: payments are watched without details; renew KUBEPAY_TOKEN. A: understood"
		s.sees(alarm, "token refused", "Metadata order Table 7")
		s.lists(id, "◐ Table 7", "39 %", "partial")
		s.until(made, 150*time.Second)
		s.sees(alarm)
		s.lacks("NOT UP TO DATE")
		s.press("A")
		s.lacks(alarm)
		s.until(made, 365*time.Second)
		s.lists(id, "● Table 7", "paid")
		s.sees("token refused", "Metadata order Table 7")
		s.lacks(alarm)
		s.wait(6 * time.Minute)
		other := s.sale("9.00 EUR LTC", "paid", "order", "Table 8")
		s.wait(70 * time.Second)
		s.lists(other, "● Table 8", "paid")
		s.lacks("token refused")
	})
}

// A token that never was good is said in the same words.
func TestTheTokenRanOutLongAgo(t *testing.T) {
	ranOut := sandbox.Token(time.Now().AddDate(-50, 0, 0))
	tellWith(t, scenery{width: 120, height: 36, token: ranOut}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(10 * time.Second)
		s.sees("THE TOKEN IS REFUSED")
		s.lists(id, id.Short()+" 25.00 EUR", "pending")
	})
}
