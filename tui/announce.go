package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/tui/alert"
)

// announce tells of changes beyond the screen's own lines: by the window's
// title, by a sound, and on the desktop where nobody looks.
func (m *Model) announce(events []kubepay.Event) tea.Cmd {
	worst, text, loud := alert.Calm, "", 0
	for _, ev := range events {
		mood := alert.Of(ev.Change)
		if mood == alert.Calm {
			continue
		}
		m.herald.title.set(m.theme.Glyphs, m.list.Get(ev.ID), m.now)
		loud++
		if mood >= worst {
			worst, text = mood, m.headline(ev)
		}
	}
	if loud > 1 {
		text += fmt.Sprintf(", and %d more", loud-1)
	}
	if loud == 0 {
		return nil
	}
	return tea.Batch(m.herald.sound(m.ctx, worst), m.herald.notify(text))
}

// headline is an event in a few words for those who do not see the list.
func (m *Model) headline(ev kubepay.Event) string {
	e, what := m.list.Get(ev.ID), ev.ID.Short()
	if e != nil && e.Intent != nil && ev.Kind == kubepay.StatusChanged {
		return headlineOf(m.theme.Glyphs, e)
	}
	if e != nil && e.Title() != "" {
		what = e.Title()
	}
	return what + ": " + describe(ev, m.now)
}

// played says why a sound could not be played, and rings the bell for it.
func (m *Model) played(msg playedMsg) tea.Cmd {
	if msg.err == nil || m.ctx.Err() != nil {
		return nil
	}
	m.warn(msg.err.Error())
	m.frame.stale(footerPart)
	return m.herald.ring(msg.mood)
}
