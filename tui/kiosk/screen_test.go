package kiosk_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/terminal"
)

// screen is what the model has drawn. No frame holds anything that is not for
// customers.
type screen struct {
	*terminal.Drawn
	mu     sync.Mutex
	secret []string // no frame may show these
	frames int
	watch  func(text string) // is shown every frame, nil for none
	wrong  []string          // in the frame that is inspected
}

func newScreen(width, height int) *screen {
	s := &screen{Drawn: terminal.NewDrawn(width, height)}
	s.Inspect = s.inspect
	return s
}

// technical is what no customer understands, or may read.
var technical = regexp.MustCompile(`(?i)gateway|token|the ledger|error|json|http|unauthori|station|terminal|enlarge|[0-9a-f]{8}-[0-9a-f]{4}`)

func (s *screen) inspect(d terminal.Drawing) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frames++
	if len(d.Fresh) == 0 && s.watch == nil {
		return nil
	}
	s.wrong = nil
	text := d.Text()
	if found := technical.FindString(ansi.Strip(strings.Join(d.Fresh, "\n")) + d.Title); found != "" {
		s.complain("%q is shown at %s:\n%s", found, clock(), text)
	}
	for _, secret := range s.secret {
		if strings.Contains(text+d.Title, secret) {
			s.complain("%q is shown at %s:\n%s", secret, clock(), text)
		}
	}
	if s.watch != nil {
		s.watch(text)
	}
	return s.wrong
}

// complain is for those who inspect a frame.
func (s *screen) complain(format string, args ...any) {
	s.wrong = append(s.wrong, fmt.Sprintf(format, args...))
}

// hide says what no frame may show from here on.
func (s *screen) hide(texts ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.secret = append(s.secret, texts...)
}

// drawnFrames counts the frames that were drawn.
func (s *screen) drawnFrames() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.frames
}

// watching shows every frame from here on to f.
func (s *screen) watching(f func(text string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = f
}

// frame is the present frame, in cells.
func (s *screen) frame() frame.Frame { return s.Frame() }

func (s *screen) raw() string { return s.Raw() }

// resize changes the terminal's size.
func (s *story) resize(width, height int) {
	s.output.Look(func(screen *terminal.Screen) { screen.Resize(max(width, 1), max(height, 1)) })
	s.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
	s.wait(0)
}

// text is what a customer reads, each run of blanks as one. Texts beside a code are
// read without it.
func (s *story) text() string {
	var read []string
	for line := range strings.SplitSeq(s.frame().Text(), "\n") {
		read = append(read, strings.Fields(strings.Map(noBlock, line))...)
	}
	return strings.ReplaceAll(strings.Join(read, " "), "\u00a0", " ")
}

func noBlock(r rune) rune {
	if strings.ContainsRune("▀▄█", r) {
		return ' '
	}
	return r
}

// sees wants each text on the screen.
func (s *story) sees(texts ...string) {
	s.Helper()
	shown := s.text()
	for _, text := range texts {
		if !strings.Contains(shown, text) {
			s.Errorf("at %s not on the screen: %q\n%s", clock(), text, s.frame().Text())
		}
	}
}

// lacks wants none of the texts on the screen.
func (s *story) lacks(texts ...string) {
	s.Helper()
	shown := s.text()
	for _, text := range texts {
		if strings.Contains(shown, text) {
			s.Errorf("at %s on the screen: %q\n%s", clock(), text, s.frame().Text())
		}
	}
}

// scans wants a phone to read the code, on a dark and on a light ground, and gives
// what it reads.
func (s *story) scans() string {
	s.Helper()
	shown := s.frame()
	var read string
	for _, palette := range []frame.Palette{frame.Dark, frame.Light} {
		got, err := scan.Code(shown, palette)
		if err != nil {
			s.Errorf("at %s no code is read: %v\n%s", clock(), err, shown.Text())
		}
		read = got
	}
	return read
}

// codeColours begin each line of a code.
const codeColours = "38;5;16;48;5;231m"

// scansNothing wants no code on the screen.
func (s *story) scansNothing() {
	s.Helper()
	if strings.Contains(s.raw(), codeColours) {
		s.Errorf("at %s there is a code on the screen:\n%s", clock(), s.frame().Text())
	}
}
