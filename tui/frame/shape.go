package frame

import (
	"bytes"
	"fmt"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// shades are the block elements that cover a part of their whole cell.
var shades = map[string]float64{"░": .25, "▒": .5, "▓": .75}

// slanted are the parallelograms of progress bars, filled or not.
var slanted = map[string]bool{"▰": true, "▱": false}

// drawn reports whether a glyph is drawn as a shape and not left to the font.
func drawn(glyph string) bool {
	if _, block := fills(glyph); block {
		return true
	}
	_, shade := shades[glyph]
	_, slant := slanted[glyph]
	_, box := strokes(glyph)
	return shade || slant || box
}

// shapes draws the glyphs that fonts disagree on, and the lines under and
// through text.
func (f Frame) shapes(p Palette) *layer {
	shape := newLayer("")
	f.each(func(x, y int, cell uv.Cell) {
		fg, _ := p.inks(cell.Style)
		ink := css(fg)
		left, top := float64(x*unitX), float64(y*unitY)
		line := func(weight float64) *strings.Builder {
			return shape.path(fmt.Sprintf(`fill="none" stroke="%s" stroke-width="%g"`, ink, weight))
		}
		parts, _ := fills(cell.Content)
		for _, part := range parts {
			rect(shape.path(`shape-rendering="crispEdges" fill="`+ink+`"`),
				left+float64(part.Min.X)*unitX/8, top+float64(part.Min.Y)*unitY/8, float64(part.Dx())*unitX/8, float64(part.Dy())*unitY/8)
		}
		if shade, ok := shades[cell.Content]; ok {
			rect(shape.path(fmt.Sprintf(`shape-rendering="crispEdges" fill="%s" fill-opacity="%g"`, ink, shade)), left, top, unitX, unitY)
		}
		if full, ok := slanted[cell.Content]; ok {
			path := line(1)
			if full {
				path = shape.path(fmt.Sprintf(`fill="%s" stroke="%[1]s" stroke-width="1"`, ink))
			}
			fmt.Fprintf(path, "M%g %gh5l-2.5 9h-5z", left+3.25, top+4.5)
		}
		if arms, ok := strokes(cell.Content); ok {
			arms.draw(line, left, top)
		}
		if cell.Style.Underline != uv.UnderlineNone {
			fmt.Fprintf(line(1), "M%g %gh%d", left, top+15.5, cell.Width*unitX)
		}
		if cell.Style.Attrs&uv.AttrStrikethrough != 0 {
			fmt.Fprintf(line(1), "M%g %gh%d", left, top+9.5, cell.Width*unitX)
		}
	})
	return shape
}

// A layer collects path data by the attributes it is drawn with, so that a frame
// is a few long paths and not thousands of elements.
type layer struct {
	attributes string
	order      []string
	paths      map[string]*strings.Builder
}

func newLayer(attributes string) *layer {
	return &layer{attributes: attributes, paths: map[string]*strings.Builder{}}
}

// path returns the data of the path that has the given attributes.
func (l *layer) path(attributes string) *strings.Builder {
	if l.paths[attributes] == nil {
		l.order = append(l.order, attributes)
		l.paths[attributes] = &strings.Builder{}
	}
	return l.paths[attributes]
}

func (l *layer) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "<g %s>\n", l.attributes)
	for _, attributes := range l.order {
		fmt.Fprintf(b, "<path %s d=\"%s\"/>\n", attributes, l.paths[attributes])
	}
	b.WriteString("</g>\n")
}

func rect(path *strings.Builder, x, y, width, height float64) {
	fmt.Fprintf(path, "M%g %gh%gv%gh%gz", x, y, width, height, -width)
}
