package sandbox

import (
	"time"

	"paywatch/kubepay"
)

// Life is what happens to a payment, at which age. Its durations are those of a
// real shop; a gateway stretches them all by one factor.
type Life struct {
	Expires time.Duration // the age at expires_at
	Steps   []Step        // in the order of At
}

// Step is one thing that happens to a payment.
type Step struct {
	At       time.Duration  // the age at which it happens
	Status   kubepay.Status // the status from here on, "" for as before
	Receive  int            // thousandths of the total that arrive in one transaction
	TakeBack bool           // the last transaction is undone, as by a reorganised chain
	Move     bool           // another pay address from here on
	Lasts    time.Duration  // the next step comes no sooner than this after it, however the life is stretched
}

// whole is the total in the thousandths of [Step.Receive].
const whole = 1000

// state is where a life stands.
type state struct {
	status   kubepay.Status
	captured int // thousandths of the total
	arrivals []arrival
	moves    int           // how often the pay address has moved
	updated  time.Duration // the age at the last step, 0 before the first
}

// arrival is one transaction: what had been captured before and after it.
type arrival struct {
	before, after int // thousandths of the total
	at            time.Duration
}

// at derives the state at an age, with every duration stretched.
func (l Life) at(age time.Duration, stretch float64) state {
	s := state{status: kubepay.Pending}
	var soonest time.Duration
	for _, step := range l.Steps {
		at := max(stretched(step.At, stretch), soonest)
		if at > age {
			break
		}
		s.take(step, at)
		soonest = at + step.Lasts
	}
	return s
}

func (s *state) take(step Step, at time.Duration) {
	s.updated = at
	if step.Status != "" {
		s.status = step.Status
	}
	if step.Move {
		s.moves++
	}
	if step.Receive > 0 {
		a := arrival{before: s.captured, after: s.captured + step.Receive, at: at}
		s.arrivals = append(s.arrivals, a)
		s.captured = a.after
	}
	if last := len(s.arrivals) - 1; step.TakeBack && last >= 0 {
		s.captured = s.arrivals[last].before
		s.arrivals = s.arrivals[:last]
	}
}

// end is the age after which nothing happens any more.
func (l Life) end() time.Duration {
	end := l.Expires
	for _, step := range l.Steps {
		end = max(end, step.At)
	}
	return end
}

func stretched(d time.Duration, factor float64) time.Duration {
	return time.Duration(float64(d) * factor)
}
