package command

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/sandbox"
)

// waits waits for a payment, and gives its status, or why there is none, and how
// long that took.
func (s *shop) waits(w *watching, id kubepay.ID, timeout time.Duration, statuses ...kubepay.Status) (kubepay.Status, time.Duration, error) {
	began := time.Now()
	p, err := w.wait(s.Context(), id, statuses, timeout, new(lockedBuffer))
	took := time.Since(began)
	if ExitCode(err) != exitDone {
		return "", took, err
	}
	return p.Intent.Status, took, err
}

// endsWith wants an error by which the program ends with a code, and which says all
// of some words.
func endsWith(t *testing.T, err error, code int, words ...string) {
	t.Helper()
	if err == nil || ExitCode(err) != code {
		t.Errorf("it ends with %d: %v; want %d", ExitCode(err), err, code)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("said %q, want %q in it", err, w)
		}
	}
}

func TestWaitEndsWhenThePaymentIsPaid(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("overpaid")
		status, took, err := s.waits(s.program(), id, 0, kubepay.Paid)
		if status != "paid" || err != nil || took < 2*time.Minute || took > 2*time.Minute+15*time.Second {
			t.Errorf("%q, %v after %v", status, err, took)
		}
		if got := s.listed(); len(got) > 0 {
			t.Errorf("on the list is left %q", got)
		}
		if got := s.recorded(); count(got, "status paid") != 1 {
			t.Errorf("recorded is %q", got)
		}
	})
}

func TestWaitEndsWhenThePaymentEndsOtherwise(t *testing.T) {
	story(t, func(s *shop) {
		s.blocksTheLedger() // which takes its time in so many minutes
		_, _, err := s.waits(s.program(), s.sells("failed"), 0, kubepay.Paid)
		endsWith(s.T, err, exitFailed, "is failed, not paid")
		_, _, err = s.waits(s.program(), s.sells("partial_expired"), 0, kubepay.Paid, kubepay.Failed)
		endsWith(s.T, err, exitFailed, "is expired, not paid or failed")
		status, _, err := s.waits(s.program(), s.sells("expired"), 0, kubepay.Paid, kubepay.Expired)
		if status != "expired" || ExitCode(err) != exitDone {
			t.Errorf("%q, %v", status, err)
		}
		_, _, err = s.waits(s.program(), s.sells("paid"), 0, kubepay.Pending)
		endsWith(s.T, err, exitFailed, "is paid, not pending")
	})
}

func TestWaitGivesUpWhenTheTimeIsOver(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("three_parts")
		_, took, err := s.waits(s.program(), id, 30*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitOpen, "is pending after 30s, not paid")
		if took.Round(time.Second) != 30*time.Second {
			t.Errorf("it took %v", took)
		}
		ctx, stop := context.WithTimeout(s.Context(), 10*time.Second)
		defer stop()
		ctx, cancel := context.WithCancel(ctx)
		time.AfterFunc(5*time.Second, cancel)
		_, err = s.program().wait(ctx, id, []kubepay.Status{kubepay.Paid}, 0, new(lockedBuffer))
		endsWith(s.T, err, exitOpen, "the waiting was stopped")
	})
}

func TestWaitSitsOutPassingFaults(t *testing.T) {
	for _, fault := range []sandbox.Fault{
		{Kind: sandbox.ErrorStatus, Code: http.StatusBadGateway},
		{Kind: sandbox.ErrorStatus, Code: http.StatusTooManyRequests, Wait: 5 * time.Second},
		{Kind: sandbox.Reset}, {Kind: sandbox.Hang}, {Kind: sandbox.CutOff},
	} {
		t.Run(string(fault.Kind), func(t *testing.T) {
			story(t, func(s *shop) {
				fault.For = 45 * time.Second
				if err := s.gateway.Break(fault); err != nil {
					t.Fatal(err)
				}
				status, took, err := s.waits(s.program(), s.sells("plain"), 5*time.Minute, kubepay.Paid)
				if status != "paid" || err != nil || took > 2*time.Minute {
					t.Errorf("%q, %v after %v", status, err, took)
				}
			})
		})
	}
}

