package terminal

import (
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// print puts a character at the cursor, or adds it to the cell before the
// cursor when both make one glyph.
func (s *Screen) print(r rune) {
	method := ansi.WcWidth
	if s.modes[modeGraphemes] {
		method = ansi.GraphemeWidth
	}
	if s.join(string(r), method) {
		return
	}
	s.put(string(r), method.StringWidth(string(r)))
}

// join adds text to the glyph before the cursor, if they are one cluster.
func (s *Screen) join(text string, method ansi.Method) bool {
	const longest = 64 // bytes; the largest emoji families take 30 or so
	if s.last == "" || len(s.last) > longest {
		return false
	}
	whole := s.last + text
	cluster, _ := ansi.FirstGraphemeCluster(whole, method)
	single := cluster == whole && (method == ansi.GraphemeWidth || method.StringWidth(text) == 0)
	if !single {
		return false
	}
	x, y := s.lastCell()
	before := s.cells.CellAt(x, y)
	if before == nil || before.Content != s.last {
		return false
	}
	// The glyph may have grown wider, as a flag does with its second letter.
	s.x, s.y, s.wrap = x, y, false
	s.put(whole, method.StringWidth(whole))
	return true
}

// lastCell is where the glyph before the cursor begins.
func (s *Screen) lastCell() (x, y int) {
	x = s.x - 1
	if s.wrap {
		x = s.x
	}
	for x > 0 && s.cells.CellAt(x, s.y) != nil && s.cells.CellAt(x, s.y).Width == 0 {
		x--
	}
	return x, s.y
}

// put draws one glyph and moves the cursor behind it.
func (s *Screen) put(text string, width int) {
	if width == 0 {
		return
	}
	last := s.cells.Width() - 1
	if (s.wrap || s.x+width-1 > last) && s.modes[modeAutoWrap] {
		s.x = 0
		s.lineFeed()
	}
	s.cells.SetCell(s.x, s.y, &uv.Cell{Content: text, Width: width, Style: s.pen, Link: s.link})
	s.wrap = s.x+width > last
	s.x = min(s.x+width, last)
	s.last = text
}

// control is a C0 control character.
func (s *Screen) control(b byte) {
	switch b {
	case '\a':
		s.Bells++
		return
	case '\b':
		s.x = max(s.x-1, 0)
	case '\t':
		s.x = min((s.x/8+1)*8, s.cells.Width()-1)
	case '\n', '\v', '\f':
		s.lineFeed()
		return
	case '\r':
		s.x = 0
	case 0:
		return
	default:
		s.unknown(string(rune(b)))
	}
	s.wrap, s.last = false, ""
}

// lineFeed moves down, and scrolls at the bottom of the region.
func (s *Screen) lineFeed() {
	switch {
	case s.y == s.bottom-1:
		s.deleteLines(s.top, 1)
	case s.y < s.cells.Height()-1:
		s.y++
	}
	s.wrap, s.last = false, ""
}

// escape is a sequence of ESC and one character.
func (s *Screen) escape(cmd ansi.Cmd) {
	switch cmd.Final() {
	case '7':
		s.saved.x, s.saved.y = s.x, s.y
	case '8':
		s.move(s.saved.x, s.saved.y)
	case 'M': // RI
		if s.y == s.top {
			s.insertLines(s.top, 1)
		} else {
			s.move(s.x, s.y-1)
		}
	case '=', '>', '\\': // keypad modes, and the end of a string
	default:
		s.unknown("ESC " + string(rune(cmd.Final())))
	}
}
