package theme

var (
	unicodeBars = []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}
	asciiBars   = []string{"_", "=", "#"}
)

// Bars are the cells of a standing bar by how full they are, the full one last.
// Each is one cell wide.
func (t Theme) Bars() []string {
	if t.ASCII {
		return asciiBars
	}
	return unicodeBars
}
