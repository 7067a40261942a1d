package tui_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/theme"
)

var update = flag.Bool("update", false, "write the golden frames and the pictures in docs anew")

// The views that a person sees most, on the four sizes. After a change that is
// meant to be seen: go test ./tui -run Golden -update, and read what git diff
// shows.
func TestGoldenFrames(t *testing.T) {
	tell(t, 200, 60, func(s *story) {
		shop(s)
		s.press("j") // the payment that comes in parts
		for _, size := range sizes {
			s.resize(size[0], size[1])
			s.golden("list")
			s.press("l")
			s.golden("payment")
			s.press("h", "enter")
			s.golden("customer")
			s.press("esc", "?")
			s.golden("help")
			s.press("esc", "n")
			s.types("1250")
			s.golden("sale")
			s.press("ctrl+n", "esc", "G", "enter")
			s.golden("thanks")
			s.press("esc", "g", "j")
		}
	})
}

func TestGoldenFramesInOtherLooks(t *testing.T) {
	for name, options := range map[string]theme.Options{
		"ascii": {Name: theme.Plain, ASCII: true},
		"plain": {Name: theme.Plain},
	} {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, theme: options, notice: "Demo: these payments are simulated."}, func(s *story) {
				shop(s)
				s.golden("list-" + name)
				s.press("enter")
				s.golden("customer-" + name)
				s.press("esc", "n")
				s.types("1250")
				s.golden("sale-" + name)
			})
		})
	}
}

// golden compares the frame with the one that was kept.
func (s *story) golden(view string) {
	s.Helper()
	shown := s.frame()
	got := shown.Text() + "\n"
	path := filepath.Join("..", "testdata", "frames", fmt.Sprintf("%dx%d-%s.txt", shown.Cols(), shown.Rows(), view))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			s.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		s.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}
