package customer

import (
	"paywatch/tui/qr"
)

// Screen lays scenes out. The zero value is ready for use.
type Screen struct{ Codes qr.Codes }

// Wander is by how much what may stand for long is off the middle, so that it burns in
// nowhere, where so many cells are free.
type Wander func(columns, rows int) (right, down int)

// Draw is a scene as lines that fill a screen of so many cells.
func (d *Screen) Draw(s Scene, width, height int, w Wander) []string {
	if width <= 0 || height <= 0 {
		return nil
	}
	room, p := size{width, height}, pens{theme: s.theme, solid: s.theme.Solid, console: s.console}
	switch s.State {
	case Thanks:
		p.ground, p.solid = s.theme.Thanks, s.theme.ThanksSolid
		w = nil
	case Over:
		w = nil
	case Pay:
		if b, ok := d.pay(p, s, room); ok {
			return b.lines
		}
		s.pieces = s.instead
	}
	return p.message(s.pieces, room, w).lines
}

// message is a few words in the middle.
func (p pens) message(pieces []piece, room size, w Wander) block {
	inner := size{messageWidth(room.width), max(room.height*9/10, min(room.height, 3))}
	b, ok := p.column(pieces, inner, center)
	if !ok {
		b = p.clipped(pieces[:1], room)
	}
	var off size
	if w != nil {
		off.width, off.height = w(inner.width-b.width, inner.height-b.height())
	}
	return p.centred(b, room, off)
}

// messageWidth leaves room at the sides, and for what drifts.
func messageWidth(width int) int {
	if width < 60 {
		return max(width-4, 1)
	}
	return width * 4 / 5
}

// clipped is as much as there is room for, in cells.
func (p pens) clipped(pieces []piece, room size) block {
	b := p.measure(pieces, room.width).draw(sizes{}, center)
	b.lines = b.lines[:min(len(b.lines), room.height)]
	return b
}
