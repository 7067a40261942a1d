package frame

import (
	"fmt"
	"strings"
)

// arms are the strokes of a box-drawing glyph, from the middle of its cell to
// the middle of each side: 0 none, 1 light, 2 heavy.
type arms struct {
	up, right, down, left int
	round                 bool // the two arms are one arc
}

// boxes holds the box-drawing glyphs in one weight (Unicode, U+2500 to U+257F);
// the double and dashed ones are left to the font.
var boxes = map[rune]arms{
	'─': {right: 1, left: 1}, '│': {up: 1, down: 1},
	'┌': {right: 1, down: 1}, '┐': {down: 1, left: 1}, '└': {up: 1, right: 1}, '┘': {up: 1, left: 1},
	'├': {up: 1, right: 1, down: 1}, '┤': {up: 1, down: 1, left: 1},
	'┬': {right: 1, down: 1, left: 1}, '┴': {up: 1, right: 1, left: 1},
	'┼': {up: 1, right: 1, down: 1, left: 1},
	'╭': {right: 1, down: 1, round: true}, '╮': {down: 1, left: 1, round: true},
	'╰': {up: 1, right: 1, round: true}, '╯': {up: 1, left: 1, round: true},
	'╴': {left: 1}, '╵': {up: 1}, '╶': {right: 1}, '╷': {down: 1},

	'━': {right: 2, left: 2}, '┃': {up: 2, down: 2},
	'┏': {right: 2, down: 2}, '┓': {down: 2, left: 2}, '┗': {up: 2, right: 2}, '┛': {up: 2, left: 2},
	'┣': {up: 2, right: 2, down: 2}, '┫': {up: 2, down: 2, left: 2},
	'┳': {right: 2, down: 2, left: 2}, '┻': {up: 2, right: 2, left: 2},
	'╋': {up: 2, right: 2, down: 2, left: 2},
	'╸': {left: 2}, '╹': {up: 2}, '╺': {right: 2}, '╻': {down: 2},
	'╼': {left: 1, right: 2}, '╾': {left: 2, right: 1}, '╽': {up: 1, down: 2}, '╿': {up: 2, down: 1},
}

// strokes returns the arms of a box-drawing glyph.
func strokes(glyph string) (arms, bool) {
	a, ok := boxes[single(glyph)]
	return a, ok
}

// draw adds the arms to the paths of their weights.
func (a arms) draw(path func(weight float64) *strings.Builder, left, top float64) {
	x, y := left+unitX/2.0, top+unitY/2.0
	ends := []struct {
		weight int
		dx, dy float64
	}{
		{a.up, 0, -unitY / 2.0}, {a.right, unitX / 2.0, 0}, {a.down, 0, unitY / 2.0}, {a.left, -unitX / 2.0, 0},
	}
	if a.round {
		var corner []string
		for _, end := range ends {
			if end.weight > 0 {
				corner = append(corner, fmt.Sprintf("%g %g", x+end.dx, y+end.dy))
			}
		}
		fmt.Fprintf(path(1.2), "M%s Q%g %g %s", corner[0], x, y, corner[1])
		return
	}
	for _, end := range ends {
		if end.weight == 0 {
			continue
		}
		weight := 1.2 * float64(end.weight)
		// Starting a little behind the middle closes the corners.
		behind := weight / 2
		if end.dx+end.dy > 0 {
			behind = -behind
		}
		if end.dx != 0 {
			fmt.Fprintf(path(weight), "M%g %gH%g", x+behind, y, x+end.dx)
		} else {
			fmt.Fprintf(path(weight), "M%g %gV%g", x, y+behind, y+end.dy)
		}
	}
}
