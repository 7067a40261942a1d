package frame

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Golden compares the frame with the one that was kept in a folder, under its size
// and the name of its view, or keeps it if it is to be updated.
func (f Frame) Golden(t testing.TB, folder, view string, update bool) {
	t.Helper()
	got := f.Text() + "\n"
	path := filepath.Join(folder, fmt.Sprintf("%dx%d-%s.txt", f.Cols(), f.Rows(), view))
	if update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}
