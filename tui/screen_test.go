package tui_test

import (
	"fmt"
	"strings"
	"sync"

	"paywatch/tui/frame"
	"paywatch/tui/terminal"
)

// screen is what the model has drawn.
type screen struct {
	*terminal.Drawn
	mu        sync.Mutex
	forbidden []string // no frame may show these
}

func newScreen(width, height int) *screen {
	s := &screen{Drawn: terminal.NewDrawn(width, height)}
	s.LeastWidth, s.LeastHeight = 20, 6
	s.Inspect = s.inspect
	return s
}

func (s *screen) inspect(d terminal.Drawing) (wrong []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.forbidden) == 0 {
		return nil
	}
	text := d.Text()
	for _, f := range s.forbidden {
		if strings.Contains(text, f) {
			wrong = append(wrong, fmt.Sprintf("%q is shown at %s:\n%s", f, clock(), text))
		}
	}
	return wrong
}

// never says what no frame may show from here on, nor the present one; without
// any, everything may be shown again.
func (s *screen) never(texts ...string) {
	s.mu.Lock()
	s.forbidden = texts
	s.mu.Unlock()
	s.InspectAgain()
}

// frame is the present frame, in cells.
func (s *screen) frame() frame.Frame { return s.Frame() }

// raw is the present frame as it was drawn.
func (s *screen) raw() string { return s.Raw() }
