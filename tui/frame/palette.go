package frame

import (
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A Palette is what a terminal's own colours look like: those that a frame
// leaves at the default, and the 16 that every theme defines for itself.
type Palette struct {
	Fg, Bg color.RGBA
	ANSI   [16]color.RGBA
}

// Dark and Light are the two grounds a frame is shown on.
var (
	Dark  = Palette{Fg: hex(0xd7dae0), Bg: hex(0x16181d), ANSI: inks(0x282c34, 0xe8eaee)}
	Light = Palette{Fg: hex(0x24292f), Bg: hex(0xfbfbfa), ANSI: inks(0x24292f, 0xf0f0ee)}
)

// inks returns 16 colours around a theme's black and white.
func inks(black, white uint32) [16]color.RGBA {
	return [16]color.RGBA{
		hex(black), hex(0xd1545b), hex(0x5a9e4b), hex(0xb58a2e), hex(0x4a86cf), hex(0xa45fb8), hex(0x3a9aa5), hex(0xa9adb5),
		hex(0x767b85), hex(0xe8777d), hex(0x7fbf6f), hex(0xd4ab4e), hex(0x6fa5e6), hex(0xc183d3), hex(0x5bbac4), hex(white),
	}
}

func hex(rgb uint32) color.RGBA {
	return color.RGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// resolve returns what c looks like, or otherwise where there is no colour.
func (p Palette) resolve(c color.Color, otherwise color.RGBA) color.RGBA {
	switch c := c.(type) {
	case nil:
		return otherwise
	case ansi.BasicColor:
		return p.ANSI[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return p.ANSI[c]
		}
	}
	return color.RGBAModel.Convert(c).(color.RGBA)
}

// inks returns the colours a cell is drawn in.
func (p Palette) inks(style uv.Style) (fg, bg color.RGBA) {
	fg, bg = p.resolve(style.Fg, p.Fg), p.resolve(style.Bg, p.Bg)
	if style.Attrs&uv.AttrReverse != 0 {
		fg, bg = bg, fg
	}
	if style.Attrs&uv.AttrFaint != 0 {
		fg = mix(fg, bg)
	}
	if style.Attrs&uv.AttrConceal != 0 {
		fg = bg
	}
	return fg, bg
}

// mix returns fg faded most of the way a terminal fades it, towards bg.
func mix(fg, bg color.RGBA) color.RGBA {
	blend := func(a, b uint8) uint8 { return uint8((int(a)*3 + int(b)*2) / 5) }
	return color.RGBA{R: blend(fg.R, bg.R), G: blend(fg.G, bg.G), B: blend(fg.B, bg.B), A: 0xff}
}
