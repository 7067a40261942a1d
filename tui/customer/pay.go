package customer

import (
	"slices"

	"paywatch/tui/qr"
)

// pay sets the code and its text beside or over one another, whichever leaves the
// larger code. It reports whether there is a code.
func (d *Screen) pay(p pens, s Scene, room size) (block, bool) {
	var best arranged
	for _, a := range append(d.besides(p, s, room), d.under(p, s, room)) {
		if a.beats(best) {
			best = a
		}
	}
	if best.code.Empty() {
		return block{}, false
	}
	return best.block(p, room), true
}

// arranged is a code with its text.
type arranged struct {
	code   qr.Code
	text   block
	beside bool
}

// beats tells whether one is better: the code that asks for the amount, then the
// larger one. Of two that are alike the first stays.
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

func (d *Screen) besides(p pens, s Scene, room size) []arranged {
	var all []arranged
	for _, l := range leastText {
		columns := max(room.width*l.of/100, l.least)
		code, _ := d.Codes.Largest(s.Code, room.width-columns-gap-edge, room.height, s.style())
		if code.Empty() || slices.ContainsFunc(all, func(a arranged) bool { return a.code.Width == code.Width }) {
			continue
		}
		text, ok := p.column(s.pieces, size{room.width - code.Width - gap - edge, room.height}, left)
		if ok {
			all = append(all, arranged{code: code, text: text, beside: true})
		}
	}
	return all
}

func (d *Screen) under(p pens, s Scene, room size) arranged {
	width := max(room.width-2*gap, 1)
	least := p.measure(s.pieces, width).height(sizes{})
	code, _ := d.Codes.Largest(s.Code, room.width, room.height-least-1, s.style())
	if code.Empty() {
		return arranged{}
	}
	text, ok := p.column(s.pieces, size{width, room.height - code.Height - 1}, center)
	if !ok {
		return arranged{}
	}
	return arranged{code: code, text: text}
}

// block is the whole screen, what is on it being in its middle.
func (a arranged) block(p pens, room size) block {
	code := block{width: a.code.Width, lines: a.code.Lines()}
	if a.beside {
		code = p.filled(code, (room.height-code.height())/2, room.height)
		text := p.filled(a.text, (room.height-a.text.height())/2, room.height)
		spare := room.width - code.width - text.width
		between := within(spare/5, gap, 3*gap)
		return p.shifted(p.beside(code, text, between), (spare-between)/2, room.width)
	}
	text := p.placed(a.text, room.width, center)
	code = p.placed(code, room.width, center)
	spare := room.height - text.height() - code.height()
	between := min(max(spare/3, 1), spare)
	all := stacked(room.width, text, p.gap(room.width, between), code)
	return p.filled(all, (room.height-all.height())/2, room.height)
}
