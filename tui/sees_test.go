package tui_test

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/terminal"
)

// text is what a person reads, each run of blanks as one: line by line, and then
// the details and the whole screen with their wrapped lines joined again.
func (s *story) text() string {
	var lines, details []string
	for l := range strings.SplitSeq(s.frame().Text(), "\n") {
		lines = append(lines, strings.Join(strings.Fields(l), " "))
		if _, detail, ok := strings.Cut(l, "│"); ok {
			details = append(details, strings.Fields(strings.ReplaceAll(detail, "▀", " "))...)
		}
	}
	return strings.Join(lines, "\n") + "\n" + strings.Join(details, " ") + "\n" + strings.Join(lines, " ")
}

// sees wants each text to be somewhere on the screen.
func (s *story) sees(texts ...string) {
	s.Helper()
	s.compare(texts, true, "not on the screen")
}

// reads wants each text on a screen so small that letters are in cells.
func (s *story) reads(texts ...string) {
	s.Helper()
	columns, rows := s.frame().Cols(), s.frame().Rows()
	s.resize(80, 24)
	s.sees(texts...)
	s.resize(columns, rows)
}

// lacks wants none of the texts on the screen.
func (s *story) lacks(texts ...string) {
	s.Helper()
	s.compare(texts, false, "on the screen")
}

func (s *story) compare(texts []string, want bool, wrong string) {
	s.Helper()
	shown := s.text()
	var found []string
	for _, text := range texts {
		if strings.Contains(shown, text) != want {
			found = append(found, text)
		}
	}
	if len(found) > 0 {
		s.Errorf("at %s %s: %q\n%s", clock(), wrong, found, s.frame().Text())
	}
}

// rows are the lines of the list, by the lines of the screen that they are in.
func (s *story) rows() map[int]string {
	rows := map[int]string{}
	shown := s.frame()
	for y := 2; y < shown.Rows()-1; y++ {
		part, _, _ := strings.Cut(shown.Line(y), "│")
		rows[y] = strings.Join(strings.Fields(part), " ")
	}
	return rows
}

// find is a payment's line in the list, and where on the screen that is.
func (s *story) find(id kubepay.ID) (y int, row string, found bool) {
	for _, name := range []string{id.Short(), s.made[id]} {
		for y, row := range s.rows() {
			if name != "" && strings.Contains(row, name) {
				return y, row, true
			}
		}
	}
	return 0, "", false
}

// line is where on the screen a payment's line of the list is.
func (s *story) line(id kubepay.ID) int {
	s.Helper()
	y, _, found := s.find(id)
	if !found {
		s.Fatalf("at %s: no row of %s:\n%s", clock(), id.Short(), s.frame().Text())
	}
	return y
}

// unlisted wants a payment not to be in the list.
func (s *story) unlisted(id kubepay.ID) {
	s.Helper()
	if _, row, found := s.find(id); found {
		s.Errorf("at %s: %s is in the list: %q", clock(), id.Short(), row)
	}
}

// lists wants a payment's row to hold each of the texts.
func (s *story) lists(id kubepay.ID, texts ...string) {
	s.Helper()
	_, row, found := s.find(id)
	if !found {
		s.Errorf("at %s: no row of %s:\n%s", clock(), id.Short(), s.frame().Text())
		return
	}
	for _, text := range texts {
		if !strings.Contains(row, text) {
			s.Errorf("at %s: no %q in the row %q", clock(), text, row)
		}
	}
}

// scans wants a phone that is held before the screen to read a text, on a dark
// and on a light ground.
func (s *story) scans(want string) {
	s.Helper()
	shown := s.frame()
	for _, palette := range []frame.Palette{frame.Dark, frame.Light} {
		if got, err := scan.Code(shown, palette); err != nil || got != want {
			s.Errorf("at %s: scanned %q, %v, want %q from\n%s", clock(), got, err, want, shown.Text())
		}
	}
}

// asked is how much of the coin the code on the screen asks for, to so many
// decimals.
func (s *story) asked(places int32) string {
	s.Helper()
	got, err := scan.Code(s.frame(), frame.Dark)
	_, text, _ := strings.Cut(got, "amount=")
	amount, wrong := decimal.NewFromString(text)
	if err != nil || wrong != nil {
		s.Fatalf("at %s: scanned %q, %v, want an amount from\n%s", clock(), got, err, s.frame().Text())
	}
	return amount.StringFixed(places)
}

// scansNothing wants no code on the screen: neither one that is read, nor the
// colours of one.
func (s *story) scansNothing() {
	s.Helper()
	if got, err := scan.Code(s.frame(), frame.Dark); err == nil {
		s.Errorf("at %s: a code is shown for %q", clock(), got)
	}
	if strings.Contains(s.raw(), codeColours) {
		s.Errorf("at %s: there is a code on the screen:\n%s", clock(), s.frame().Text())
	}
}

// codeColours begin each line of a code.
const codeColours = "38;5;16;48;5;231m"

// rings is how often the terminal's bell has rung since it was last asked.
func (s *story) rings() int {
	s.wait(200 * time.Millisecond) // the program writes ten times a second
	rung := 0
	s.output.Look(func(screen *terminal.Screen) { rung, screen.Bells = screen.Bells, 0 })
	return rung
}

// copied is what the terminal was last asked to put on its clipboard.
func (s *story) copied() string {
	s.wait(200 * time.Millisecond)
	last := ""
	s.output.Look(func(screen *terminal.Screen) {
		if n := len(screen.Clipboard); n > 0 {
			last = screen.Clipboard[n-1]
		}
	})
	return last
}

// titled wants the terminal's window to have a title that holds the text.
func (s *story) titled(text string) {
	s.Helper()
	s.wait(200 * time.Millisecond)
	if title := s.output.Title(); !strings.Contains(title, text) {
		s.Errorf("at %s: the window's title is %q, want %q", clock(), title, text)
	}
}

func clock() string { return time.Now().UTC().Format(time.TimeOnly) }
