package terminal_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/terminal"
)

// sheet is a model that draws what it is sent.
type sheet string

func (s sheet) Init() tea.Cmd { return nil }

func (s sheet) View() tea.View { return tea.View{Content: string(s), WindowTitle: "sheet"} }

func (s sheet) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if next, ok := msg.(sheet); ok {
		s = next
	}
	return s, nil
}

// problems are those of frames on a terminal of 4×2.
func problems(t *testing.T, inspect func(terminal.Drawing) []string, frames ...sheet) string {
	t.Helper()
	var found []string
	synctest.Test(t, func(t *testing.T) {
		drawn := terminal.NewDrawn(4, 2)
		drawn.Inspect = inspect
		program, output, ended := terminal.Play(t.Context(), drawn, nil, func(context.Context) tea.Model { return sheet("one \ntwo ") })
		for _, f := range frames {
			program.Send(f)
			time.Sleep(time.Second) // it writes ten times as often
			synctest.Wait()
		}
		if title := output.Title(); title != "sheet" {
			t.Errorf("the window is titled %q", title)
		}
		program.Quit()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		found = drawn.Problems()
	})
	return strings.Join(found, "\n")
}

func TestEveryFrameThatIsDrawnIsChecked(t *testing.T) {
	secret := func(d terminal.Drawing) []string {
		if strings.Contains(d.Text(), "psst") {
			return []string{"the secret is out"}
		}
		return nil
	}
	for _, test := range []struct{ name, frame, want string }{
		{"whole", "ab  \ncd  ", ""},
		{"too short", "ab  ", "a frame of 1 lines on 4×2"},
		{"too long", "ab  \ncd  \nef  ", "a frame of 3 lines on 4×2"},
		{"too wide", "ab  \ncdefg", "a line is 5 cells wide on 4×2"},
		{"too narrow", "ab\ncd  ", "a line is 2 cells wide on 4×2"},
		{"to be kept", "psst\ncd  ", "the secret is out"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := problems(t, secret, sheet(test.frame), "one \ntwo ")
			if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}
