package watch

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
)

func TestThePaymentsOfALaneComeInTheOrderTheyAreDue(t *testing.T) {
	var s schedule
	random := rand.New(rand.NewPCG(1, 2))
	var all []*payment
	for i := range 1000 {
		p := &payment{id: kubepay.ID(fmt.Sprint(i))}
		all = append(all, p)
		s.put(p, ordinary, moment(random.IntN(1000)))
	}
	for _, p := range all {
		switch random.IntN(4) {
		case 0:
			s.put(p, resting, 0)
		case 1:
			s.put(p, failing, moment(random.IntN(1000)))
		case 2:
			s.put(p, ordinary, moment(random.IntN(1000)))
		}
	}
	if rest := len(all) - s.watched(); rest < 200 || rest > 300 {
		t.Fatalf("%d payments rest, want about 250", rest)
	}
	for _, l := range []lane{ordinary, failing} {
		last := moment(0)
		for len(s[l]) > 0 {
			first := s[l][0]
			if first.due < last {
				t.Fatalf("due at %d after %d", first.due, last)
			}
			if s.due(first.payment) != first.due {
				t.Fatalf("a payment is said to be due at %d, not %d", s.due(first.payment), first.due)
			}
			last = first.due
			s.put(first.payment, resting, 0)
		}
	}
}

func TestSlotsRepeatAtTheIntervalAndSpreadOverIt(t *testing.T) {
	const interval = 10 * time.Second
	perSecond := [10]int{}
	for i := range 10_000 {
		id := kubepay.ID(fmt.Sprintf("%08x-5a0f-4c0b-8a53-0a1b2c3d4e5f", i))
		first := slot(id, 0, interval)
		if first <= 0 || first > interval {
			t.Fatalf("the first slot after 0 is %v", first)
		}
		if again := slot(id, first, interval); again != first+interval {
			t.Fatalf("the slot after %v is %v", first, again)
		}
		if same := slot(id, first-1, interval); same != first {
			t.Fatalf("the slot just after %v is %v, want %v", first-1, same, first)
		}
		perSecond[(first-1)/time.Second]++
	}
	for second, n := range perSecond {
		if n < 900 || n > 1100 {
			t.Errorf("%d of 10000 slots lie in second %d, want about 1000", n, second)
		}
	}
}

func TestBackoffDoublesUpToItsCap(t *testing.T) {
	for _, c := range []struct {
		failures int
		jitter   float64
		want     time.Duration
	}{
		{1, 0, 10 * time.Second},
		{2, 0, 20 * time.Second},
		{3, 0, 40 * time.Second},
		{4, 0, time.Minute},
		{101, 0, time.Minute},
		{1, 1, 7500 * time.Millisecond},
		{101, 1, 45 * time.Second},
	} {
		if got := backoff(c.failures, 10*time.Second, time.Minute, c.jitter); got != c.want {
			t.Errorf("after %d failures with jitter %v: %v, want %v", c.failures, c.jitter, got, c.want)
		}
	}
}

func TestPace(t *testing.T) {
	o := Options{}.withDefaults()
	for _, c := range []struct {
		name       string
		open, slow int
		latency    time.Duration
		want       time.Duration
	}{
		{"nothing to do", 0, 0, 0, 10 * time.Second},
		{"within the caps", 2000, 0, time.Millisecond, 10 * time.Second},
		{"twice the requests a second", 4000, 0, time.Millisecond, 20 * time.Second},
		{"expired ones weigh a sixth", 2000, 12000, time.Millisecond, 20 * time.Second},
		{"a gateway that takes a second", 320, 0, time.Second, 20 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pace(c.open, c.slow, c.latency, o); got != c.want {
				t.Errorf("pace %v, want %v", got, c.want)
			}
		})
	}
}

func TestAClockThatIsSetIsReadAnew(t *testing.T) {
	var o offset
	at := time.Date(2026, 1, 2, 15, 4, 5, 0, time.UTC)
	read := func(ahead time.Duration) {
		for i := range 20 {
			end := at.Add(time.Duration(i) * 1310 * time.Millisecond)
			o.date(end.Add(ahead).Truncate(time.Second), end, 20*time.Millisecond)
		}
	}
	for _, ahead := range []time.Duration{0, time.Hour, -90 * time.Second, 450 * time.Millisecond} {
		read(ahead)
		if off := (o.ahead() - ahead).Abs(); off > 100*time.Millisecond {
			t.Errorf("read %v, want %v", o.ahead(), ahead)
		}
	}
	before := o
	if o.date(time.Time{}, at, 0); o != before {
		t.Error("an answer without a date changed the offset")
	}
}

// nobody is a gateway that is never asked.
type nobody struct{ Gateway }

func TestWhatFellDueWhileTheMachineSleptIsSpread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(nobody{}, Options{})
		for i := range 1000 {
			e.Add(kubepay.ID(fmt.Sprint(i)))
		}
		e.planned = e.nextRelease(e.now())
		time.Sleep(time.Second)
		e.awake() // a second late is no sleep
		if n := overdue(e); n < 80 {
			t.Fatalf("%d payments are due, want about 100", n)
		}
		time.Sleep(8 * time.Hour)
		if n := overdue(e); n != 1000 {
			t.Fatalf("%d payments are due after a night, want all", n)
		}
		e.awake()
		if n := overdue(e); n > atOnce {
			t.Errorf("%d payments are due at once", n)
		}
		time.Sleep(defaultInterval)
		if n := overdue(e); n != 1000 {
			t.Errorf("%d payments are due within an interval, want all", n)
		}
	})
}

func overdue(e *Engine) (n int) {
	for _, p := range e.payments {
		if e.schedule.due(p) <= e.now() {
			n++
		}
	}
	return n
}

func TestRemovedPaymentsAreForgottenOnceTheyCouldBeLookedAtAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := New(answering{}, Options{})
		defer e.Close()
		e.Add("a", "b")
		time.Sleep(time.Second)
		e.Remove("a", "b")
		e.Add("b")
		time.Sleep(Gap)
		synctest.Wait()
		e.mu.Lock()
		defer e.mu.Unlock()
		if len(e.payments) != 1 || e.payments["b"] == nil {
			t.Errorf("remembered: %v, want b alone", e.payments)
		}
	})
}
