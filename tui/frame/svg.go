package frame

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"strings"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// The sizes of the drawn window, in the SVG's user units.
const (
	unitX    = 9  // a cell's width
	unitY    = 18 // a cell's height: twice its width, so that modules are square
	fontSize = 15 // whose advance is unitX in most monospace fonts, 0.6 em
	baseline = 13.5
	padding  = 18
	titleBar = 38
)

// fonts are what is on most machines; nothing is fetched.
const fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, &#39;DejaVu Sans Mono&#39;, &#39;Liberation Mono&#39;, monospace"

// SVG returns a picture of the frame as a terminal's window, on its own: no
// fonts, scripts or images are fetched. Every word is pinned to its cells, and
// blocks, bars and box-drawing are shapes, so that the picture lines up whatever
// font the reader has.
func (f Frame) SVG(p Palette, title string) []byte {
	var b bytes.Buffer
	width, height := f.Cols()*unitX+2*padding, f.Rows()*unitY+titleBar+padding
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="%s">`+"\n",
		width, height, escape(title))
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%d" height="%d" rx="10" fill="%s" stroke="%s" stroke-opacity=".25"/>`+"\n",
		width-1, height-1, css(p.Bg), css(p.Fg))
	for i, light := range []int{1, 3, 2} { // red, yellow, green
		fmt.Fprintf(&b, `<circle cx="%d" cy="19" r="6" fill="%s"/>`+"\n", padding+6+20*i, css(p.ANSI[light]))
	}
	fmt.Fprintf(&b, `<text x="%d" y="24" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" fill="%s" fill-opacity=".7">%s</text>`+"\n",
		width/2, css(p.Fg), escape(title))
	fmt.Fprintf(&b, `<g transform="translate(%d %d)" font-family="%s" font-size="%d">`+"\n", padding, titleBar, fonts, fontSize)
	f.grounds(p).write(&b)
	f.shapes(p).write(&b)
	f.words(p, &b)
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes()
}

// grounds draws the backgrounds that differ from the window's, neighbours of one
// colour in one piece.
func (f Frame) grounds(p Palette) *layer {
	ground := newLayer(`shape-rendering="crispEdges"`)
	var run struct {
		x, y, cols int
		colour     color.RGBA
	}
	finish := func() {
		if run.cols > 0 && run.colour != p.Bg {
			rect(ground.path(`fill="`+css(run.colour)+`"`), float64(run.x*unitX), float64(run.y*unitY), float64(run.cols*unitX), unitY)
		}
		run.cols = 0
	}
	f.each(func(x, y int, cell uv.Cell) {
		_, bg := p.inks(cell.Style)
		if run.cols == 0 || run.y != y || run.colour != bg {
			finish()
			run.x, run.y, run.colour = x, y, bg
		}
		run.cols += cell.Width
	})
	finish()
	return ground
}

// words writes what is left to the font. A word is a run of Latin glyphs in one
// style, stretched to its cells; any other glyph may come from a fallback font
// of another width, and stands alone in the middle of its cells.
func (f Frame) words(p Palette, b *bytes.Buffer) {
	var word struct {
		x, y  int
		text  string
		style uv.Style
	}
	finish := func() {
		if word.text != "" {
			text(b, p, word.style, word.text, fmt.Sprintf(`x="%d"`, word.x*unitX), word.y, len(word.text))
		}
		word.text = ""
	}
	f.each(func(x, y int, cell uv.Cell) {
		if word.y != y || !word.style.Equal(&cell.Style) {
			finish()
		}
		switch {
		case cell.Content == " " || drawn(cell.Content):
			finish()
		case len(cell.Content) == 1:
			if word.text == "" {
				word.x, word.y, word.style = x, y, cell.Style
			}
			word.text += cell.Content
		default:
			finish()
			centre := float64(x*unitX) + float64(cell.Width*unitX)/2
			text(b, p, cell.Style, cell.Content, fmt.Sprintf(`x="%g" text-anchor="middle"`, centre), y, 1)
		}
	})
	finish()
}

// text writes one element; letters is how many cells it is stretched over, where
// there is more than one.
func text(b *bytes.Buffer, p Palette, style uv.Style, content, place string, y, letters int) {
	fg, _ := p.inks(style)
	fmt.Fprintf(b, `<text %s y="%g" fill="%s"`, place, float64(y*unitY)+baseline, css(fg))
	if letters > 1 {
		fmt.Fprintf(b, ` textLength="%d" lengthAdjust="spacingAndGlyphs"`, letters*unitX)
	}
	if style.Attrs&uv.AttrBold != 0 {
		b.WriteString(` font-weight="bold"`)
	}
	if style.Attrs&uv.AttrItalic != 0 {
		b.WriteString(` font-style="italic"`)
	}
	fmt.Fprintf(b, ">%s</text>\n", escape(content))
}

func css(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func escape(s string) string {
	var b strings.Builder
	// Writing to a strings.Builder cannot fail.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// single returns the glyph's rune, and 0 when it is made of several.
func single(glyph string) rune {
	r, size := utf8.DecodeRuneInString(glyph)
	if size != len(glyph) {
		return 0
	}
	return r
}
