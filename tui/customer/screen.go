package customer

import (
	"fmt"
	"slices"

	"paywatch/tui/qr"
)

// Screen lays scenes out. It remembers how it laid out the last one: as long as the
// same may be said everything stays where it is, whatever is said now.
type Screen struct {
	Codes *qr.Codes

	scene Scene
	room  size
	last  arranged
}

// Wander is by how much what may stand for long is off the middle, so that it burns in
// nowhere, where so many cells are free.
type Wander func(columns, rows int) (right, down int)

// Draw is a scene as lines that fill a screen of so many cells.
func (d *Screen) Draw(s Scene, columns, rows int, w Wander) []string {
	if columns <= 0 || rows <= 0 {
		return nil
	}
	p, room := s.pens(), size{columns, rows}
	if d.room != room || !d.scene.alike(s) {
		d.scene, d.room, d.last = s, room, d.arrange(p, s, room)
	}
	text := d.last.column.saying(p, s.pieces)
	if !d.last.code.Empty() {
		return d.last.block(p, text, room).lines
	}
	text.lines = text.lines[:min(len(text.lines), rows)]
	var off size
	if inner := inside(room); w != nil && s.State != Thanks && s.State != Over {
		off.width, off.height = w(inner.width-text.width, inner.height-text.height())
	}
	return p.centred(text, room, off).lines
}

// arrange lays a scene out: with a code if there is one and room for it.
func (d *Screen) arrange(p pens, s Scene, room size) arranged {
	all := s.pieces
	if s.State == Pay {
		if a := d.coded(p, s, room); !a.code.Empty() {
			return a
		}
		_, need := d.Codes.Fit(s.Code, 0, 0, s.style())
		must := but(tight(in(withAddress, s.pieces)), func(one piece) bool { return one.minor })
		least := p.measure(must, room.width, center).height(sizes{})
		all = needing(all, need, size{room.width, max(room.height-least-1, 0)})
	}
	var c column
	for _, way := range s.without {
		pieces, fits := in(way, all), false
		for _, inner := range []size{inside(room), {max(room.width-2, min(room.width, 2)), room.height}} {
			if c, fits = p.column(pieces, inner, center); fits {
				return arranged{column: c}
			}
		}
	}
	return arranged{column: c}
}

// needing is pieces of which one says what room a code needs beside what is free, where
// any room would do.
func needing(pieces []piece, need qr.Need, free size) []piece {
	if need == (qr.Need{}) {
		return but(pieces, func(one piece) bool { return one.part == needs })
	}
	all := slices.Clone(pieces)
	for i := range all {
		if one := &all[i]; one.part == needs {
			one.say(fmt.Sprintf("The code needs %d×%d cells, and there are %d×%d: %s.", need.Cols, need.Rows, free.width, free.height, one.text))
		}
	}
	return all
}

// inside leaves room at the sides, and for what wanders.
func inside(room size) size {
	inner := size{room.width * 4 / 5, max(room.height*9/10, min(room.height, 3))}
	if room.width < 60 {
		inner.width = max(room.width-4, min(room.width, 2))
	}
	return inner
}
