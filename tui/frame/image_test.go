package frame_test

import (
	"image/color"
	"testing"

	"paywatch/tui/frame"
)

// Every block glyph fills exactly the eighths of its cell that its name says.
func TestBlocksAreExact(t *testing.T) {
	const width, height = 8, 16
	tests := map[string]func(x, y int) bool{
		" ": func(x, y int) bool { return false },
		"x": func(x, y int) bool { return false },
		"▀": func(x, y int) bool { return y < height/2 },
		"▄": func(x, y int) bool { return y >= height/2 },
		"█": func(x, y int) bool { return true },
		"▌": func(x, y int) bool { return x < width/2 },
		"▐": func(x, y int) bool { return x >= width/2 },
		"▁": func(x, y int) bool { return y >= height*7/8 },
		"▏": func(x, y int) bool { return x < 1 },
		"▉": func(x, y int) bool { return x < 7 },
		"▔": func(x, y int) bool { return y < height/8 },
		"▕": func(x, y int) bool { return x == 7 },
		"▚": func(x, y int) bool { return (x < width/2) == (y < height/2) },
		"▟": func(x, y int) bool { return x >= width/2 || y >= height/2 },
	}
	red, blue := color.RGBA{R: 255, A: 255}, color.RGBA{B: 255, A: 255}
	for glyph, inked := range tests {
		t.Run(glyph, func(t *testing.T) {
			shown := frame.Parse("-\n-\x1b[38;2;255;0;0;48;2;0;0;255m"+glyph, 3, 3)
			picture := shown.Image(frame.Dark)
			for y := range height {
				for x := range width {
					want := blue
					if inked(x, y) {
						want = red
					}
					if got := picture.RGBAAt(width+x, height+y); got != want {
						t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, want)
					}
				}
			}
		})
	}
}

func TestColoursAreTheTerminals(t *testing.T) {
	tests := []struct {
		name, content string
		want          color.RGBA
	}{
		{"default", " ", frame.Light.Bg},
		{"one of the theme's sixteen", "\x1b[41m ", frame.Light.ANSI[1]},
		{"a bright one", "\x1b[104m ", frame.Light.ANSI[12]},
		{"the same by its number", "\x1b[48;5;12m ", frame.Light.ANSI[12]},
		{"cube black", "\x1b[48;5;16m ", color.RGBA{A: 255}},
		{"cube white", "\x1b[48;5;231m ", color.RGBA{R: 255, G: 255, B: 255, A: 255}},
		{"24 bits", "\x1b[48;2;1;2;3m ", color.RGBA{R: 1, G: 2, B: 3, A: 255}},
		{"reversed", "\x1b[7m ", frame.Light.Fg},
		{"under a wide glyph", "\x1b[41m日", frame.Light.ANSI[1]},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := frame.Parse(test.content, 4, 2).Image(frame.Light).RGBAAt(4, 12); got != test.want {
				t.Errorf("drawn in %v, want %v", got, test.want)
			}
		})
	}
}
