package command

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFileIsReplacedOnceItIsWhole(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "export.csv")
	if err := os.WriteFile(path, []byte("yesterday's"), 0o644); err != nil {
		t.Fatal(err)
	}
	holds := func(want string) {
		t.Helper()
		text, err := os.ReadFile(path)
		if err != nil || string(text) != want {
			t.Errorf("the file holds %q, %v; want %q", text, err, want)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
			t.Errorf("in the folder is %v, %v", left, err)
		}
	}
	full := errors.New("the disk is full")
	err := toFile("--output:", path, func(w io.Writer) error {
		_, err := io.WriteString(w, "half of today's")
		return errors.Join(err, full)
	})
	if !errors.Is(err, full) || !strings.Contains(err.Error(), path+" is not written") {
		t.Errorf("a full disk gives %v", err)
	}
	holds("yesterday's")

	err = toFile("--output:", path, func(w io.Writer) error {
		_, err := io.WriteString(w, "today's")
		return err
	})
	if err != nil {
		t.Error(err)
	}
	holds("today's")
}
