package frame

import (
	"image"
	"image/color"
	"image/draw"

	uv "github.com/charmbracelet/ultraviolet"
)

// A cell of the picture, in pixels: half a cell is square, as on a terminal.
const (
	cellWidth  = 8
	cellHeight = 16
)

// Image returns a picture of the frame in which backgrounds and block glyphs are
// exact and other glyphs are missing: enough to read a code from.
func (f Frame) Image(p Palette) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, f.Cols()*cellWidth, f.Rows()*cellHeight))
	fill(picture, picture.Bounds(), p.Bg)
	f.each(func(x, y int, cell uv.Cell) {
		fg, bg := p.inks(cell.Style)
		corner := image.Pt(x*cellWidth, y*cellHeight)
		fill(picture, image.Rect(0, 0, cell.Width*cellWidth, cellHeight).Add(corner), bg)
		parts, _ := fills(cell.Content)
		for _, part := range parts {
			part.Min.Y, part.Max.Y = part.Min.Y*cellHeight/8, part.Max.Y*cellHeight/8
			fill(picture, part.Add(corner), fg)
		}
	})
	return picture
}

func fill(picture *image.RGBA, area image.Rectangle, c color.RGBA) {
	draw.Draw(picture, area, image.NewUniform(c), image.Point{}, draw.Src)
}
