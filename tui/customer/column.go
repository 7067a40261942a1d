package customer

import (
	"slices"

	"github.com/charmbracelet/x/ansi"

	"paywatch/theme"
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
	plain              // what is said in cells, however much room there is
	needs              // the same: what room a code needs, and what is to be done about it
)

// way is a way to show a scene.
type way uint8

const (
	withAmount  way = 1 << iota // with a code that asks for the amount
	withAddress                 // with a code that holds the address alone
	toRead                      // without one: with the address to be read, and what the code needs
	toReadAlone                 // without what it needs
	toReadShort                 // and with fewer words
	toEnlarge                   // what the code needs, and no address
	atLeast                     // what is to be paid and until when, and no more
	toAsk                       // nothing can be paid here

	coded   = withAmount | withAddress
	uncoded = toRead | toReadAlone | toReadShort | toEnlarge | atLeast
)

// piece is one thing that is said.
type piece struct {
	part  part
	style theme.Style
	text  string
	may   []string // what it may come to say while it stands there: there is room for each
	done  int      // of a bar, in percent
	spare bool     // it may be left out
	minor bool     // it is left out where there is no room for a code otherwise
	whole bool     // it is rather smaller than broken
	block bool     // it stands on a block of its style's ground
	ways  way      // in which it is shown, 0 for all
	nth   int      // of its scene
}

// say says the same in every language.
func (p *piece) say(text string) { p.text, p.may = text, []string{text} }

// footing is what of a piece says how it is laid out, besides its texts.
func (p piece) footing() footing {
	return footing{p.part, p.ways, p.spare, p.minor, p.whole, p.block}
}

func (p piece) isSpare() bool   { return p.spare }
func (p piece) spareText() bool { return p.spare && p.part != bar }

type footing struct {
	part                       part
	ways                       way
	spare, minor, whole, block bool
}

// alike tells whether two pieces need the same room.
func (p piece) alike(other piece) bool {
	return p.footing() == other.footing() && slices.Equal(p.may, other.may)
}

// equal tells whether two pieces look the same.
func (p piece) equal(other piece) bool {
	return p.alike(other) && p.text == other.text && p.style == other.style && p.done == other.done
}

// column is pieces over one another, and how large they are.
type column struct {
	pens
	width  int
	pieces []measured
	sizes  sizes
	align  align
}

// column sets pieces over one another, as large as they all fit. What may be left
// out is left out where there is no room for it even in cells, or the rest can then
// be drawn large. It reports whether the rest fits.
func (p pens) column(pieces []piece, room size, a align) (column, bool) {
	best, ok := p.fitted(pieces, room, a)
	for _, less := range []func(piece) bool{piece.spareText, piece.isSpare} {
		if ok && best.sizes.note > 0 {
			return best, true
		}
		if c, fits := p.fitted(but(pieces, less), room, a); fits && (!ok || c.larger(best)) {
			best, ok = c, true
		}
	}
	if ok {
		return best, true
	}
	return p.fitted(tight(pieces), room, a)
}

// larger tells whether something is drawn that is in cells in another column, and the
// amount no smaller.
func (c column) larger(than column) bool {
	mine, other := c.sizes.amount.pixels(), than.sizes.amount.pixels()
	return mine > 0 && other == 0 || mine >= other && c.sizes.note > 0 && than.sizes.note == 0
}

// but is the pieces without some.
func but(pieces []piece, some func(piece) bool) []piece {
	return slices.DeleteFunc(slices.Clone(pieces), some)
}

// in is the pieces that are shown in a way.
func in(w way, pieces []piece) []piece {
	return but(pieces, func(one piece) bool { return one.ways != 0 && one.ways&w == 0 })
}

// tight is the pieces that must be there.
func tight(pieces []piece) []piece {
	return but(pieces, func(one piece) bool { return one.spare || one.part == space || one.part == hair })
}

// fitted is a column of pieces at the largest sizes at which they fit a room, false
// where they do not.
func (p pens) fitted(pieces []piece, room size, a align) (column, bool) {
	c := p.measure(pieces, room.width, a)
	s, ok := c.fit(room.height)
	c.sizes = s
	c.width = c.widest()
	return c, ok
}

