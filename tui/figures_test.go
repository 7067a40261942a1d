package tui

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLargeFigures(t *testing.T) {
	for _, test := range []struct {
		name, text string
		room       size
		want       []string
	}{
		{"half blocks where whole ones have no room", "1.7", size{20, 4}, []string{
			"▄█    ▀▀█",
			" █     ▄▀",
			"▀▀▀ ▀  ▀ ",
		}},
		{"just room for half blocks", "42", size{7, 3}, []string{
			"█ █ ▀▀█",
			"▀▀█ █▀▀",
			"  ▀ ▀▀▀",
		}},
		{"a pixel is two cells wide", "1", size{6, 5}, []string{
			"  ██  ",
			"████  ",
			"  ██  ",
			"  ██  ",
			"██████",
		}},
		{"too little room", "1", size{2, 5}, nil},
		{"a letter without a figure", "1x", size{200, 60}, nil},
		{"nothing", "", size{200, 60}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := large(test.text, test.room, "▀", "▄", "█")
			if ok != (test.want != nil) {
				t.Fatalf("drawn %v: %q", ok, got)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the figures differ (-want +got):\n%s", diff)
			}
		})
	}
}

// Figures never leave their room, and every line of them is as wide.
func TestLargeFiguresKeepToTheirRoom(t *testing.T) {
	for _, text := range []string{"PAID", "1 204.50", "0.00", "99 999 999.99", "7"} {
		for width := 1; width < 220; width += 7 {
			for height := 1; height < 60; height += 2 {
				lines, ok := large(text, size{width, height}, "▀", "▄", "█")
				if !ok {
					continue
				}
				if len(lines) > height {
					t.Fatalf("%q in %d×%d has %d lines", text, width, height, len(lines))
				}
				for _, l := range lines {
					if cellWidth(l) > width || cellWidth(l) != cellWidth(lines[0]) {
						t.Fatalf("%q in %d×%d:\n%s", text, width, height, strings.Join(lines, "\n"))
					}
				}
			}
		}
	}
}
