package report

import "strings"

// paper is what a printer prints, line by line: ASCII, none longer than it is
// wide.
type paper struct {
	width int
	text  strings.Builder
}

// indent stands before what goes with the line above.
const indent = "  "

func (p *paper) line(s string) {
	p.text.WriteString(strings.TrimRight(s, " "))
	p.text.WriteByte('\n')
}

func (p *paper) rule(with string) { p.line(strings.Repeat(with, p.width)) }

// centred prints a text in the middle, on as many lines as it needs.
func (p *paper) centred(s string) {
	for _, line := range wrap(ascii(s), p.width) {
		p.line(strings.Repeat(" ", (p.width-len(line))/2) + line)
	}
}

// paragraph prints a text from the left, on as many lines as it needs.
func (p *paper) paragraph(s string) {
	for _, line := range wrap(ascii(s), p.width) {
		p.line(line)
	}
}

// pair prints a label and, to the right of it, its value: on lines of their own
// where they do not fit beside each other.
func (p *paper) pair(label, value string) {
	label, value = ascii(label), strings.Join(strings.Fields(ascii(value)), " ")
	if spare := p.width - len(label) - len(value); spare > 0 {
		p.line(label + strings.Repeat(" ", spare) + value)
		return
	}
	p.paragraph(label)
	p.below(value)
}

// below prints what goes with the line above.
func (p *paper) below(s string) {
	for _, line := range wrap(ascii(s), p.width-len(indent)) {
		p.line(indent + line)
	}
}

// wrap breaks an ASCII text into lines no longer than width: between words where
// it can, and within one that is longer than a line.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && len(line)+1+len(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for len(word) > width {
			lines = append(lines, word[:width])
			word = word[width:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
