package terminal

import (
	"bytes"
	"context"
	"regexp"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Play runs a model in Bubble Tea's own loop, with its own renderer, on a terminal
// that is a piece of memory, so that a test can tell a story in fake time. What the
// model draws goes to drawn, which has the terminal's size, and what is written to
// the output. The environment is added to TERM. How the program ended comes from
// ended; the model's context ends then.
func Play(ctx context.Context, drawn *Drawn, environ []string, model func(context.Context) tea.Model) (program *tea.Program, output *Output, ended chan error) {
	output = &Output{screen: NewScreen(drawn.width, drawn.height, false, func(string) {})}
	ctx, cancel := context.WithCancel(ctx)
	program = tea.NewProgram(
		watched{model(ctx), drawn},
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(output),
		tea.WithWindowSize(drawn.width, drawn.height), tea.WithoutSignalHandler(),
		tea.WithFPS(10), tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment(append([]string{"TERM=xterm-256color"}, environ...)),
	)
	ended = make(chan error, 1)
	go func() {
		_, err := program.Run()
		cancel()
		ended <- err
	}()
	return program, output, ended
}

// Output is a terminal that a program in the same process writes to.
type Output struct {
	mu     sync.Mutex
	screen *Screen
	title  string
	bytes  int
}

// titleSequence is OSC 2. It is taken out on the way to the screen, which would
// end it at a byte 9C, even at one within a character.
var titleSequence = regexp.MustCompile("\x1b]2;([^\x07]*)\x07")

// Write is what the program sends to the terminal.
func (o *Output) Write(data []byte) (int, error) {
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

// Look has a look at the screen, while nothing is written.
func (o *Output) Look(at func(*Screen)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	at(o.screen)
}

// Title is the window's.
func (o *Output) Title() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.title
}

// Written counts the bytes that were written.
func (o *Output) Written() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.bytes
}

// Unknown is what was written and is neither text nor drawing.
func (o *Output) Unknown() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.screen.Unknown
}
