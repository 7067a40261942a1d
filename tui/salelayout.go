package tui

import (
	"strings"
	"time"

	"paywatch/theme"
)

const (
	mostFormWidth = 84
	saidLines     = 2 // are kept free for what is said over the form, where there is room
)

// renderForm draws the form in a room: the amount in large figures where there is
// room for them, what is to be said, and the fields, of which the one with the
// keys is always in view. What is said takes no more than half, and the fields
// stand still whatever it is.
func (s *saleView) renderForm(t *theme.Theme, room size, now time.Time) []string {
	said := s.sayings(t, room.width, now)
	said = said[:min(len(said), max(room.height-saleFields, room.height/2))]
	fields := size{room.width, min(saleFields, max(room.height-len(said), 1))}
	free := room.height - fields.height - max(len(said), saidLines)
	gap := free >= saleFields-1+3
	if gap {
		fields.height = 2*saleFields - 1
		free -= saleFields - 1
	}
	var lines []string
	figures := s.figures(t, size{room.width, min(free-2, 10)})
	if len(figures) > 0 {
		lines = append(append(append(lines, blank(room.width)), figures...), blank(room.width))
	} else if free > 0 {
		lines = append(lines, blank(room.width))
	}
	if spare := room.height - len(lines) - fields.height - len(said); len(said) < saidLines {
		lines = append(lines, filled(nil, size{room.width, min(saidLines-len(said), max(spare, 0))})...)
	}
	lines = append(lines, said...)
	return filled(append(lines, s.form.lines(t, fields, gap)...), room)
}

// figures are the amount in large figures, always as many lines for a room, so
// that nothing moves while it is keyed in. There are none where an everyday
// amount does not fit.
func (s *saleView) figures(t *theme.Theme, room size) []string {
	g := t.Glyphs
	unit := " " + s.draft.currency
	room.width -= cellWidth(unit)
	everyday, ok := large("99999.99", room, g.Upper, g.Lower, g.Full)
	if !ok {
		return nil
	}
	room.height = len(everyday)
	drawn, ok := large(s.draft.amount.Get(), room, g.Upper, g.Lower, g.Full)
	if !ok {
		drawn = []string{s.draft.amount.Get()}
	}
	lines := filled(nil, size{room.width + cellWidth(unit), room.height - len(drawn)})
	for i, part := range drawn {
		l := newLine(t).add(t.Strong, part)
		if i == len(drawn)-1 {
			l.add(t.Strong, unit)
		}
		lines = append(lines, l.to(room.width+cellWidth(unit)))
	}
	return lines
}

// sayings are the lines over the form: what is wrong, what was said of the last
// try, and a sale that may have been made.
func (s *saleView) sayings(t *theme.Theme, width int, now time.Time) []string {
	sheet := sheet{theme: t, width: width}
	wrong := s.form.wrong()
	switch {
	case s.stage == making && s.said == "":
		sheet.text(t.Strong, "Making it: "+s.draft.words())
	case s.said != "":
		sheet.text(t.Warn, s.said)
	case wrong != nil:
		sheet.text(t.Warn, strings.ToUpper(wrong.Error()[:1])+wrong.Error()[1:]+".")
	case s.kept:
		sheet.text(t.Text, "This sale was left before it was made. ctrl+n begins an empty one.")
	}
	if said := s.doubts.reminder(now); said != "" {
		sheet.text(t.Warn, said)
	}
	return sheet.lines
}

// middleAcross sets lines of one width in the middle of a wider room.
func middleAcross(lines []string, width, room int) []string {
	wide := make([]string, len(lines))
	before := (room - width) / 2
	for i, text := range lines {
		wide[i] = blank(before) + text + blank(room-width-before)
	}
	return wide
}
