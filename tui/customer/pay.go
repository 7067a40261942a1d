package customer

import (
	"slices"

	"paywatch/tui/qr"
)

// arranged is a text, and the code beside or under it, if there is one.
type arranged struct {
	code   qr.Code
	column column
	beside bool
}

// coded sets a code and its text beside or over one another, whichever leaves the
// larger code. Only where there is no room for one that asks for the amount does it
// hold the address alone.
func (d *Screen) coded(p pens, s Scene, room size) (best arranged) {
	asks, holds := s.Code, s.Code
	asks.Bare, holds.URI, holds.UpperURI = "", "", ""
	for _, c := range []coding{{asks, s.style(), in(withAmount, s.pieces)}, {holds, s.style(), in(withAddress, s.pieces)}} {
		for _, a := range append(d.besides(p, c, room), d.under(p, c, room)) {
			if a.beats(best) {
				best = a
			}
		}
		if !best.code.Empty() {
			break
		}
	}
	return best
}

// coding is what a code is to hold, and what is said with it.
type coding struct {
	payload qr.Payload
	style   qr.Style
	pieces  []piece
}

// beats tells whether one is better: the code of its first form, then the larger one.
// Of two that are alike the first stays.
func (a arranged) beats(b arranged) bool {
	switch {
	case a.code.Empty() || b.code.Empty():
		return !a.code.Empty()
	case a.code.Kind != b.code.Kind:
		return a.code.Kind < b.code.Kind
	case a.code.Scale != b.code.Scale:
		return a.code.Scale > b.code.Scale
	}
	return a.code.Quiet > 1 && b.code.Quiet == 1
}

// Cells between a code and its text, and between the text and the edge.
const (
	gap  = 2
	edge = 1
)

// leastText are the columns that a text beside its code is given at least, in
// percent of the screen and in cells, the best first.
var leastText = []struct{ of, least int }{{38, 30}, {30, 24}, {0, 20}}

func (d *Screen) besides(p pens, c coding, room size) []arranged {
	var all []arranged
	for _, l := range leastText {
		columns := max(room.width*l.of/100, l.least)
		code, _ := d.Codes.Largest(c.payload, room.width-columns-gap-edge, room.height, c.style)
		if code.Empty() || slices.ContainsFunc(all, func(a arranged) bool { return a.code.Width == code.Width }) {
			continue
		}
		text, ok := p.column(c.pieces, size{room.width - code.Width - gap - edge, room.height}, left)
		if ok {
			all = append(all, arranged{code, text, true})
		}
	}
	return all
}

func (d *Screen) under(p pens, c coding, room size) (best arranged) {
	width := max(room.width-2*gap, 1)
	must := tight(c.pieces)
	for _, pieces := range [][]piece{c.pieces, must, but(must, func(one piece) bool { return one.minor })} {
		least := p.measure(pieces, width, center).height(sizes{})
		code, _ := d.Codes.Largest(c.payload, room.width, room.height-least-1, c.style)
		if code.Empty() || !best.code.Empty() && code.Kind >= best.code.Kind {
			continue
		}
		if text, ok := p.column(pieces, size{width, room.height - code.Height - 1}, center); ok {
			best = arranged{code: code, column: text}
		}
	}
	return best
}

// block is the whole screen, what is on it being in its middle.
func (a arranged) block(p pens, text block, room size) block {
	code := block{width: a.code.Width, lines: a.code.Lines()}
	if a.beside {
		code = p.filled(code, (room.height-code.height())/2, room.height)
		text = p.filled(text, (room.height-text.height())/2, room.height)
		spare := room.width - code.width - text.width
		between := within(spare/5, gap, 3*gap)
		return p.shifted(p.beside(code, text, between), (spare-between)/2, room.width)
	}
	text = p.placed(text, room.width, center)
	code = p.placed(code, room.width, center)
	spare := room.height - text.height() - code.height()
	between := min(max(spare/3, 1), spare)
	all := stacked(room.width, text, p.gap(room.width, between), code)
	return p.filled(all, (room.height-all.height())/2, room.height)
}
