package program

import (
	"fmt"
	"os"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// guarded is a model whose panics end the program in order: the terminal is as it
// was, a person reads one sentence, and the stack goes to a file.
type guarded struct {
	tea.Model        // View needs no guard: it hands over what Update has made
	fault     *error // what it ended for, nil as long as all is well
}

func (g guarded) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			*g.fault = report(r, debug.Stack())
			next, cmd = g, tea.Quit
		}
	}()
	g.Model, cmd = g.Model.Update(msg)
	return g, cmd
}

// report is the sentence, with the file that the stack is in unless that could not
// be written.
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
