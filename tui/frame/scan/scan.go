package scan

import (
	"fmt"
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"paywatch/tui/frame"
)

// Code returns the text of the QR code shown in f on a terminal of the given
// colours. It looks twice, as phones do: by local contrast, then by that of the
// whole picture.
func Code(f frame.Frame, p frame.Palette) (string, error) {
	picture := luminance(f.Image(p))
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	var problem error
	for _, binarizer := range []gozxing.Binarizer{
		gozxing.NewHybridBinarizer(picture),
		gozxing.NewGlobalHistgramBinarizer(picture),
	} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			return "", fmt.Errorf("scan a frame: %w", err)
		}
		result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
		if err == nil {
			return result.GetText(), nil
		}
		problem = err
	}
	return "", fmt.Errorf("no code read in the frame: %w", problem)
}

// luminance hands a picture to the reader whole; the reader's own way goes pixel
// by pixel through [image.Image] and takes most of the time of a scan.
func luminance(picture *image.RGBA) gozxing.LuminanceSource {
	size := picture.Bounds().Size()
	g := &grey{LuminanceSourceBase: gozxing.LuminanceSourceBase{Width: size.X, Height: size.Y}, pixels: make([]byte, size.X*size.Y)}
	for i := range g.pixels {
		rgba := picture.Pix[4*i : 4*i+4]
		g.pixels[i] = byte((int(rgba[0]) + 2*int(rgba[1]) + int(rgba[2])) / 4)
	}
	return g
}

// grey is a picture without its colours, row by row.
type grey struct {
	gozxing.LuminanceSourceBase
	pixels []byte
}

func (g *grey) GetRow(y int, _ []byte) ([]byte, error) {
	return g.pixels[y*g.Width : (y+1)*g.Width], nil
}

func (g *grey) GetMatrix() []byte { return g.pixels }

func (g *grey) Invert() gozxing.LuminanceSource { return gozxing.LuminanceSourceInvert(g) }

func (g *grey) String() string { return gozxing.LuminanceSourceString(g) }
