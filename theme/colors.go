package theme

import (
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// ColorsOf is how many colours a terminal has, whatever NO_COLOR says. A theme
// obeys NO_COLOR by using none; a QR code's black and white are not decoration but
// what a reader reads, and must come through.
func ColorsOf(terminal io.Writer, environ []string) colorprofile.Profile {
	var rest []string
	for _, v := range environ {
		if !strings.HasPrefix(v, "NO_COLOR=") && !strings.HasPrefix(v, "CLICOLOR=") {
			rest = append(rest, v)
		}
	}
	return max(colorprofile.Detect(terminal, rest), colorprofile.ANSI)
}
