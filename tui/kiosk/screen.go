package kiosk

import (
	"paywatch/tui/customer"
	"paywatch/tui/words"
)

// scene is what is to be on the screen now.
func (m *Model) scene() customer.Scene {
	n, on := m.teller(), m.stage.onShow()
	if on == nil {
		return n.Idle(m.opts.Name, m.opts.Line, m.now.wall)
	}
	left, ends := on.left(m.now.wall.Add(m.stage.offset))
	s := customer.Sale{Intent: on.in, Fresh: on.fresh(m.now), Away: m.stage.down || on.failed, Left: left, Ends: ends}
	if on == m.stage.current {
		s.Nth, s.Of = m.stage.place()
	}
	return n.Sale(s)
}

func (m *Model) teller() customer.Teller {
	speaks := words.Turn(m.opts.Languages, m.now.wall)
	if m.theme.ASCII {
		speaks = speaks.ASCII()
	}
	if m.console {
		speaks = speaks.Latin()
	}
	return customer.Teller{Theme: m.theme, Words: speaks, Console: m.console, Notice: m.opts.Notice}
}

func (m *Model) wander(columns, rows int) (right, down int) { return drift(m.now.wall, columns, rows) }
