package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// columns lays out lines of cells for people: two blanks between columns, and
// numbers with their ends in line.
type columns struct {
	numbers map[int]bool // the columns whose cells stand to the right
	lines   [][]string
}

func (c *columns) add(cells ...string) { c.lines = append(c.lines, cells) }

func (c *columns) String() string {
	widths := map[int]int{}
	for _, line := range c.lines {
		for i, cell := range line {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, cells := range c.lines {
		var line strings.Builder
		for i, cell := range cells {
			if i > 0 {
				line.WriteString("  ")
			}
			spare := strings.Repeat(" ", widths[i]-ansi.StringWidth(cell))
			if c.numbers[i] {
				line.WriteString(spare + cell)
			} else {
				line.WriteString(cell + spare)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
