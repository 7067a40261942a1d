package qr

import "strings"

// Plain returns the code as Height lines without colours, in which a dark half of
// a cell is a block and a light one is blank: for paper, or whatever else is black
// on white. It is for codes in half blocks.
func (c Code) Plain() []string {
	lines := make([]string, len(c.lines))
	for i, line := range c.lines {
		lines[i] = plain(line)
	}
	return lines
}

// plain takes the two pens out of a line.
func plain(line string) string {
	var b strings.Builder
	line = strings.TrimSuffix(strings.TrimPrefix(line, start), reset)
	dark := false
	for line != "" {
		switch {
		case strings.HasPrefix(line, onLight):
			line, dark = line[len(onLight):], false
			continue
		case strings.HasPrefix(line, onDark):
			line, dark = line[len(onDark):], true
			continue
		}
		half := strings.HasPrefix(line, "▀")
		switch {
		case half && dark:
			b.WriteString("▄")
		case half:
			b.WriteString("▀")
		case dark:
			b.WriteString("█")
		default:
			b.WriteByte(' ')
		}
		if half {
			line = line[len("▀"):]
		} else {
			line = line[1:]
		}
	}
	return b.String()
}
