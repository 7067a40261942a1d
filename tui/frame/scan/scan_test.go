package scan_test

import (
	"testing"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
)

// A frame without a code is an error, not an empty text.
func TestNoCode(t *testing.T) {
	if text, err := scan.Code(frame.Parse("▀▄ no code ▄▀", 80, 24), frame.Dark); err == nil {
		t.Errorf("read %q where there is no code", text)
	}
}
