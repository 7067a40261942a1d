package customer

import (
	"iter"
	"slices"
)

// sizes are how large the parts are, as the scale of their pixels; 0 is text in
// cells.
type sizes struct {
	amount             lettering
	title, words, note int
	titleLines         int  // that a title is broken into at most
	wordLines          int  // that a heading or a time is at most
	yields             bool // what leads makes room for what is said under it
}

// lettering is how an amount is drawn.
type lettering struct {
	scale int
	small bool // in the small figures
}

// pixels is how high it is drawn.
func (l lettering) pixels() int {
	if l.small {
		return smallRows * l.scale
	}
	return letterRows * l.scale
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

// fit finds the largest sizes at which all fits.
func (c column) fit(height int) (sizes, bool) {
	fits := func(s sizes) bool { return c.suits(s) && c.height(s) <= height }
	for _, leads := range c.leading() {
		if s, ok := best(leads, fits); ok {
			return s, true
		}
	}
	return sizes{}, false
}

// best finds the largest sizes that fit: first such that all is drawn, then such that
// the headings are, and then such that what leads is as large as it can be. Headings
// are broken only where what leads is more than half as large again by that, or they
// could not be drawn.
func best(leads []sizes, fits func(sizes) bool) (sizes, bool) {
	for _, good := range []func(sizes) bool{sizes.drawn, sizes.headed} {
		all := func(s sizes) bool { return good(s) && fits(s) }
		whole, ok := first(leads, 1, all)
		broken, can := first(leads, mostWordLines, all)
		if can && 2*broken.unit() > 3*whole.unit() {
			return broken, true
		}
		if ok {
			return whole, true
		}
	}
	return first(leads, 1, fits)
}

// first finds the first of all sizes that are good, with headings of so many lines.
func first(leads []sizes, lines int, good func(sizes) bool) (sizes, bool) {
	for _, lead := range leads {
		lead.wordLines = lines
		for s := range lead.beside() {
			if good(s) {
				return s, true
			}
		}
	}
	return sizes{}, false
}

// beside are the sizes of what is beside what leads, the largest first: the headings
// at most half as large, and what else is said no larger than those. What yields makes
// no less of what else is said than pixels.
func (s sizes) beside() iter.Seq[sizes] {
	half, least := s.unit()/2, 0
	if s.yields {
		half, least = (s.unit()+1)/2, 1
	}
	return func(yield func(sizes) bool) {
		for s.words = half; s.words >= least; s.words-- {
			for s.note = s.words; s.note >= least; s.note-- {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// unit is the scale of what leads.
func (s sizes) unit() int { return max(s.title, s.amount.pixels()/letterRows) }

// headed tells whether the headings are drawn, and half as large as what leads.
func (s sizes) headed() bool { return s.words >= max(s.unit()/2, 1) }

// drawn tells whether what else is said is drawn too, and a third as large.
func (s sizes) drawn() bool { return s.headed() && s.note >= max(s.unit()/3, 1) }

// leading are the sizes of what leads the column: its amount or, where it has none,
// its title. Those that come first are tried with all that may be beside them before
// the others are.
func (c column) leading() [][]sizes {
	i := slices.IndexFunc(c.pieces, func(m measured) bool { return m.part == amount })
	if i < 0 {
		return c.titles()
	}
	var all []sizes
	for _, l := range letterings {
		if b, ok := c.pieces[i].figures(l); l.scale == 0 || ok && c.room(b, l.scale).width <= c.width {
			all = append(all, sizes{amount: l, title: min((l.pixels()/letterRows+1)/2, c.widestTitle()), titleLines: mostTitleLines})
		}
	}
	return [][]sizes{all}
}

// titles are the sizes of a title that leads. One that is to be whole is broken only
// where it could not be drawn otherwise; any other rather yields than that what is said
// under it is in cells.
func (c column) titles() [][]sizes {
	var unbroken, all []sizes
	for scale := largest; scale > 0; scale-- {
		unbroken = append(unbroken, sizes{title: scale, titleLines: 1})
		for lines := range mostTitleLines {
			all = append(all, sizes{title: scale, titleLines: lines + 1})
		}
	}
	all = append(all, sizes{title: 1, titleLines: mostTitleLines + 1}) // rather than in cells
	if slices.ContainsFunc(c.pieces, func(m measured) bool { return m.whole }) {
		return [][]sizes{unbroken, all, {{}}}
	}
	yielding := slices.Clone(all)
	for i := range yielding {
		yielding[i].yields = true
	}
	return [][]sizes{append(append(yielding, all...), sizes{})}
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
	mostWordLines  = 2
	mostNoteLines  = 6
)

// suits tells whether all that can be drawn is drawn in few enough lines, and something
// of each size is: the rest stands in cells beside it.
func (c column) suits(s sizes) bool {
	var needed, drawn [note + 1]bool
	for i := range c.pieces {
		m := &c.pieces[i]
		scale := s.of(m.part)
		if scale == 0 || m.text == "" {
			continue
		}
		e := c.extent(m, scale)
		if e.tooWide || e.lines > s.mostLines(m.part) {
			return false
		}
		k := m.part
		if k == figure {
			k = note
		}
		needed[k], drawn[k] = true, drawn[k] || e.lines > 0
	}
	return needed == drawn
}

// mostLines are those that a text may be broken into before it is drawn smaller.
func (s sizes) mostLines(k part) int {
	switch k {
	case title:
		return s.titleLines
	case note:
		return mostNoteLines
	case word:
		return s.wordLines
	}
	return 1
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

// gap is how high a space is.
func (s sizes) gap() int { return 1 + max(s.words, s.title/2) }

// thick is how high the progress is.
func (s sizes) thick() int { return 1 + s.note }

// tick is the scale of the sign.
func (s sizes) tick() int { return max(s.title, 1) }
