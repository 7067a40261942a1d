package qr

import "github.com/skip2/go-qrcode"

// A Level is how much damage a code survives (ISO/IEC 18004): about 7, 15, 25
// and 30 per cent of its codewords.
type Level int

// The levels, weakest first.
const (
	L Level = iota
	M
	Q
	H
)

func (l Level) String() string { return [...]string{"L", "M", "Q", "H"}[l] }

// recovery names the levels as the encoder does.
var recovery = [...]qrcode.RecoveryLevel{L: qrcode.Low, M: qrcode.Medium, Q: qrcode.High, H: qrcode.Highest}

// symbol is one text, encoded as far as it has been needed: the version it
// takes at each level, the modules at those levels that were drawn, and the
// last drawing.
type symbol struct {
	text    string
	version [len(recovery)]int // 0: the text is too long for any version
	modules [len(recovery)][][]bool

	drawn drawing
	lines []string
}

// newSymbol finds the versions only: drawing the modules costs a hundred times
// as much, and most levels are never drawn.
func newSymbol(text string) *symbol {
	s := &symbol{text: text}
	for level := range recovery {
		if code, err := qrcode.New(text, recovery[level]); err == nil {
			s.version[level] = code.VersionNumber
		}
	}
	return s
}

// raise returns the highest level that needs no larger version than level does.
func (s *symbol) raise(level Level) Level {
	best := level
	for next := level + 1; next <= H; next++ {
		if s.version[next] == s.version[level] {
			best = next
		}
	}
	return best
}

// width returns how many modules the code has in a row at level, without its
// quiet zone.
func (s *symbol) width(level Level) int { return 17 + 4*s.version[level] }

// draw returns the lines of d, which must be at a level the text fits.
func (s *symbol) draw(d drawing) []string {
	if s.lines != nil && s.drawn == d {
		return s.lines
	}
	if s.modules[d.level] == nil {
		code, err := qrcode.New(s.text, recovery[d.level])
		if err != nil {
			panic("qr: a text that was encoded before is refused: " + err.Error())
		}
		code.DisableBorder = true
		s.modules[d.level] = code.Bitmap()
	}
	s.drawn, s.lines = d, d.lines(s.modules[d.level])
	return s.lines
}
