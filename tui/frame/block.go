package frame

import "image"

// fills returns the parts of a cell that a block glyph fills, in eighths of the
// cell's width and height, and false for every other glyph (Unicode, Block
// Elements, U+2580 to U+259F; the shades are left to the font).
func fills(glyph string) ([]image.Rectangle, bool) {
	switch r := single(glyph); {
	case r == '▀':
		return one(0, 0, 8, 4), true
	case r >= '▁' && r <= '█': // lower one eighth to full
		return one(0, 8-int(r-'▀'), 8, 8), true
	case r >= '▉' && r <= '▏': // left seven eighths to one
		return one(0, 0, 8-int(r-'█'), 8), true
	case r == '▐':
		return one(4, 0, 8, 8), true
	case r == '▔':
		return one(0, 0, 8, 1), true
	case r == '▕':
		return one(7, 0, 8, 8), true
	case r >= '▖' && r <= '▟':
		return quarters(quadrants[r-'▖']), true
	}
	return nil, false
}

func one(x0, y0, x1, y1 int) []image.Rectangle {
	return []image.Rectangle{image.Rect(x0, y0, x1, y1)}
}

// quadrants holds the filled quarters of ▖ to ▟: 1 upper left, 2 upper right,
// 4 lower left, 8 lower right.
var quadrants = [...]int{4, 8, 1, 1 + 4 + 8, 1 + 8, 1 + 2 + 4, 1 + 2 + 8, 2, 2 + 4, 2 + 4 + 8}

func quarters(set int) []image.Rectangle {
	var list []image.Rectangle
	for i := range 4 {
		if set&(1<<i) != 0 {
			x, y := i%2*4, i/2*4
			list = append(list, image.Rect(x, y, x+4, y+4))
		}
	}
	return list
}
