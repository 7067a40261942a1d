package terminal

import (
	"maps"
	"slices"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Screen is the grid of a terminal and the state that programs switch on it.
// It is for one goroutine; [Program] guards its own.
type Screen struct {
	Title     string
	Progress  string   // the last OSC 9;4, as in "1;40"
	Clipboard []string // what OSC 52 wrote, decoded
	Bells     int
	Notices   []string // what OSC 9 and OSC 777 would put on the desktop
	Unknown   []string // sequences that were not understood

	light  bool
	reply  func(string)
	parser *ansi.Parser

	cells, other *uv.Buffer // the visible screen, and the one behind it
	pen          uv.Style
	link         uv.Link
	x, y         int
	saved        struct{ x, y int }
	wrap         bool // the cursor stands behind the last column
	top, bottom  int  // scroll region, bottom exclusive
	last         string

	modes    map[int]bool // DEC private modes that are on
	keyboard []int        // stack of the kitty keyboard protocol
	otherKey int          // xterm's modifyOtherKeys
}

// DEC private modes that change how the grid behaves.
const (
	modeAutoWrap     = 7
	modeCursor       = 25
	modeAltScreen    = 1049
	modeSynchronised = 2026
	modeGraphemes    = 2027
)

// NewScreen is a blank screen. Answers to a program's questions go to reply.
func NewScreen(width, height int, light bool, reply func(string)) *Screen {
	s := &Screen{
		light:  light,
		reply:  reply,
		parser: ansi.NewParser(),
		cells:  blank(width, height),
		other:  blank(width, height),
		bottom: height,
		modes:  map[int]bool{modeAutoWrap: true, modeCursor: true},
	}
	s.parser.SetHandler(ansi.Handler{
		Print:     s.print,
		Execute:   s.control,
		HandleCsi: s.csi,
		HandleEsc: s.escape,
		HandleOsc: s.osc,
		HandleDcs: s.dcs,
		HandleApc: func(data []byte) { s.unknown("APC " + string(data)) },
		HandlePm:  func(data []byte) { s.unknown("PM " + string(data)) },
		HandleSos: func(data []byte) { s.unknown("SOS " + string(data)) },
	})
	return s
}

func blank(width, height int) *uv.Buffer {
	b := uv.NewBuffer(width, height)
	b.Fill(&uv.EmptyCell)
	return b
}

// Write is what the program sends.
func (s *Screen) Write(data []byte) (int, error) {
	s.parser.Parse(data)
	return len(data), nil
}

// Resize keeps what fits, as terminals do with the alternate screen.
func (s *Screen) Resize(width, height int) {
	for _, b := range []**uv.Buffer{&s.cells, &s.other} {
		fresh := blank(width, height)
		for y := range min(height, (*b).Height()) {
			copy(fresh.Lines[y], (*b).Lines[y])
		}
		*b = fresh
	}
	s.top, s.bottom = 0, height
	s.x, s.y, s.wrap = min(s.x, width-1), min(s.y, height-1), false
}

// String is the text on the screen, without the blanks at the ends of lines.
func (s *Screen) String() string {
	lines := make([]string, s.cells.Height())
	for y := range lines {
		lines[y] = strings.TrimRight(s.cells.Line(y).String(), " ")
	}
	return strings.Join(lines, "\n")
}

// ANSI is the screen with its colours, line by line, as a program without
// cursor movements would have written it.
func (s *Screen) ANSI() string { return s.cells.Render() }

// Cells is a copy of the grid.
func (s *Screen) Cells() *uv.Buffer { return s.cells.Clone() }

// State is what a program leaves behind it: the modes that are on, and whatever
// else would disturb the shell that follows.
type State struct {
	Modes      []int
	Keyboard   int // depth of the kitty keyboard stack
	OtherKeys  int // xterm's modifyOtherKeys
	Title      string
	PenIsPlain bool
}

// State is the present one.
func (s *Screen) State() State {
	on := maps.Clone(s.modes)
	maps.DeleteFunc(on, func(_ int, set bool) bool { return !set })
	return State{
		Modes:      slices.Sorted(maps.Keys(on)),
		Keyboard:   len(s.keyboard),
		OtherKeys:  s.otherKey,
		Title:      s.Title,
		PenIsPlain: s.pen.IsZero(),
	}
}

// AltScreen tells whether the program has the alternate screen.
func (s *Screen) AltScreen() bool { return s.modes[modeAltScreen] }

// torn tells whether the program is in the middle of a frame.
func (s *Screen) torn() bool { return s.modes[modeSynchronised] }

func (s *Screen) unknown(sequence string) { s.Unknown = append(s.Unknown, sequence) }