func TestWaitSaysWhyTheGatewayIsOfNoUse(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("plain")
		_, took, err := s.waits(s.programWith("not.a.token"), id, 0, kubepay.Paid)
		endsWith(s.T, err, exitGateway, string(id), "refuses the token", "renew KUBEPAY_TOKEN")
		if took > 10*time.Second {
			t.Errorf("it took %v", took)
		}
		_, took, err = s.waits(s.program(), "unknown-1", 0, kubepay.Paid)
		endsWith(s.T, err, exitGateway, "unknown-1", "does not know this payment")
		if took > 20*time.Second {
			t.Errorf("it took %v", took)
		}
		s.down.Store(true)
		_, _, err = s.waits(s.program(), id, 20*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitGateway, string(id), "cannot be reached", "check the network")
	})
}

func TestAPaymentThatIsUnknownOnceMayBeKnownTheNextTime(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("paid")
		s.refuseFirst(http.StatusNotFound)
		status, _, err := s.waits(s.program(), id, 0, kubepay.Paid)
		if status != "paid" || err != nil {
			t.Errorf("%q, %v", status, err)
		}
	})
}

func TestWaitTakesNobodysWordButTheGateways(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("paid")
		if status, _, err := s.waits(s.program(), id, 0, kubepay.Paid); status != "paid" || err != nil {
			t.Fatalf("%q, %v", status, err)
		}
		s.wait(time.Minute)
		s.down.Store(true)
		_, _, err := s.waits(s.program(), id, time.Minute, kubepay.Paid)
		endsWith(s.T, err, exitGateway, "cannot be reached")
		s.down.Store(false)
		if status, took, err := s.waits(s.program(), id, time.Minute, kubepay.Paid); status != "paid" || err != nil || took > 6*time.Second {
			t.Errorf("%q, %v after %v", status, err, took)
		}
	})
}

func TestWaitBesideAnotherProgramAsksTheGatewayThroughIt(t *testing.T) {
	story(t, func(s *shop) {
		rests, open := s.sells("paid"), s.sells("plain")
		s.lists(rests, open)
		tail := s.tails(s.program(), time.Time{})
		s.wait(30 * time.Second)
		asked := s.asked.Load()
		status, took, err := s.waits(s.program(), rests, time.Minute, kubepay.Paid)
		if status != "paid" || err != nil || took > 5*time.Second {
			t.Errorf("at rest: %q, %v after %v", status, err, took)
		}
		if s.asked.Load() == asked {
			t.Error("nobody asked the gateway")
		}
		if status, took, err := s.waits(s.program(), open, 5*time.Minute, kubepay.Paid); status != "paid" || err != nil || took > time.Minute {
			t.Errorf("open: %q, %v after %v", status, err, took)
		}
		_, took, err = s.waits(s.program(), "unknown-1", 0, kubepay.Paid)
		endsWith(s.T, err, exitGateway, "unknown-1", "does not know this payment")
		if took > 30*time.Second {
			t.Errorf("it took %v", took)
		}
		s.down.Store(true)
		_, _, err = s.waits(s.program(), rests, 30*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitGateway)
		tail.ends()
	})
}

func TestWaitWorksWithoutALedger(t *testing.T) {
	story(t, func(s *shop) {
		s.blocksTheLedger()
		var complaints lockedBuffer
		id := s.sells("plain")
		p, err := s.program().wait(s.Context(), id, []kubepay.Status{kubepay.Paid}, 0, &complaints)
		endsWith(s.T, err, exitDone, "not everything is recorded: ", "not recorded: "+string(id)+" status paid (was pending)")
		if p.Intent == nil || p.Intent.Status != "paid" {
			t.Errorf("%+v, %v", p, err)
		}
		if said := complaints.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "NOT RECORDED") {
			t.Errorf("it said %q", said)
		}
	})
}

// That something is not recorded is said besides, and takes no code from how the
// waiting ended.
func TestWaitSaysAtItsEndWhatIsNotRecorded(t *testing.T) {
	story(t, func(s *shop) {
		s.blocksTheLedger()
		id := s.sells("plain")
		_, _, err := s.waits(s.program(), id, 20*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitOpen, "is pending after 20s", "not recorded: "+string(id)+" first seen pending")
		if said := err.Error(); strings.Contains(said, "paywatch add") {
			t.Errorf("said %q", said)
		}
	})
}

