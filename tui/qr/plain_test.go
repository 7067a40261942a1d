package qr_test

import (
	"strings"
	"testing"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/qr"
)

// Without colours it is read from paper, on which characters are black on white.
func TestAPlainCodeIsReadFromPaper(t *testing.T) {
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			var codes qr.Codes
			code, _ := codes.Fit(payload, 400, 400, qr.HalfBlocks)
			lines := code.Plain()
			for _, line := range lines {
				if strings.Trim(line, " ▀▄█") != "" || len([]rune(line)) != code.Width {
					t.Fatalf("a line is %q", line)
				}
			}
			paper := frame.Parse(strings.Join(lines, "\n"), code.Width, len(lines))
			got, err := scan.Code(paper, frame.Light)
			if err != nil || got != code.Text {
				t.Errorf("read %q, %v, want %q", got, err, code.Text)
			}
		})
	}
}
