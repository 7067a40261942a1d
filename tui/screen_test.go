package tui_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"paywatch/tui/frame"
	"paywatch/tui/terminal"
)

// screen is what the model has drawn. Every frame of every story passes
// [frame.Frame.Check] and is as high and as wide as the terminal.
type screen struct {
	mu            sync.Mutex
	width, height int
	content       string
	shown         tea.View // on the terminal
	unwatched     bool
	checked       map[string]bool // lines of this width that were found good
	forbidden     []string        // no frame may show these
	wrong         []string
}

const mostProblems = 5

func newScreen(t *testing.T, width, height int) *screen {
	t.Helper()
	return &screen{width: width, height: height, checked: map[string]bool{}}
}

// drawn is a model whose frames are kept.
type drawn struct {
	tea.Model
	screen *screen
}

// Update hands on the message.
func (d drawn) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg, ok := msg.(tea.WindowSizeMsg); ok {
		d.screen.resized(msg.Width, msg.Height)
	}
	model, cmd := d.Model.Update(msg)
	return drawn{model, d.screen}, cmd
}

// View keeps what the model shows, and hands on what the terminal is to show.
func (d drawn) View() tea.View {
	return d.screen.take(d.Model.View())
}

func (s *screen) resized(width, height int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.width, s.height, s.checked = width, height, map[string]bool{}
}

func (s *screen) take(v tea.View) tea.View {
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := v.Content != s.content
	s.content = v.Content
	if fresh && v.Content != "" {
		s.check()
	}
	if !s.unwatched {
		s.shown = v
	}
	return s.shown
}

// leave keeps the terminal as it is while nobody looks at it: drawing every
// second of an hour takes most of a story's time. Frames are checked on.
func (s *screen) leave(unwatched bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unwatched = unwatched
}

// leastWidth and leastHeight are the room below which the program asks for more
// and does no more than that.
const leastWidth, leastHeight = 20, 6

func (s *screen) check() {
	lines := strings.Split(s.content, "\n")
	whole := s.width >= leastWidth && s.height >= leastHeight
	if len(lines) > s.height || whole && len(lines) != s.height {
		s.complain("a frame of %d lines on %d×%d:\n%s", len(lines), s.width, s.height, ansi.Strip(s.content))
	}
	var unchecked []string
	for _, text := range lines {
		if !s.checked[text] {
			s.checked[text] = true
			unchecked = append(unchecked, text)
			if got := ansi.StringWidth(text); whole && got != s.width {
				s.complain("a line is %d cells wide on %d×%d: %q", got, s.width, s.height, ansi.Strip(text))
			}
		}
	}
	// A row at a time, so that lines that are shown again cost nothing.
	if err := frame.Parse(strings.Join(unchecked, "\n"), s.width, max(len(unchecked), 1)).Check(); err != nil {
		s.complain("on %d×%d: %v", s.width, s.height, err)
	}
	if len(s.forbidden) > 0 {
		text := ansi.Strip(s.content)
		for _, f := range s.forbidden {
			if strings.Contains(text, f) {
				s.complain("%q is shown at %s:\n%s", f, time.Now().UTC().Format(time.TimeOnly), text)
			}
		}
	}
}

func (s *screen) complain(format string, args ...any) {
	if len(s.wrong) < mostProblems {
		s.wrong = append(s.wrong, fmt.Sprintf(format, args...))
	}
}

func (s *screen) problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wrong
}

// never says what no frame may show from here on, nor the present one; without
// any, everything may be shown again.
func (s *screen) never(texts ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forbidden = texts
	s.check()
}

// frame is the present frame, in cells.
func (s *screen) frame() frame.Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	return frame.Parse(s.content, s.width, s.height)
}

// raw is the present frame as it was drawn.
func (s *screen) raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content
}

// terminalOutput is a terminal that the program writes to.
type terminalOutput struct {
	mu     sync.Mutex
	screen *terminal.Screen
	title  string
}

// titleSequence is OSC 2. It is taken out on the way to the screen, which would
// end it at a byte 9C, even at one within a character.
var titleSequence = regexp.MustCompile("\x1b]2;([^\x07]*)\x07")

// Write is what the program sends to the terminal.
func (o *terminalOutput) Write(data []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, found := range titleSequence.FindAllSubmatch(data, -1) {
		o.title = string(found[1])
	}
	drawing := bytes.ReplaceAll(titleSequence.ReplaceAll(data, nil), []byte("\n"), []byte("\r\n")) // as a pty does
	if _, err := o.screen.Write(drawing); err != nil {
		return 0, err
	}
	return len(data), nil
}

func (o *terminalOutput) look(at func(*terminal.Screen)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	at(o.screen)
}
