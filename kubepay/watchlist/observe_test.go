package watchlist_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

func TestAFailedLookKeepsTheLastGoodStateAndItsAge(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a", status(kubepay.Partial), came("10.00", "0.0002")))
	seen := l.now
	l.fails("a")
	l.fails("a")

	e := l.Get("a")
	if e.Status() != kubepay.Partial || e.Err == nil {
		t.Fatalf("status %q, error %v: want the partial of before, and the failure", e.Status(), e.Err)
	}
	if age, ok := e.Age(l.now); !ok || age != 2*interval || !e.SeenAt.Equal(seen) {
		t.Errorf("age %v, want the two intervals since the good look", age)
	}
	if e.Stale(l.now) {
		t.Error("stale at twice the interval: want it just after")
	}
	if !e.Stale(l.now.Add(time.Millisecond)) {
		t.Error("not stale after twice the interval")
	}
	l.seesNoChange("a")
	if age, _ := e.Age(l.now); age != 0 || e.Err != nil || e.Stale(l.now.Add(interval)) {
		t.Errorf("age %v, error %v after an unchanged answer: want it fresh", age, e.Err)
	}
}

func TestAChangeDuringAnOutageIsToldAfterIt(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a"))
	for range 5 {
		if events := l.fails("a"); events != nil {
			t.Fatalf("a failure told of %v", kinds(events))
		}
	}
	events := l.sees(sale("a", status(kubepay.Paid), came("25.00", "0.0005")))
	if diff := cmp.Diff([]kubepay.ChangeKind{kubepay.StatusChanged, kubepay.Captured}, kinds(events)); diff != "" {
		t.Error(diff)
	}
	if !events[0].At.Equal(l.now) || !events[0].Date.Equal(l.now.Add(time.Second)) {
		t.Errorf("told at %v, %v: want both clocks of the look that saw it", events[0].At, events[0].Date)
	}
}

func TestAPublicLookTakesNothingAway(t *testing.T) {
	l := newTill(t, "a")
	full := sale("a", came("10.00", "0.0002"), transaction("tx1", "0.0002", noon))
	l.sees(full)
	if events := l.seesInPublic(full); len(events) > 0 {
		t.Errorf("told of %v", kinds(events))
	}
	if in := l.Get("a").Intent; in.Title() != "Table 7" || len(in.Transactions) != 1 {
		t.Errorf("title %q and %d transactions left", in.Title(), len(in.Transactions))
	}
	events := l.seesInPublic(sale("a", status(kubepay.Paid), came("25.00", "0.0005")))
	if diff := cmp.Diff([]kubepay.ChangeKind{kubepay.StatusChanged, kubepay.Captured}, kinds(events)); diff != "" {
		t.Error(diff)
	}
}

func TestAnAnswerThatLeavesTransactionsOutDoesNotMakeThemNewAgain(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a", came("5.00", "0.0001"), transaction("tx1", "0.0001", noon)))
	l.sees(sale("a", came("5.00", "0.0001"), func(in *kubepay.Intent) { in.Transactions = nil }))
	events := l.sees(sale("a", came("10.00", "0.0002"), transaction("tx1", "0.0001", noon), transaction("tx2", "0.0001", noon)))
	told := 0
	for _, ev := range events {
		if ev.Kind == kubepay.NewTx {
			told++
		}
	}
	if told != 1 {
		t.Errorf("%d transactions told as new, want tx2 alone", told)
	}
}

func TestAnUnchangedAnswerBeforeTheFirstStateConfirmsNothing(t *testing.T) {
	l := newTill(t, "a")
	l.seesNoChange("a")
	e := l.Get("a")
	if _, ok := e.Age(l.now); ok || e.Stale(l.now) || l.Unseen() != 1 {
		t.Error("want the payment to be unseen, and neither fresh nor stale")
	}
	l.fails("a")
	if !e.Stale(l.now) {
		t.Error("want an unseen payment to be stale once a look failed")
	}
	if events := l.sees(sale("a")); len(events) != 1 || events[0].Kind != kubepay.FirstSeen {
		t.Errorf("told of %v, want that it was first seen", kinds(events))
	}
}

