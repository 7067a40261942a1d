package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// blind tells whether a message is a person's doing that nobody could see the
// effect of: in a window too small to draw no key acts but those that quit.
// Everything else goes on.
func (m *Model) blind(msg tea.Msg) bool {
	if !m.layout.tooSmall {
		return false
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key.Matches(msg, keys.Quit) && (m.over != saleOverlay || m.sale.stage != making) {
			return false
		}
		m.unkept.leaving = false
		m.frame.stale(everything)
		return true
	case tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		return true
	}
	return false
}
