package kiosk

import (
	"cmp"
	"time"

	"paywatch/kubepay/keeper"
	"paywatch/tui/customer"
)

// Clocks gives a display clocks of a test's own: the one that may be set, and the
// one that may not.
func (o Options) Clocks(read func() (wall time.Time, ran time.Duration)) Options {
	o.clock = func() instant {
		wall, ran := read()
		return instant{wall, ran}
	}
	return o
}

// TooOld is the age at which a code is hidden.
const TooOld = tooOld

// Turn is for how long one of several sales is on show.
const Turn = turn

// Resumed is the message that the program was stopped, and goes on.
func Resumed() any { return resumedMsg{} }

// Second is the message that another second has begun.
func Second() any { return secondMsg{} }

// News is the message that something is new.
func News(b keeper.Batch) any { return batchMsg(b) }

// Said is what is on the screen: the kind of screen, what is said on it, and what its
// code holds.
func (m *Model) Said() (kind, said, code string) {
	on := m.laid.scene
	kind = [...]string{customer.Idle: "idle", customer.Moment: "moment", customer.Pay: "pay", customer.Thanks: "thanks", customer.Over: "over"}[on.State]
	return kind, on.Text(), cmp.Or(on.Code.URI, on.Code.Bare)
}

// Holds counts what the display remembers.
func (m *Model) Holds() int { return len(m.stage.sales) + len(m.stage.results) + len(m.stage.turns) }
