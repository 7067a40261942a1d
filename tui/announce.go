package tui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/tui/alert"
)

// Player plays sounds instead of the bell.
type Player interface {
	// Plays tells whether there is a sound for good news, or for bad.
	Plays(good bool) bool
	// Play returns when the sound is over, at once where another is playing.
	Play(ctx context.Context, good bool) error
}

// announce tells of changes beyond the screen's own lines: by the window's
// title, by a sound, and on the desktop where nobody looks.
func (m *Model) announce(events []kubepay.Event) tea.Cmd {
	worst, text, loud := alert.Calm, "", 0
	for _, ev := range events {
		mood := alert.Of(ev.Change)
		if mood == alert.Calm {
			continue
		}
		m.title.set(m.theme.Glyphs, m.list.Get(ev.ID), m.now)
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
	return tea.Batch(m.sound(worst), m.notify(text))
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

// notify puts a text on the desktop, unless the terminal is being looked at.
func (m *Model) notify(text string) tea.Cmd {
	if sequence := m.desk.Notify(name, text); m.unwatched && sequence != "" {
		return tea.Raw(sequence)
	}
	return nil
}

// sound lets a change be heard: by the player where it has something to play,
// else by the bell.
func (m *Model) sound(mood alert.Mood) tea.Cmd {
	good := mood == alert.Good
	if p := m.opts.Player; !m.muted && p != nil && p.Plays(good) {
		return func() tea.Msg { return playedMsg{mood, p.Play(m.ctx, good)} }
	}
	return m.ring(mood)
}

// played says why a sound could not be played, and rings the bell for it.
func (m *Model) played(msg playedMsg) tea.Cmd {
	if msg.err == nil || m.ctx.Err() != nil {
		return nil
	}
	m.warn(msg.err.Error())
	m.frame.stale(footerPart)
	return m.ring(msg.mood)
}

func (m *Model) ring(mood alert.Mood) tea.Cmd {
	if m.muted || !m.bell.Ring(mood) {
		return nil
	}
	return m.strike()
}

// strike is one stroke of the bell, and the next in its time.
func (m *Model) strike() tea.Cmd {
	var stroke tea.Cmd
	if !m.muted {
		stroke = tea.Raw(alert.Stroke)
	}
	gap, more := m.bell.Next()
	if !more {
		return stroke
	}
	return tea.Batch(stroke, tea.Tick(gap, func(time.Time) tea.Msg { return strikeMsg{} }))
}
