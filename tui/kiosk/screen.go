package kiosk

import (
	"paywatch/tui/customer"
)

// scene is what is to be on the screen now.
func (m *Model) scene() customer.Scene {
	n, on := m.teller(), m.stage.onShow()
	if on == nil {
		return n.Idle(m.opts.Name, m.opts.Line)
	}
	left, ends := on.left(m.now.wall.Add(m.stage.offset))
	s := customer.Sale{Intent: on.in, Fresh: on.fresh(m.now), Away: m.stage.down || on.failed, Left: left, Ends: ends && !on.doubtful, Nth: on.nth, Of: on.of}
	return n.Sale(s)
}

func (m *Model) teller() customer.Teller {
	return customer.Teller{Theme: m.theme, Languages: m.opts.Languages, Now: m.now.wall, Console: m.console, Notice: m.opts.Notice}
}

// wander has what says for a moment why nothing can be paid begin in the middle.
func (m *Model) wander(columns, rows int) (right, down int) {
	minute := m.laid.minute
	if m.laid.scene.State == customer.Moment {
		minute -= m.came
	}
	return drift(minute, columns, rows)
}
