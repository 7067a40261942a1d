package tui

import (
	"fmt"
	"os"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// Fault is a mistake in paywatch itself, at which it stopped.
type Fault struct {
	What   string // as the program has it
	Report string // the file with the details, "" if it could not be written
}

func (f *Fault) Error() string {
	if f.Report == "" {
		return "a mistake in the program stopped it: " + f.What + "; please report it"
	}
	return "a mistake in the program stopped it: " + f.What + "; please report it with the file " + f.Report
}

// guarded is a model whose panics end the program in order: the terminal is as it
// was, a person reads one sentence, and the stack goes to a file.
type guarded struct {
	model tea.Model
	fault **Fault
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

func report(panicked any, stack []byte) *Fault {
	f := &Fault{What: fmt.Sprint(panicked)}
	file, err := os.CreateTemp("", "paywatch-fault-*.txt") // only its owner may read it
	if err != nil {
		return f
	}
	defer file.Close()
	if _, err := fmt.Fprintf(file, "%v\n\n%s", panicked, stack); err == nil {
		f.Report = file.Name()
	}
	return f
}
