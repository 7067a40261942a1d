package kiosk

import (
	"cmp"
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

// sizes are how large the parts are, as the scale of their pixels; 0 is text in
// cells.
type sizes struct {
	amount             lettering
	title, words, note int
	titleLines         int // that a title is broken into at most
}

// lettering is how an amount is drawn.
type lettering struct {
	scale int
	small bool // in the small figures
}

// pixels is how high it is drawn.
func (l lettering) pixels() int {
	if l.small {
		return 5 * l.scale
	}
	return 7 * l.scale
}

// largest bounds the scale of what is drawn: beyond it a frame is only slower.
const largest = 14

// letterings are how an amount may be drawn, the best first.
var letterings = func() []lettering {
	var all []lettering
	for scale := largest; scale > 0; scale-- {
		all = append(all, lettering{scale: scale})
	}
	return append(all, lettering{scale: 1, small: true}, lettering{})
}()

// column sets pieces over one another, as large as they all fit. What may be left
// out is left out where there is no room for it even in cells, or the rest can then
// be drawn large. It reports whether the rest fits.
func (p pens) column(pieces []piece, room size, a align) (block, bool) {
	c := p.measure(pieces, room.width)
	s, ok := c.fit(room.height)
	if !ok || s.note == 0 {
		less := p.measure(slices.DeleteFunc(slices.Clone(pieces), func(one piece) bool { return one.spare }), room.width)
		if smaller, fits := less.fit(room.height); fits && (!ok || smaller.note > 0 && smaller.amount == s.amount) {
			c, s, ok = less, smaller, true
		}
	}
	if !ok {
		c = p.measure(slices.DeleteFunc(slices.Clone(pieces), func(one piece) bool { return one.spare || one.part == space }), room.width)
		s, ok = c.fit(room.height)
	}
	return c.draw(s, a), ok
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

// fit finds the largest sizes at which all fits: first such that all is of a kind,
// then such that what leads is as large as it can be.
func (c column) fit(height int) (sizes, bool) {
	for _, balanced := range []bool{true, false} {
		for _, s := range c.leading() {
			unit := s.unit()
			for s.words = unit / 2; s.words >= 0; s.words-- {
				for s.note = s.words; s.note >= 0; s.note-- {
					if (!balanced || s.balanced()) && c.suits(s) && c.height(s) <= height {
						return s, true
					}
				}
			}
		}
	}
	return sizes{}, false
}

// unit is the scale of what leads.
func (s sizes) unit() int { return max(s.title, s.amount.pixels()/7) }

// balanced tells whether nothing is lost beside what leads.
func (s sizes) balanced() bool { return 2*s.words >= s.unit()-1 && 3*s.note >= s.unit()-2 }

// leading are the sizes of what leads the column: its amount or, where it has none,
// its title.
func (c column) leading() []sizes {
	var all []sizes
	i := slices.IndexFunc(c.pieces, func(m measured) bool { return m.part == amount })
	if i < 0 {
		return append(c.titles(), sizes{})
	}
	for _, l := range letterings {
		if b, ok := c.pieces[i].figures(l); l.scale == 0 || ok && c.room(b, l.scale).width <= c.width {
			all = append(all, sizes{amount: l, title: min((l.pixels()/7+1)/2, c.widestTitle()), titleLines: mostTitleLines})
		}
	}
	return all
}

// titles are the sizes of a title that leads. One that is to be whole is broken only
// where it could not be drawn otherwise.
func (c column) titles() (all []sizes) {
	for scale := largest; scale > 0; scale-- {
		for lines := 1; lines <= mostTitleLines; lines++ {
			all = append(all, sizes{title: scale, titleLines: lines})
		}
	}
	if slices.ContainsFunc(c.pieces, func(m measured) bool { return m.whole }) {
		slices.SortStableFunc(all, func(a, b sizes) int { return cmp.Compare(a.titleLines, b.titleLines) })
	}
	return all
}

// widestTitle is the largest scale at which every title fits the width.
func (c column) widestTitle() int {
	scale := largest
	for scale > 0 && !c.suits(sizes{title: scale, titleLines: mostTitleLines}) {
		scale--
	}
	return scale
}

// Lines that a text may be broken into before it is drawn smaller.
const (
	mostTitleLines = 2
	mostNoteLines  = 3
)

// suits tells whether all that is to be drawn can be, in few enough lines.
func (c column) suits(s sizes) bool {
	for _, m := range c.pieces {
		scale, most := s.of(m.part), mostNoteLines
		switch m.part {
		case figure, word:
			most = 1
		case title:
			most = s.titleLines
		}
		if scale == 0 || m.text == "" {
			continue
		}
		if lines := m.broken(scale, c.width); len(lines) == 0 || len(lines) > most {
			return false
		}
	}
	return true
}

// of is the scale of a part's pixels.
func (s sizes) of(k part) int {
	switch k {
	case title:
		return s.title
	case word:
		return s.words
	case figure, note:
		return s.note
	}
	return 0
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
		return min(s.words, 1)
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

// gap is how high a space is.
func (s sizes) gap() int { return 1 + max(s.words, s.title/2) }

// thick is how high the progress is.
func (s sizes) thick() int { return 1 + s.note }

// tick is the scale of the sign.
func (s sizes) tick() int { return max(s.title, 1) }

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
		return c.gap(c.width, min(s.words, 1))
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
