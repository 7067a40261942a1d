package kiosk

import (
	"fmt"
	"os"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// guarded is a model whose panics end the program in order, with an error: the
// terminal is as it was, and whatever watches over the display starts it again.
type guarded struct {
	model tea.Model
	fault *error
}

func (g guarded) Init() tea.Cmd { return g.model.Init() }

func (g guarded) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			*g.fault = report(r, debug.Stack())
			next, cmd = g, tea.Quit
		}
	}()
	model, cmd := g.model.Update(msg)
	return guarded{model, g.fault}, cmd
}

// View needs no guard: it hands over what Update has made.
func (g guarded) View() tea.View { return g.model.View() }

func report(panicked any, stack []byte) error {
	what := fmt.Errorf("a mistake in the program stopped it: %v; please report it", panicked)
	file, err := os.CreateTemp("", "paywatch-fault-*.txt") // only its owner may read it
	if err != nil {
		return what
	}
	defer file.Close()
	if _, err := fmt.Fprintf(file, "%v\n\n%s", panicked, stack); err != nil {
		return what
	}
	return fmt.Errorf("%w with the file %s", what, file.Name())
}
