package command

import (
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// mostUnrecorded is how many changes are held for a reader while nothing can be
// recorded.
const mostUnrecorded = 1000

// unrecorded is what happened while nothing could be recorded, and is not told yet.
type unrecorded struct {
	changes []ledger.Happening // the latest, as many as there is room for
	dropped int
	begun   bool // something happened that is not recorded yet
	over    bool // all that happened before the changes is recorded by now
}

func (u *unrecorded) add(h ledger.Happening) {
	u.begun = true
	if len(u.changes) == mostUnrecorded {
		u.changes = slices.Delete(u.changes, 0, 1)
		u.dropped++
	}
	u.changes = append(u.changes, h)
}

// recorded takes in that everything is: it is told from there.
func (u *unrecorded) recorded() {
	if u.begun {
		*u = unrecorded{over: true}
	}
}

// early keeps account of what was told before it was recorded, which the ledger
// will bring once more, and of what the ledger brought lately, which may yet come
// as if it were not recorded: both from another program, that saw it too.
type early struct {
	ahead  []kubepay.Change // in order
	count  map[kubepay.Change]int
	lately []kubepay.Event
}

const (
	// mostAhead is as many as are kept for a ledger that fails: what goes beyond is
	// never recorded.
	mostAhead  = 100_000
	mostLately = 256
	sameLook   = 2 * time.Minute // two programs that see one change see it so close together
)

func (e *early) add(c kubepay.Change) {
	if e.count == nil {
		e.count = map[kubepay.Change]int{}
	}
	if len(e.ahead) == mostAhead {
		e.take(e.ahead[0])
	}
	e.ahead = append(e.ahead, c)
	e.count[c]++
}

// take takes a change out of those that were told ahead, if it is among them.
func (e *early) take(c kubepay.Change) bool {
	if e.count[c] == 0 {
		return false
	}
	if e.count[c]--; e.count[c] == 0 {
		delete(e.count, c)
	}
	i := slices.Index(e.ahead, c)
	e.ahead = slices.Delete(e.ahead, i, i+1)
	return true
}

// clear forgets what was told ahead: what of it is not in the ledger by now never
// will be.
func (e *early) clear() { e.ahead, e.count = nil, nil }

// note notes what the ledger brought.
func (e *early) note(ev kubepay.Event) {
	if len(e.lately) == mostLately {
		e.lately = slices.Delete(e.lately, 0, 1)
	}
	e.lately = append(e.lately, ev)
}

// told tells whether the ledger brought this very event lately.
func (e *early) told(ev kubepay.Event) bool {
	return slices.ContainsFunc(e.lately, func(l kubepay.Event) bool { return l.Change == ev.Change && l.At.Equal(ev.At) })
}

// knows tells whether the ledger brought it lately, whoever saw it.
func (e *early) knows(ev kubepay.Event) bool {
	return slices.ContainsFunc(e.lately, func(l kubepay.Event) bool {
		return l.Change == ev.Change && ev.At.Sub(l.At).Abs() < sameLook
	})
}
