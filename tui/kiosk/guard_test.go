package kiosk

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

// quiet is a watcher without news.
type quiet struct{}

func (quiet) Add(...kubepay.ID)  {}
func (quiet) Show(...kubepay.ID) {}
func (quiet) Next(ctx context.Context) (keeper.Batch, error) {
	<-ctx.Done()
	return keeper.Batch{}, ctx.Err()
}

// A mistake in the program ends it with an error, so that it is started again: a
// display must not stand still. The stack is for a file, not for customers.
func TestAMistakeEndsTheDisplayWithAnError(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	broken := false
	o := Options{Engine: quiet{}, clock: func() instant {
		if broken {
			panic("a clock without hands")
		}
		return instant{wall: time.Unix(0, 0)}
	}}
	var fault error
	var model tea.Model = guarded{New(t.Context(), o), &fault}
	broken = true
	_, cmd := model.Update(secondMsg{})
	if cmd == nil {
		t.Fatal("it goes on")
	}
	if _, quits := cmd().(tea.QuitMsg); !quits || fault == nil || !strings.Contains(fault.Error(), "a clock without hands; please report it with the file ") {
		t.Fatalf("it says %v", fault)
	}
	_, path, _ := strings.Cut(fault.Error(), "with the file ")
	stack, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(stack), "TestAMistake") {
		t.Errorf("the report is %q, %v", stack, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the report is %v, %v", info, err)
	}
	if errors.Is(fault, context.Canceled) {
		t.Error("it passes for an end that was asked for")
	}
}