func (p pens) measure(pieces []piece, width int, a align) column {
	c := column{pens: p, width: width, align: a}
	for _, one := range pieces {
		c.pieces = append(c.pieces, measure(one, width))
	}
	return c
}

// widest is how wide the widest piece is.
func (c column) widest() int {
	widest := 0
	for i := range c.pieces {
		widest = max(widest, c.widthOf(&c.pieces[i]))
	}
	return min(widest, c.width)
}

func (c column) widthOf(m *measured) int {
	switch {
	case m.part == bar:
		return shortestBar
	case m.part == sign:
		return c.room(tick, c.sizes.tick()).width
	case m.part == amount && c.sizes.amount.scale > 0:
		b, _ := m.figures(c.sizes.amount)
		return c.room(b, c.sizes.amount.scale).width
	}
	scale := c.sizes.of(m.part)
	widest := m.widest(scale, scale)
	if m.part == amount {
		widest += 2 // of its block
	}
	return widest
}

func (c column) height(s sizes) int {
	height := 0
	for i := range c.pieces {
		height += c.heightOf(&c.pieces[i], s)
	}
	return height
}

func (c column) heightOf(m *measured, s sizes) int {
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
	}
	if m.text == "" {
		return 0
	}
	return c.extent(m, s.of(m.part)).high
}

// extent is the room that a piece needs at a scale.
func (c column) extent(m *measured, scale int) extent {
	return m.extent(scale, c.room(bitmap{rows: textRows}, scale).height)
}

// saying makes the column with what its pieces say now, each where it always stands.
func (c column) saying(p pens, now []piece) block {
	c.pens = p
	all := block{width: c.width}
	for i := range c.pieces {
		m := &c.pieces[i]
		text := m.text
		if m.piece = now[m.nth]; m.part == needs {
			m.text = text // which follows from the room
		}
		b, height := c.piece(m), c.heightOf(m, c.sizes)
		all = stacked(c.width, all, c.filled(b, (height-b.height())/2, height))
	}
	return all
}

func (c column) piece(m *measured) block {
	switch m.part {
	case space, hair:
		return block{width: c.width}
	case bar:
		return c.bar(m.piece, c.sizes.thick())
	case sign:
		return c.large(m.style, tick, c.sizes.tick())
	case amount:
		return c.amount(m)
	}
	return c.said(m)
}

// said is a text, in cells where its size has no pixels or it cannot be drawn.
func (c column) said(m *measured) block {
	all := block{width: c.width}
	if m.text == "" {
		return all
	}
	scale, w := c.sizes.of(m.part), m.now()
	if scale == 0 || !w.can {
		return c.text(m.style, m.text, m.width, c.width, c.align)
	}
	for _, b := range m.bitmaps(w, scale) {
		all = stacked(c.width, all, c.large(m.style, b, scale))
	}
	return all
}

// amount is an amount: where its figures are in cells it stands on a block, or it would
// be a line like any other.
func (c column) amount(m *measured) block {
	if scale := c.sizes.amount.scale; scale > 0 {
		b, _ := m.figures(c.sizes.amount)
		return c.large(m.style, b, scale)
	}
	text := m.text
	if beside := "\u00a0"; ansi.StringWidth(text)+2 <= c.width {
		text = beside + text + beside
	}
	return c.text(c.theme.Solid, text, c.width, c.width, c.align)
}

// large draws pixels where there is room for them.
func (c column) large(style theme.Style, b bitmap, scale int) block {
	if c.room(b, scale).width > c.width {
		return block{width: c.width}
	}
	return c.placed(c.pens.draw(style, b, scale), c.width, c.align)
}

// shortestBar is how wide the progress is at least: else it is as wide as the text.
const shortestBar = 20

// bar is how much of the total is there: all of it only when all is there, and some
// as soon as something is.
func (c column) bar(one piece, height int) block {
	done := c.width * one.done / 100
	if one.done > 0 && one.done < 100 {
		done = min(max(done, 1), c.width-1)
	}
	g := c.theme.Glyphs
	line := one.style.Render(repeat(g.BarFull, done)) + c.theme.BarEmpty.Render(repeat(g.BarEmpty, c.width-done))
	b := block{width: c.width}
	for range height {
		b.lines = append(b.lines, line)
	}
	return b
}
