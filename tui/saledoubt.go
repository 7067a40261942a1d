package tui

import (
	"fmt"
	"time"

	"paywatch/theme"
)

// confirmation is what a person is asked who is sure of what became of a sale.
type confirmation struct{ question, warning, yes string }

var confirmations = map[saleStage]confirmation{
	insisted: {
		"Make it a second time?", "If the first one was made after all, there will be two, and the customer can pay both.",
		"it is not in KubePay's panel: back to the form, as it was typed",
	},
	denied: {
		"Was it not made?", "If it was made after all, the customer can pay it, and nobody at this till watches it.",
		"it is not in KubePay's panel: nothing reminds of it any more",
	},
}

// renderDoubt says in plain words what happened, and what a person can do.
func (s *saleView) renderDoubt(t *theme.Theme, room size, now time.Time) []string {
	s.size = size{room.width - 2, room.height}
	sheet, title := sheet{theme: t, width: s.width}, "It may have been made"
	d, n := s.doubts.current(), len(s.doubts.all)
	asks, sure := confirmations[s.stage]
	switch {
	case d == nil:
	case sure:
		sheet.confirm(d, now, asks)
	default:
		if n > 1 {
			title += fmt.Sprintf(" (%d of %d)", s.doubts.index(d.number)+1, n)
		}
		sheet.doubt(d, s.doubts.said, now, n > 1)
	}
	return badged(t, title, s.profile, inset(s.window(sheet.lines)), room.width)
}

// asksFor says which sale it is.
func (s *sheet) asksFor(d *doubt, now time.Time) {
	s.text(s.theme.Strong, d.draft.words())
	if d.draft.note != "" {
		s.text(s.theme.Text, d.draft.note)
	}
	s.text(s.theme.Faint, "asked for at "+timeOfDay(d.at, now))
	s.blankLine()
}

func (s *sheet) confirm(d *doubt, now time.Time, asks confirmation) {
	t := s.theme
	s.blankLine()
	s.text(t.Warn, asks.question)
	s.blankLine()
	s.asksFor(d, now)
	s.text(t.Text, asks.warning)
	s.blankLine()
	s.offer("y", asks.yes)
	s.offer("esc", "no")
}

// offer is a key and what it does.
func (s *sheet) offer(pressed, does string) { s.pair(s.theme.Key, pressed, 5, s.theme.Text, does) }

func (s *sheet) doubt(d *doubt, said string, now time.Time, others bool) {
	t := s.theme
	s.blankLine()
	if said != "" {
		s.text(t.Alarm, said)
		s.blankLine()
	}
	s.text(t.Warn, "The sale was sent, and it is not certain whether it was made: "+d.why+".")
	s.blankLine()
	s.asksFor(d, now)
	switch {
	case len(d.unlike) > 0:
		s.text(t.Alarm, string(d.given)+" was given for its id, but is not what was asked for:")
		for _, text := range d.unlike {
			s.pair(t.Warn, "", 2, t.Warn, text)
		}
		s.blankLine()
		s.offer("c", "it is this payment all the same")
		s.blankLine()
	case d.given != "":
		s.text(t.Warn, string(d.given)+" was given for its id, and the gateway has not said that it is there.")
		s.blankLine()
	}
	s.text(t.Text, "Look for it in KubePay's panel first. It is never sent again by itself.")
	s.blankLine()
	s.offer("l", "it is there: paste its id here, and it is watched")
	s.offer("m", "it is not there: make it anew")
	s.offer("x", "it is not there, and is not wanted any more")
	if others {
		s.offer(plainKey(t, "→"), "the next sale of which this is not certain")
	}
	s.offer("esc", "later: it stays here, and ctrl+l leads back to it")
}
