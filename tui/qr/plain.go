package qr

import "strings"

// Plain returns the code as Height lines without colours, in which a dark half of
// a cell is a block and a light one is blank: for paper, or whatever else is black
// on white. It is for codes in half blocks.
func (c Code) Plain() []string {
	lines := make([]string, c.Height)
	for y := range lines {
		lines[y] = c.drawing.plain(c.drawing.row(c.modules, 2*y), c.drawing.row(c.modules, 2*y+1))
	}
	return lines
}

// halves are the cells whose upper and lower halves are dark or not.
var halves = map[[2]bool]string{{false, false}: " ", {true, false}: "▀", {false, true}: "▄", {true, true}: "█"}

// plain draws one line of cells from the modules in their upper and lower halves.
func (d drawing) plain(upper, lower []bool) string {
	var b strings.Builder
	margin := strings.Repeat(" ", d.quiet*d.scale)
	b.WriteString(margin)
	for x := range upper {
		b.WriteString(strings.Repeat(halves[[2]bool{upper[x], lower[x]}], d.scale))
	}
	b.WriteString(margin)
	return b.String()
}
