package customer

import (
	"slices"

	"github.com/charmbracelet/x/ansi"

	"paywatch/theme"
	"paywatch/tui/words"
)

// part says how large a piece of text is beside the others.
type part int

const (
	amount part = iota // the largest: what is to be paid, on one line
	title              // a heading that stands alone
	word               // a heading, a time
	figure             // an amount that is not the largest, on one line
	note               // whatever else is said
	sign               // the tick
	bar                // the progress
	space              // some empty lines
	hair               // one, under what is drawn
)

// piece is one thing that is said.
type piece struct {
	part  part
	style theme.Style
	text  string
	done  int  // of a bar, in percent
	spare bool // it may be left out
	whole bool // it is rather smaller than broken
}

// column sets pieces over one another, as large as they all fit. What may be left
// out is left out where there is no room for it even in cells, or the rest can then
// be drawn large. It reports whether the rest fits.
func (p pens) column(pieces []piece, room size, a align) (block, bool) {
	all, s, ok := p.fitted(pieces, room)
	if ok && s.note > 0 {
		return all.draw(s, a), true
	}
	pieces = but(pieces, func(one piece) bool { return one.spare })
	less, larger, fits := p.fitted(pieces, room)
	switch {
	case fits && (!ok || larger.note > 0 && larger.amount == s.amount):
		return less.draw(larger, a), true
	case ok:
		return all.draw(s, a), true
	}
	tight, s, ok := p.fitted(but(pieces, func(one piece) bool { return one.part == space || one.part == hair }), room)
	return tight.draw(s, a), ok
}

// but is the pieces without some.
func but(pieces []piece, some func(piece) bool) []piece {
	return slices.DeleteFunc(slices.Clone(pieces), some)
}

// fitted is a column of pieces, and the largest sizes at which they fit a room, false
// where they do not.
func (p pens) fitted(pieces []piece, room size) (column, sizes, bool) {
	c := p.measure(pieces, room.width)
	s, ok := c.fit(room.height)
	return c, s, ok
}

// column is pieces that were measured for a width.
type column struct {
	pens
	width  int
	pieces []measured
}

func (p pens) measure(pieces []piece, width int) column {
	c := column{pens: p, width: width}
	for _, one := range pieces {
		c.pieces = append(c.pieces, measure(one))
	}
	return c
}

func (c column) height(s sizes) int {
	height := 0
	for _, m := range c.pieces {
		height += c.heightOf(m, s)
	}
	return height
}

func (c column) heightOf(m measured, s sizes) int {
	switch {
	case m.part == space:
		return s.gap()
	case m.part == hair:
		return 1
	case m.part == bar:
		return s.thick()
	case m.part == sign:
		return c.room(tick, s.tick()).height
	case m.part == amount && s.amount.scale > 0:
		b, _ := m.figures(s.amount)
		return c.room(b, s.amount.scale).height
	case m.text == "":
		return 0
	case s.of(m.part) > 0:
		scale := s.of(m.part)
		return len(m.broken(scale, c.width)) * c.room(bitmap{rows: textRows}, scale).height
	}
	return len(words.Wrap(m.text, c.width))
}

// draw makes the column, which is as wide as what is in it.
func (c column) draw(s sizes, a align) block {
	c.width = c.filled(s)
	all := block{width: c.width}
	for _, m := range c.pieces {
		all = stacked(c.width, all, c.piece(m, s, a))
	}
	return all
}

// filled is how wide the widest piece is.
func (c column) filled(s sizes) int {
	widest := 0
	for _, m := range c.pieces {
		widest = max(widest, c.widthOf(m, s))
	}
	return min(widest, c.width)
}

func (c column) widthOf(m measured, s sizes) int {
	scale := s.of(m.part)
	switch {
	case m.part == bar:
		return shortestBar
	case m.part == sign:
		return c.room(tick, s.tick()).width
	case m.part == amount && s.amount.scale > 0:
		b, _ := m.figures(s.amount)
		return c.room(b, s.amount.scale).width
	case m.text == "":
		return 0
	case scale > 0:
		return c.room(bitmap{columns: make([]uint16, m.longest(scale, c.width))}, scale).width
	}
	widest := 0
	for _, line := range words.Wrap(m.text, c.width) {
		widest = max(widest, ansi.StringWidth(line))
	}
	return widest
}

func (c column) piece(m measured, s sizes, a align) block {
	switch scale := s.of(m.part); {
	case m.part == space:
		return c.gap(c.width, s.gap())
	case m.part == hair:
		return c.gap(c.width, 1)
	case m.part == bar:
		return c.bar(m.piece, c.width, s.thick(), a)
	case m.part == sign:
		return c.large(m.style, tick, s.tick(), a)
	case m.part == amount && s.amount.scale > 0:
		b, _ := m.figures(s.amount)
		return c.large(m.style, b, s.amount.scale, a)
	case m.text == "":
		return block{width: c.width}
	case scale > 0:
		all := block{width: c.width}
		for _, line := range m.even(scale, c.width) {
			b, _ := drawn(line)
			all = stacked(c.width, all, c.large(m.style, b, scale, a))
		}
		return all
	}
	return c.text(m.style, m.text, c.width, a)
}

// large draws pixels where there is room for them.
func (c column) large(style theme.Style, b bitmap, scale int, a align) block {
	if c.room(b, scale).width > c.width {
		return block{width: c.width}
	}
	return c.placed(c.pens.draw(style, b, scale), c.width, a)
}

// shortestBar is how wide the progress is at least: else it is as wide as the text.
const shortestBar = 20

// bar is how much of the total is there: all of it only when all is there, and some
// as soon as something is.
func (p pens) bar(one piece, width, height int, a align) block {
	wide := width
	done := wide * one.done / 100
	if one.done > 0 && one.done < 100 {
		done = min(max(done, 1), wide-1)
	}
	g := p.theme.Glyphs
	line := one.style.Render(repeat(g.BarFull, done)) + p.theme.BarEmpty.Render(repeat(g.BarEmpty, wide-done))
	b := block{width: wide}
	for range height {
		b.lines = append(b.lines, line)
	}
	return p.placed(b, width, a)
}
