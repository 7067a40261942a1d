package frame

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A Frame is one screenful of cells.
type Frame struct {
	content string
	screen  uv.ScreenBuffer
}

// Parse draws content on an empty screen of cols × rows cells. What does not fit
// is cut off, as a terminal would; [Frame.Check] tells.
func Parse(content string, cols, rows int) Frame {
	screen := uv.NewScreenBuffer(cols, rows)
	screen.Method = ansi.GraphemeWidth
	uv.NewStyledString(content).Draw(screen, screen.Bounds())
	return Frame{content: content, screen: screen}
}

// Cols returns the frame's width in cells.
func (f Frame) Cols() int { return f.screen.Width() }

// Rows returns the frame's height in cells.
func (f Frame) Rows() int { return f.screen.Height() }

// Text returns the frame's text, one line for every row, without colours and
// without the spaces at the ends of lines.
func (f Frame) Text() string {
	lines := make([]string, f.Rows())
	for y := range lines {
		lines[y] = f.Line(y)
	}
	return strings.Join(lines, "\n")
}

// Line returns the text of row y, counted from 0, without the spaces at its end.
func (f Frame) Line(y int) string {
	var b strings.Builder
	for _, cell := range f.screen.Line(y) {
		b.WriteString(cell.Content)
	}
	return strings.TrimRight(b.String(), " ")
}

// each calls visit for every glyph of the frame, row by row; a wide glyph is
// visited once, at its first cell.
func (f Frame) each(visit func(x, y int, cell uv.Cell)) {
	for y := range f.Rows() {
		for x, cell := range f.screen.Line(y) {
			if cell.Width > 0 {
				visit(x, y, cell)
			}
		}
	}
}
