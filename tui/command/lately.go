package command

import (
	"slices"

	"paywatch/kubepay"
)

// mostLately is how many changes are kept in mind.
const mostLately = 256

// lately is what was told last, the oldest first. A ledger that is begun anew brings
// some of it again, with other numbers.
type lately []kubepay.Event

func (l *lately) note(ev kubepay.Event) {
	if len(*l) == mostLately {
		*l = slices.Delete(*l, 0, 1)
	}
	*l = append(*l, ev)
}

// told tells whether this very event was told.
func (l lately) told(ev kubepay.Event) bool {
	return slices.ContainsFunc(l, func(t kubepay.Event) bool { return t.Change == ev.Change && t.At.Equal(ev.At) })
}
