package tui

import tea "charm.land/bubbletea/v2"

// firstBodyLine is where the panes begin: under the header and its rule.
const firstBodyLine = 2

// wheelStep is how far one notch of the wheel goes.
const wheelStep = 3

// click selects the payment under the pointer, or gives the details the keys.
func (m *Model) click(at tea.Mouse) tea.Cmd {
	if at.Button != tea.MouseLeft || m.asks() {
		return nil
	}
	m.frame.stale(everything)
	switch m.over {
	case noOverlay:
	case historyOverlay:
		m.history.click(at.Y)
		return nil
	case devOverlay:
		m.clickDeveloper(at.Y)
		return m.askAnswer()
	default:
		return nil
	}
	y := at.Y - firstBodyLine
	if m.under(at) == detailPane {
		m.focus = detailPane
		return nil
	}
	if id, ok := m.listView.at(m.list, y); ok && m.layout.list.height > y {
		m.focus = listPane
		m.listView.choose(id)
		m.list.See(id)
	}
	return nil
}

// wheel scrolls what is under the pointer.
func (m *Model) wheel(at tea.Mouse) tea.Cmd {
	step := wheelStep
	switch at.Button {
	case tea.MouseWheelUp:
		step = -wheelStep
	case tea.MouseWheelDown:
	default:
		return nil
	}
	m.frame.stale(everything)
	switch s := m.scroller(); {
	case s != nil:
		s.by(step)
	case m.over == devOverlay:
		m.moveDeveloper(step)
		return m.askAnswer()
	case m.over == historyOverlay:
		return m.moveFound(step)
	case m.over != noOverlay:
	case m.under(at) == detailPane:
		m.detail.scroll(step)
	default:
		m.listView.scroll(m.list, step)
	}
	return nil
}

// under is the pane at a place on the screen.
func (s *screen) under(at tea.Mouse) pane {
	l := s.layout
	switch {
	case l.detail.height == 0:
		return listPane
	case l.list.height == 0:
		return detailPane
	case l.stacked && at.Y-firstBodyLine >= l.list.height,
		!l.stacked && at.X >= l.list.width:
		return detailPane
	}
	return listPane
}
