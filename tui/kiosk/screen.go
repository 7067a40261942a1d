package kiosk

import (
	"slices"

	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// scene is what is to be on the screen now.
func (m *Model) scene() scene {
	n := m.narrator()
	on := m.stage.onShow()
	if on == nil {
		return m.noticed(n.idle(m.now.wall))
	}
	s := n.sale(on, m.now, m.stage.offset, m.stage.down)
	if nth, of := m.stage.place(); of > 1 && on == m.stage.current && s.state != thanks && s.state != over {
		s.pieces = append(s.pieces, piece{part: space}, piece{part: note, style: n.theme.Faint, text: n.words.Say(words.InTurn, nth, of)})
	}
	return m.noticed(s)
}

func (m *Model) narrator() narrator {
	speaks := words.Turn(m.opts.Languages, m.now.wall)
	if m.theme.ASCII {
		speaks = speaks.ASCII()
	}
	if m.console {
		speaks = speaks.Latin()
	}
	return narrator{theme: m.theme, words: speaks, name: m.opts.Name, line: m.opts.Line}
}

// noticed adds what is always on the screen.
func (m *Model) noticed(s scene) scene {
	if m.opts.Notice != "" {
		s.pieces = append(s.pieces, piece{part: space}, piece{part: note, style: m.theme.Warn, text: m.opts.Notice})
	}
	for i := range s.pieces {
		s.pieces[i].text = steady(s.pieces[i].text)
	}
	return s
}

// lay makes the screen of a scene.
func (m *Model) lay(s scene) block {
	t := m.theme
	p := pens{theme: t, solid: t.Solid, console: m.console}
	switch {
	case m.size.width == 0 || m.size.height == 0:
		return block{}
	case s.state == thanks:
		p.ground, p.solid = t.Thanks, t.ThanksSolid
	case s.state == pay:
		if b, ok := m.pay(p, s); ok {
			return b
		}
		n := m.narrator()
		s = n.moment(n.words.Say(words.PaymentOver)) // here there is no code, however long they wait
	}
	return m.message(p, s)
}

// message is a few words in the middle. What may stand for long drifts.
func (m *Model) message(p pens, s scene) block {
	room := m.size
	inner := size{messageWidth(room.width), max(room.height*9/10, min(room.height, 3))}
	b, ok := p.column(s.pieces, inner, center)
	if !ok {
		b = p.clipped(s.pieces[:1], room)
	}
	var off offset
	if s.state == idle || s.state == moment {
		off = drift(m.now.wall, size{inner.width - b.width, inner.height - b.height()})
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

// pay sets the code and its text beside or over one another, whichever leaves the
// larger code. It reports whether there is a code.
func (m *Model) pay(p pens, s scene) (block, bool) {
	var best arranged
	for _, a := range append(m.besides(p, s), m.under(p, s)) {
		if a.beats(best) {
			best = a
		}
	}
	if best.code.Empty() {
		return block{}, false
	}
	return best.block(p, m.size), true
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

func (m *Model) besides(p pens, s scene) []arranged {
	var all []arranged
	for _, l := range leastText {
		columns := max(m.size.width*l.of/100, l.least)
		code, _ := m.codes.Largest(s.code, m.size.width-columns-gap-edge, m.size.height, m.style)
		if code.Empty() || slices.ContainsFunc(all, func(a arranged) bool { return a.code.Width == code.Width }) {
			continue
		}
		text, ok := p.column(s.pieces, size{m.size.width - code.Width - gap - edge, m.size.height}, left)
		if ok {
			all = append(all, arranged{code: code, text: text, beside: true})
		}
	}
	return all
}

func (m *Model) under(p pens, s scene) arranged {
	width := max(m.size.width-2*gap, 1)
	least := p.measure(s.pieces, width).height(sizes{})
	code, _ := m.codes.Largest(s.code, m.size.width, m.size.height-least-1, m.style)
	if code.Empty() {
		return arranged{}
	}
	text, ok := p.column(s.pieces, size{width, m.size.height - code.Height - 1}, center)
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