func TestPaidTakenBackIsAnAlarmUntilAcknowledged(t *testing.T) {
	l := newTill(t, "a", "b")
	l.sees(sale("b"))
	l.sees(sale("a", status(kubepay.Paid), came("25.00", "0.0005")))
	if l.Alarmed() != 0 {
		t.Fatal("alarmed by being paid")
	}
	l.sees(sale("a", status(kubepay.Partial), came("10.00", "0.0002")))
	if n := len(l.Get("a").Alarms); n == 0 || l.Alarmed() != 1 {
		t.Fatalf("%d alarms, %d payments alarmed: want paid taken back", n, l.Alarmed())
	}
	l.seesNoChange("a")
	l.fails("a")
	l.sees(sale("a", status(kubepay.Paid), came("25.00", "0.0005")))
	if l.Alarmed() != 1 {
		t.Error("the alarm went without being acknowledged")
	}
	happened := len(l.Get("a").Events)
	l.Acknowledge("b")
	l.Acknowledge("nobody's")
	l.Acknowledge("a")
	l.Acknowledge("a")
	if l.Alarmed() != 0 || len(l.Get("a").Alarms) != 0 {
		t.Error("still alarmed")
	}
	if len(l.Get("a").Events) != happened {
		t.Error("acknowledging took something out of what happened")
	}
}

func TestMovedAddressesAndTotalsAreAlarms(t *testing.T) {
	for name, change := range map[string]func(*kubepay.Intent){
		"address": func(in *kubepay.Intent) {
			in.PayAddress = "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3"
		},
		"total": total("250.00", "EUR"),
	} {
		t.Run(name, func(t *testing.T) {
			l := newTill(t, "a")
			l.sees(sale("a"))
			l.sees(sale("a", change))
			if l.Alarmed() != 1 {
				t.Error("no alarm")
			}
		})
	}
}

func TestWhatIsKeptOfAPaymentIsBounded(t *testing.T) {
	l := newTill(t, "a")
	for i := range 2000 {
		l.sees(sale("a", func(in *kubepay.Intent) { in.PayAddress = kubepay.Address(fmt.Sprintf("address%d", i)) }))
	}
	e := l.Get("a")
	if n := len(e.Events); n < 100 || n > 1000 {
		t.Errorf("%d events kept", n)
	}
	if n := len(e.Alarms); n < 2 || n > 50 {
		t.Errorf("%d alarms kept, more than anybody reads", n)
	}
	if e.Events[0].Kind != kubepay.FirstSeen || e.Alarms[0].From != "address0" {
		t.Errorf("first of all %v and %v: want when watching began, and the first alarm", e.Events[0], e.Alarms[0])
	}
	if last := e.Events[len(e.Events)-1]; last.To != "address1999" || e.Alarms[len(e.Alarms)-1] != last {
		t.Errorf("last of all %v, want the latest", last)
	}
}

func TestWhatIsInTheTimelineIsNotToldAgain(t *testing.T) {
	l := newTill(t, "a")
	events := append(l.sees(sale("a")), l.sees(sale("a", func(in *kubepay.Intent) {
		transaction("twice", "0.0001", noon)(in)
		transaction("twice", "0.0001", noon)(in)
	}))...)
	if len(events) != 3 || len(l.Get("a").Events) != 3 {
		t.Fatalf("told of %v", kinds(events))
	}
	if again := l.List.Apply(nil, events); again != nil || len(l.Get("a").Events) != 3 {
		t.Errorf("told again of %v", kinds(again))
	}
}

func TestABurstOfTransactionsDoesNotStayInMemory(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a"))
	l.sees(sale("a", func(in *kubepay.Intent) {
		for i := range 10_000 {
			transaction(kubepay.TxID(fmt.Sprint(i)), "0.0001", noon)(in)
		}
	}))
	if n := cap(l.Get("a").Events); n > 1000 {
		t.Errorf("room for %d events is kept", n)
	}
}

func TestSleepOfTheMachineCountsTowardsTheAge(t *testing.T) {
	l := newTill(t, "a")
	in := sale("a")
	at := time.Now()
	l.Apply([]kubepay.Observation{{ID: "a", Seq: 1, At: at, Next: at.Add(interval), Intent: &in}})
	// The monotonic clock, which String shows as m=, may stand still in sleep.
	if s := l.Get("a").SeenAt.String(); strings.Contains(s, "m=") {
		t.Errorf("seen at %s: want the wall clock alone", s)
	}
}

func TestObservationsOfStrangersAreIgnored(t *testing.T) {
	l := newTill(t, "a")
	if events := l.sees(sale("b")); events != nil || l.Total() != 1 || l.Get("b") != nil {
		t.Error("a payment that is not on the list left something behind")
	}
}
