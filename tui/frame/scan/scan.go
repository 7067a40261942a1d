package scan

import (
	"fmt"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"paywatch/tui/frame"
)

// Code returns the text of the QR code shown in f on a terminal of the given
// colours. It looks twice, as phones do: by local contrast, then by that of the
// whole picture.
func Code(f frame.Frame, p frame.Palette) (string, error) {
	picture := gozxing.NewLuminanceSourceFromImage(f.Image(p))
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
