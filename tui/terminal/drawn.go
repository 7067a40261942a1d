package terminal

import (
	"fmt"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"paywatch/tui/frame"
)

// Drawn is what a model draws. Every frame is to pass [frame.Check], and to be
// as high and as wide as the terminal; what is not is a problem.
type Drawn struct {
	mu            sync.Mutex
	width, height int
	view          tea.View
	shown         tea.View // on the terminal
	unwatched     bool
	checked       map[string]bool // lines of this width that were found good
	problems      []string
	parsed        frame.Frame // what was last asked for in cells
	parsedOf      string

	// Inspect tells what else is wrong with a frame. It is nil where nothing else
	// matters.
	Inspect func(Drawing) []string

	// LeastWidth and LeastHeight are the room below which a program asks for more
	// and does no more than that.
	LeastWidth, LeastHeight int
}

// Drawing is one frame.
type Drawing struct {
	Content, Title string
	Fresh          []string // its lines that were not seen before
}

// Text is what can be read.
func (d Drawing) Text() string { return ansi.Strip(d.Content) }

const (
	mostProblems = 5
	mostChecked  = 10_000
)

// NewDrawn is for a terminal of a size.
func NewDrawn(width, height int) *Drawn {
	return &Drawn{width: width, height: height, checked: map[string]bool{}}
}

// watched is a model whose frames are kept.
type watched struct {
	tea.Model
	drawn *Drawn
}

// Update hands on the message.
func (w watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg, ok := msg.(tea.WindowSizeMsg); ok {
		w.drawn.resized(max(msg.Width, 0), max(msg.Height, 0))
	}
	model, cmd := w.Model.Update(msg)
	return watched{model, w.drawn}, cmd
}

// View keeps what the model shows, and hands on what the terminal is to show.
func (w watched) View() tea.View { return w.drawn.take(w.Model.View()) }

func (d *Drawn) resized(width, height int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.width, d.height, d.checked, d.view = width, height, map[string]bool{}, tea.View{}
}

func (d *Drawn) take(v tea.View) tea.View {
	d.mu.Lock()
	defer d.mu.Unlock()
	fresh := v.Content != d.view.Content
	d.view = v
	if fresh && v.Content != "" && d.width > 0 {
		d.check()
	}
	if !d.unwatched {
		d.shown = v
	}
	return d.shown
}

// Leave keeps the terminal as it is while nobody looks at it: drawing every
// second of an hour takes most of a story's time. Frames are checked on.
func (d *Drawn) Leave(unwatched bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.unwatched = unwatched
}

func (d *Drawn) check() {
	lines := strings.Split(d.view.Content, "\n")
	whole := d.width >= d.LeastWidth && d.height >= d.LeastHeight
	if len(lines) > d.height || whole && len(lines) != d.height {
		d.complain("a frame of %d lines on %d×%d:\n%s", len(lines), d.width, d.height, ansi.Strip(d.view.Content))
	}
	fresh := d.fresh(lines)
	for _, text := range fresh {
		if got := ansi.StringWidth(text); whole && got != d.width {
			d.complain("a line is %d cells wide on %d×%d: %q", got, d.width, d.height, ansi.Strip(text))
		}
	}
	// A row at a time, so that lines that are shown again cost nothing.
	if err := frame.Check(strings.Join(fresh, "\n"), d.width, max(len(fresh), 1)); err != nil {
		d.complain("on %d×%d: %v", d.width, d.height, err)
	}
	d.inspect(fresh)
}

// fresh are the lines that were not seen before, which they are from now on.
func (d *Drawn) fresh(lines []string) []string {
	var fresh []string
	for _, text := range lines {
		if d.checked[text] {
			continue
		}
		if len(d.checked) > mostChecked {
			clear(d.checked)
		}
		d.checked[text] = true
		fresh = append(fresh, text)
	}
	return fresh
}

func (d *Drawn) inspect(fresh []string) {
	if d.Inspect == nil {
		return
	}
	for _, problem := range d.Inspect(Drawing{d.view.Content, d.view.WindowTitle, fresh}) {
		d.complain("%s", problem)
	}
}

// InspectAgain has the present frame inspected, though it is no new one.
func (d *Drawn) InspectAgain() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.inspect(nil)
}

func (d *Drawn) complain(format string, args ...any) {
	if len(d.problems) < mostProblems {
		d.problems = append(d.problems, fmt.Sprintf(format, args...))
	}
}

// Problems are the first that were found.
func (d *Drawn) Problems() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.problems
}

// Frame is the present frame, in cells.
func (d *Drawn) Frame() frame.Frame {
	d.mu.Lock()
	defer d.mu.Unlock()
	width, height := max(d.width, 1), max(d.height, 1)
	if p := d.parsed; d.parsedOf != d.view.Content || p.Cols() != width || p.Rows() != height {
		d.parsed, d.parsedOf = frame.Parse(d.view.Content, width, height), d.view.Content
	}
	return d.parsed
}

// Raw is the present frame as it was drawn.
func (d *Drawn) Raw() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.view.Content
}
