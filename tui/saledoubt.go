package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// doubt is a sale that was sent, and of which nobody knows whether it was made.
type doubt struct {
	at    time.Time
	draft draft
	why   string
}

// reminder is the doubt in one sentence.
func (d *doubt) reminder(now time.Time) string {
	return "The sale of " + d.draft.words() + " at " + timeOfDay(d.at, now) + " may have been made: look for it in KubePay's panel before it is made again."
}

// renderDoubt says in plain words what happened, and what a person can do.
func (s *saleView) renderDoubt(t *theme.Theme, room size, now time.Time) []string {
	s.size = size{room.width - 2, room.height}
	sheet := sheet{theme: t, width: s.width}
	d := s.doubt
	sheet.blankLine()
	if s.stage == insisted {
		sheet.text(t.Warn, "Make it a second time?")
		sheet.blankLine()
		sheet.text(t.Text, "If the first one was made after all, there will be two, and the customer can pay both.")
		sheet.blankLine()
		sheet.pair(t.Key, "y", 5, t.Text, "it is not in KubePay's panel: back to the form, as it was typed")
		sheet.pair(t.Key, "esc", 5, t.Text, "no")
		return titled(t, "It may have been made", inset(s.window(sheet.lines)), room.width)
	}
	sheet.text(t.Warn, "The sale was sent, and it is not certain whether it was made: "+d.why+".")
	sheet.blankLine()
	sheet.text(t.Strong, d.draft.words())
	if d.draft.note != "" {
		sheet.text(t.Text, d.draft.note)
	}
	sheet.text(t.Faint, "asked for at "+timeOfDay(d.at, now))
	sheet.blankLine()
	sheet.text(t.Text, "Look for it in KubePay's panel first. It is never sent again by itself.")
	sheet.blankLine()
	sheet.pair(t.Key, "l", 5, t.Text, "it is there: paste its id here, and it is watched")
	sheet.pair(t.Key, "m", 5, t.Text, "it is not there: make it anew")
	sheet.pair(t.Key, "esc", 5, t.Text, "later: the next sale reminds of it")
	return titled(t, "It may have been made", inset(s.window(sheet.lines)), room.width)
}

// pressDoubt takes in a key while it is not known whether a sale was made. No key
// of the form does anything here: whoever presses enter once more by habit makes
// nothing.
func (m *Model) pressDoubt(k tea.KeyPressMsg) tea.Cmd {
	s := &m.sale
	pressed := k.String()
	switch leaves := pressed == "esc" || pressed == "ctrl+c"; {
	case s.stage == insisted && leaves:
		s.stage = doubtful
	case s.stage == insisted && pressed == "y":
		s.stage, s.draft, s.kept = typing, s.doubt.draft, false
		s.form = newSaleForm(&s.draft, s.used, &m.theme, amountKey, true)
	case s.stage == insisted:
	case leaves:
		m.over = noOverlay
		m.warn("not certain whether " + s.doubt.draft.words() + " was made: look in KubePay's panel")
	case pressed == "l":
		m.over = noOverlay
		return m.prompt.ask(askIDs, "")
	case pressed == "m":
		s.stage, s.offset = insisted, 0
	case pressed == "up":
		s.by(-1)
	case pressed == "down":
		s.by(1)
	}
	return nil
}
