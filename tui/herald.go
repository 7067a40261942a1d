package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/alert"
)

// Player plays sounds instead of the bell.
type Player interface {
	// Plays tells whether there is a sound for good news, or for bad.
	Plays(good bool) bool
	// Play returns when the sound is over, at once where another is playing.
	Play(ctx context.Context, good bool) error
}

// herald tells beyond the screen's own lines: by the window's title, by a sound, and
// on the desktop where nobody looks.
type herald struct {
	title     titleLine
	player    Player // nil for the bell alone
	bell      alert.Bell
	muted     bool
	desk      alert.Desk
	unwatched bool // the terminal says that it has not the focus
}

// mute turns all sound off, or on again, and says which.
func (h *herald) mute() string {
	h.muted = !h.muted
	if h.muted {
		return "sound off"
	}
	return "sound on"
}

// notify puts a text on the desktop, unless the terminal is being looked at.
func (h *herald) notify(text string) tea.Cmd {
	if sequence := h.desk.Notify(name, text); h.unwatched && sequence != "" {
		return tea.Raw(sequence)
	}
	return nil
}

// sound lets a change be heard: by the player where it has something to play,
// else by the bell.
func (h *herald) sound(ctx context.Context, mood alert.Mood) tea.Cmd {
	good := mood == alert.Good
	if p := h.player; !h.muted && p != nil && p.Plays(good) {
		return func() tea.Msg { return playedMsg{mood, p.Play(ctx, good)} }
	}
	return h.ring(mood)
}

func (h *herald) ring(mood alert.Mood) tea.Cmd {
	if h.muted || !h.bell.Ring(mood) {
		return nil
	}
	return h.strike()
}

// strike is one stroke of the bell, and the next in its time.
func (h *herald) strike() tea.Cmd {
	var stroke tea.Cmd
	if !h.muted {
		stroke = tea.Raw(alert.Stroke)
	}
	gap, more := h.bell.Next()
	if !more {
		return stroke
	}
	return tea.Batch(stroke, tea.Tick(gap, func(time.Time) tea.Msg { return strikeMsg{} }))
}
