package customer

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// steady replaces what terminals disagree on: some count the cells of a joined emoji
// or a flag as one sign, some as several, and the rest of its line would be pushed
// aside on half of them.
func steady(s string) string {
	if ansi.StringWidth(s) == ansi.StringWidthWc(s) {
		return s
	}
	var b strings.Builder
	for s != "" {
		cluster, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if s = s[len(cluster):]; ansi.StringWidthWc(cluster) != width {
			cluster = "?"
		}
		b.WriteString(cluster)
	}
	return b.String()
}
