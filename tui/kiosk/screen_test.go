package kiosk_test

import (
	"bytes"
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

// screen is what the model has drawn. Every frame of every story passes
// [frame.Frame.Check], is as high and as wide as the terminal, and holds nothing
// that is not for customers.
type screen struct {
	mu            sync.Mutex
	width, height int
	content       string
	title         string
	checked       map[string]bool // lines of this width that were found good
	secret        []string        // no frame may show these
	wrong         []string
	frames        int
	watch         func(text string) // is shown every frame, nil for none
}

const mostProblems = 5

func newScreen(width, height int) *screen {
	return &screen{width: width, height: height, checked: map[string]bool{}}
}

// technical is what no customer understands, or may read.
var technical = regexp.MustCompile(`(?i)gateway|token|the ledger|error|json|http|unauthori|station|terminal|enlarge|[0-9a-f]{8}-[0-9a-f]{4}`)

// drawn is a model whose frames are kept.
type drawn struct {
	tea.Model
	screen *screen
}

// Update hands on the message.
func (d drawn) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg, ok := msg.(tea.WindowSizeMsg); ok {
		d.screen.resized(max(msg.Width, 0), max(msg.Height, 0))
	}
	model, cmd := d.Model.Update(msg)
	return drawn{model, d.screen}, cmd
}

// View keeps what the model shows.
func (d drawn) View() tea.View { return d.screen.take(d.Model.View()) }

func (s *screen) resized(width, height int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.width, s.height, s.checked, s.content = width, height, map[string]bool{}, ""
}

func (s *screen) take(v tea.View) tea.View {
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := v.Content != s.content
	s.content, s.title = v.Content, v.WindowTitle
	if fresh && v.Content != "" && s.width > 0 {
		s.frames++
		s.check()
	}
	return v
}

func (s *screen) check() {
	lines := strings.Split(s.content, "\n")
	if len(lines) != s.height {
		s.complain("a frame of %d lines on %d×%d:\n%s", len(lines), s.width, s.height, ansi.Strip(s.content))
	}
	var unchecked []string
	for _, text := range lines {
		if s.checked[text] {
			continue
		}
		if len(s.checked) > 10000 {
			clear(s.checked)
		}
		s.checked[text] = true
		unchecked = append(unchecked, text)
		if got := ansi.StringWidth(text); got != s.width {
			s.complain("a line is %d cells wide on %d×%d: %q", got, s.width, s.height, ansi.Strip(text))
		}
	}
	if len(unchecked) == 0 && s.watch == nil {
		return
	}
	if err := frame.Parse(strings.Join(unchecked, "\n"), s.width, max(len(unchecked), 1)).Check(); err != nil {
		s.complain("on %d×%d: %v", s.width, s.height, err)
	}
	text := ansi.Strip(s.content)
	if found := technical.FindString(ansi.Strip(strings.Join(unchecked, "\n")) + s.title); found != "" {
		s.complain("%q is shown at %s:\n%s", found, clock(), text)
	}
	for _, secret := range s.secret {
		if strings.Contains(text+s.title, secret) {
			s.complain("%q is shown at %s:\n%s", secret, clock(), text)
		}
	}
	if s.watch != nil {
		s.watch(text)
	}
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

// frame is the present frame, in cells.
func (s *screen) frame() frame.Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	return frame.Parse(s.content, max(s.width, 1), max(s.height, 1))
}

func (s *screen) raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content
}

// resize changes the terminal's size.
func (s *story) resize(width, height int) {
	s.output.look(func(screen *terminal.Screen) { screen.Resize(max(width, 1), max(height, 1)) })
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

// terminalOutput is a terminal that the program writes to.
type terminalOutput struct {
	mu     sync.Mutex
	screen *terminal.Screen
	title  string
	bytes  int
}

// titleSequence is OSC 2. It is taken out on the way to the screen, which would
// end it at a byte 9C, even at one within a character.
var titleSequence = regexp.MustCompile("\x1b]2;([^\x07]*)\x07")

// Write is what the program sends to the terminal.
func (o *terminalOutput) Write(data []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.bytes += len(data)
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

// written counts the bytes that were written.
func (o *terminalOutput) written() (n int) {
	o.look(func(*terminal.Screen) { n = o.bytes })
	return n
}

// titled is the window's title.
func (o *terminalOutput) titled() (title string) {
	o.look(func(*terminal.Screen) { title = o.title })
	return title
}

func (o *terminalOutput) unknown() (all []string) {
	o.look(func(s *terminal.Screen) {
		for _, u := range s.Unknown {
			all = append(all, fmt.Sprint(u))
		}
	})
	return all
}
