package frame

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Check is [Check] of the frame's content.
func (f Frame) Check() error { return Check(f.content, f.Cols(), f.Rows()) }

// Check reports everything that would spoil content on a terminal: more lines
// than rows, a line wider than the columns, and bytes that are neither text nor
// a colour (SGR) nor a link (OSC 8). Widths are counted both ways terminals do,
// by grapheme and by code point, so that a line holds in either.
func Check(content string, cols, rows int) error {
	var problems []error
	lines := strings.Split(strings.ReplaceAll(content, "\r\n", "\n"), "\n")
	if len(lines) > rows {
		problems = append(problems, fmt.Errorf("%d lines, the screen has %d", len(lines), rows))
	}
	for i, line := range lines {
		graphemes, points := ansi.StringWidth(line), ansi.StringWidthWc(line)
		if widest := max(graphemes, points); widest > cols {
			problems = append(problems, fmt.Errorf("line %d is %d cells wide by grapheme and %d by code point, the screen %d: %q",
				i+1, graphemes, points, cols, ansi.Strip(line)))
		}
		for _, sequence := range foreign(line) {
			problems = append(problems, fmt.Errorf("line %d holds %q, which is neither text, colour nor link", i+1, sequence))
		}
	}
	return errors.Join(problems...)
}

// foreign returns the control characters and sequences of a line that have no
// place in a frame.
func foreign(line string) []string {
	parser := ansi.GetParser()
	defer ansi.PutParser(parser)
	var found []string
	var state byte
	for line != "" {
		sequence, width, n, next := ansi.DecodeSequence(line, state, parser)
		colour := ansi.HasCsiPrefix(sequence) && parser.Command() == 'm'
		link := ansi.HasOscPrefix(sequence) && parser.Command() == 8
		text := utf8.ValidString(sequence) && (width > 0 || mark(sequence))
		if !text && !colour && !link {
			found = append(found, sequence)
		}
		line, state = line[n:], next
	}
	return found
}

// mark reports whether a sequence without width is text after all: a combining
// mark or a joiner, but nothing that turns the direction of the text around it.
func mark(sequence string) bool {
	first, _ := utf8.DecodeRuneInString(sequence)
	turns := first == 0x200e || first == 0x200f || first >= 0x202a && first <= 0x202e || first >= 0x2066 && first <= 0x2069
	return first >= 0xa0 && first != utf8.RuneError && !turns
}