func TestWhatWaitWatchesStaysOnTheListWhereItWas(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("paid")
		s.lists(id)
		if _, _, err := s.waits(s.program(), id, 0, kubepay.Paid); err != nil {
			t.Fatal(err)
		}
		s.open(func(l *ledger.Ledger) error {
			p, err := l.Payment(s.Context(), id)
			if err != nil || !p.Watched || p.Intent == nil {
				t.Errorf("kept is %+v, %v", p, err)
			}
			return nil
		})
	})
}

// The refusals of others on the list are found out before this payment is looked at,
// and then it is looked at without the token.
func TestARefusedTokenIsNoSuccessWhateverElseIsOnTheList(t *testing.T) {
	for name, at := range map[string]func(s *shop) *watching{
		"a bad token": func(s *shop) *watching { return s.programWith("not.a.token") },
		"a gateway that forbids": func(s *shop) *watching {
			if err := s.gateway.Break(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: http.StatusForbidden}); err != nil {
				s.Fatal(err)
			}
			return s.program()
		},
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(s *shop) {
				id := s.sells("paid")
				for range 100 {
					s.lists(s.sells("plain"))
				}
				_, _, err := s.waits(at(s), id, 8*time.Second, kubepay.Paid)
				endsWith(s.T, err, exitGateway, string(id), "refuses the token", "renew KUBEPAY_TOKEN")
			})
		})
	}
}

func TestWaitBesideAProgramWhoseTokenIsRefused(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("paid")
		s.lists(s.sells("plain"), s.sells("plain"), s.sells("plain"))
		tail := s.tails(s.programWith("not.a.token"), time.Time{})
		s.wait(30 * time.Second)
		_, _, err := s.waits(s.program(), id, time.Minute, kubepay.Paid)
		endsWith(s.T, err, exitGateway, string(id), "refuses the token of the paywatch that looks")
		status, _, err := s.waits(s.programWith(""), id, time.Minute, kubepay.Paid)
		if status != "paid" || err != nil {
			t.Errorf("who has no token is told %q, %v", status, err)
		}
		tail.ends()
	})
}

// Who has just asked makes the gateway refuse the next look: that is nobody's fault.
func TestWaitDoesNotBlameTheGatewayForThePaceThatIsKept(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("three_parts")
		looks := func() {
			if _, err := s.client(sandbox.Token(s.began)).Retrieve(s.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		looks()
		_, _, err := s.waits(s.program(), id, 2*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitOpen, "was not looked at within 2s", "every 3s", "--timeout")
		s.lists(id)
		tail := s.tails(s.program(), time.Time{})
		s.wait(20 * time.Second)
		for range 8 { // wherever in the pace of the other one
			s.wait(1300 * time.Millisecond)
			_, took, err := s.waits(s.program(), id, 3*time.Second, kubepay.Paid)
			endsWith(s.T, err, exitOpen, string(id))
			if took > 4*time.Second {
				t.Errorf("it took %v", took)
			}
		}
		tail.ends()
	})
}

func TestAGatewayThatThrottlesToTheEndIsToBlame(t *testing.T) {
	story(t, func(s *shop) {
		if err := s.gateway.Break(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: http.StatusTooManyRequests, Wait: 5 * time.Second}); err != nil {
			t.Fatal(err)
		}
		_, _, err := s.waits(s.program(), s.sells("plain"), time.Minute, kubepay.Paid)
		endsWith(s.T, err, exitGateway, "asks to be called less often", "try it later")
	})
}

// What was seen before is never success, and is no open payment where it was over.
func TestWaitSaysNothingOfAPaymentThatWasOverAndCannotBeAskedFor(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("paid")
		s.lists(id)
		tail := s.tails(s.program(), time.Time{})
		s.wait(20 * time.Second)
		s.down.Store(true)
		_, _, err := s.waits(s.program(), id, 2*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitGateway, string(id))
		tail.ends()
	})
}

// What another paywatch looked at a moment ago is not known here: no look is made
// before the gateway allows one, whatever it is at.
func TestWaitSaysThatItHadNoTimeToAsk(t *testing.T) {
	story(t, func(s *shop) {
		id := s.sells("three_parts")
		_, _, err := s.waits(s.program(), id, 4*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitOpen)
		_, _, err = s.waits(s.program(), "nosuch", 3*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitGateway, "nosuch", "no answer within 3s", "another paywatch has just looked", "more time with --timeout")
		_, _, err = s.waits(s.program(), "nosuch", 30*time.Second, kubepay.Paid)
		endsWith(s.T, err, exitGateway, "nosuch", "does not know")
	})
}
