package sandbox

import "time"

// FaultKind names a way in which a gateway, or the way to it, misbehaves.
type FaultKind string

// Every kind of fault. With ErrorStatus nothing reaches the application, so that
// a create does not happen; with all others it does.
const (
	ErrorStatus  FaultKind = "error_status"  // Code instead of the answer; 429 asks to Wait
	Latency      FaultKind = "latency"       // the answer comes after Wait
	Hang         FaultKind = "hang"          // the answer never comes
	Drip         FaultKind = "drip"          // the body comes in pieces, one every Wait
	Reset        FaultKind = "reset"         // the connection is reset in the middle of the body
	Dropped      FaultKind = "dropped"       // the connection ends in the middle of the body
	CutOff       FaultKind = "cut_off"       // a whole answer whose JSON stops half way
	WrongTypes   FaultKind = "wrong_types"   // Field is an array in an otherwise good answer
	MissingField FaultKind = "missing_field" // Field is left out of an otherwise good answer
	ClockOff     FaultKind = "clock_off"     // every time the gateway tells, and its Date, is off by Wait
)

// Fault is one way to misbehave, for a while.
type Fault struct {
	Kind  FaultKind
	After time.Duration // when it begins: since the payment was made, or since [Gateway.Break]
	For   time.Duration // how long it lasts, 0 for ever
	Code  int           // with ErrorStatus: 401, 403, 404, 429, 500, 502, 503 or 504
	Wait  time.Duration // with 429, Latency, Drip and ClockOff
	Field string        // with WrongTypes and MissingField: a field of the answer
	Calls int           // how many calls meet it, 0 for all
}

// fault is a [Fault] with the moment from which its window counts, and what it has
// done.
type fault struct {
	Fault
	since time.Time
	met   int // calls
}

// meet tells whether the fault is on for a call.
func (f *fault) meet(now time.Time) bool {
	on := f.active(now.Sub(f.since)) && !f.usedUp()
	if on {
		f.met++
	}
	return on
}

func (f *fault) usedUp() bool { return f.Calls > 0 && f.met >= f.Calls }

// done tells whether the fault will never be on again.
func (f *fault) done(now time.Time) bool {
	return f.usedUp() || f.For > 0 && now.Sub(f.since) >= f.After+f.For
}

// active tells whether the fault is on at an age.
func (f Fault) active(age time.Duration) bool {
	return age >= f.After && (f.For == 0 || age < f.After+f.For)
}

// stretch stretches the window, which belongs to a life, and nothing else.
func (f Fault) stretch(factor float64) Fault {
	f.After = stretched(f.After, factor)
	f.For = stretched(f.For, factor)
	return f
}

// find returns the first fault of a kind.
func find(faults []Fault, kind FaultKind) (Fault, bool) {
	for _, f := range faults {
		if f.Kind == kind {
			return f, true
		}
	}
	return Fault{}, false
}
