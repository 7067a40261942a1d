package program

import (
	"bytes"
	"context"
	"errors"
	"os"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// faulty is a model with a mistake in it.
type faulty struct{}

func (faulty) Init() tea.Cmd                         { return nil }
func (f faulty) Update(tea.Msg) (tea.Model, tea.Cmd) { panic("a list without an end") }
func (faulty) View() tea.View                        { return tea.NewView("fine so far") }

// A mistake in the program ends it in order and with an error, so that whatever
// watches over it starts it again. The error is one sentence; the stack goes to a
// file that only its owner can read.
func TestAMistakeIsToldInOneSentence(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var fault error
	var output bytes.Buffer
	p := tea.NewProgram(guarded{faulty{}, &fault}, tea.WithInput(nil), tea.WithOutput(&output),
		tea.WithWindowSize(80, 24), tea.WithoutSignalHandler())
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	if fault == nil || strings.Contains(fault.Error(), "\n") || errors.Is(fault, context.Canceled) {
		t.Fatalf("told %v", fault)
	}
	_, path, named := strings.Cut(fault.Error(), "a list without an end; please report it with the file ")
	if !named {
		t.Fatalf("told %v", fault)
	}
	if strings.Contains(output.String(), "goroutine") {
		t.Error("the stack is on the screen")
	}
	kept, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(kept, []byte("faulty")) {
		t.Errorf("the report is %q, %v", kept, err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the report's mode is %v, %v", info.Mode(), err)
	}
}
