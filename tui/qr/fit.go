package qr

// A Code is one drawn code and what was chosen for it.
type Code struct {
	Kind    Kind   // which string of the payload it holds
	Text    string // what a reader reads
	Level   Level
	Version int // of the QR symbol, 1 to 40
	Quiet   int // light modules around it: 4, 2 or 1
	Scale   int // how many modules high and wide one module is drawn, from 1

	Width, Height int // in cells

	lines   []string
	modules [][]bool
	drawing drawing
}

// Lines returns the code as Height lines of exactly Width cells, each with its
// own colours from its first byte to a reset at its end. The slice is shared: do
// not change it.
func (c Code) Lines() []string { return c.lines }

// Empty reports whether there is no code, because nothing fitted.
func (c Code) Empty() bool { return c.lines == nil }

// Need is the room, in cells, that the smallest code of a payload takes. It is
// zero when a code was drawn, and when there is none that could be: an empty
// payload, or one longer than any QR code holds.
type Need struct{ Cols, Rows int }

// rung is one way to encode a text and frame it, best first in a ladder.
type rung struct {
	level Level
	quiet int
}

// ISO/IEC 18004 asks for a quiet zone of 4 modules; readers that look at screens
// do with 2 and most with 1, none with 0. Level M is worth more than the wider
// zone as long as that stays at 2. A fallback text is only tried once the
// preferred one has no room, so it starts at L.
var (
	comfortable = []rung{{M, 4}, {M, 2}, {L, 4}, {L, 2}}
	preferred   = append(comfortable[:4:4], rung{L, 1})
	fallback    = []rung{{L, 2}, {L, 1}}
)

// Fit returns the best code for p that fits cols × rows cells, at one module to
// a module. When none does it returns an empty code and the room that is needed.
func (c *Codes) Fit(p Payload, cols, rows int, style Style) (Code, Need) {
	var need Need
	ladder := preferred
	for _, text := range p.candidates() {
		if code := c.climb(text, ladder, 1, cols, rows, style); !code.Empty() {
			return code, Need{}
		}
		need = need.smaller(c.least(text, style))
		ladder = fallback
	}
	return Code{}, need
}

// Largest returns p's code as large as cols × rows cells allow, for someone to
// scan from across a counter: every module is scaled up by the same whole
// number. The quiet zone is then 4 or 2 modules. Where there is no room to scale
// it does what [Codes.Fit] does.
func (c *Codes) Largest(p Payload, cols, rows int, style Style) (Code, Need) {
	if texts := p.candidates(); len(texts) > 0 {
		for scale := style.maxScale(cols, rows); scale > 1; scale-- {
			if code := c.climb(texts[0], comfortable, scale, cols, rows, style); !code.Empty() {
				return code, Need{}
			}
		}
	}
	return c.Fit(p, cols, rows, style)
}

// climb returns the code of the first rung that fits, or an empty one.
func (c *Codes) climb(text candidate, ladder []rung, scale, cols, rows int, style Style) Code {
	s := c.symbol(text.text)
	for _, r := range ladder {
		if s.version[r.level] == 0 {
			continue
		}
		level := s.raise(r.level)
		d := drawing{level: level, quiet: r.quiet, scale: scale, style: style}
		width, height := d.size(s.width(level))
		if width > cols || height > rows {
			continue
		}
		lines := s.draw(d)
		return Code{
			Kind: text.kind, Text: text.text,
			Level: level, Version: s.version[level], Quiet: r.quiet, Scale: scale,
			Width: width, Height: height,
			lines: lines, modules: s.modules[level], drawing: d,
		}
	}
	return Code{}
}

// least returns the room the smallest code of text takes.
func (c *Codes) least(text candidate, style Style) Need {
	s := c.symbol(text.text)
	if s.version[L] == 0 {
		return Need{}
	}
	var need Need
	need.Cols, need.Rows = drawing{quiet: 1, scale: 1, style: style}.size(s.width(L))
	return need
}

// smaller returns the lesser of two needs; codes are square, so one is never
// narrower and taller than another.
func (n Need) smaller(other Need) Need {
	if n == (Need{}) || (other != Need{}) && other.Cols < n.Cols {
		return other
	}
	return n
}
