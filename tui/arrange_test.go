package tui

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each picture is a screen at a tenth of its width and a quarter of its height:
// h is the header and the rule under it, l the list, d the details, k rules and
// keys.
func TestThePanesShareTheScreen(t *testing.T) {
	for _, test := range []struct {
		name  string
		size  size
		focus pane
		want  []string
	}{
		{"wide and high", size{200, 60}, listPane, []string{
			"hhhhhhhhhhhhhhhhhhhh",
			"lllllllllllddddddddd", "lllllllllllddddddddd", "lllllllllllddddddddd", "lllllllllllddddddddd",
			"lllllllllllddddddddd", "lllllllllllddddddddd", "lllllllllllddddddddd", "lllllllllllddddddddd",
			"lllllllllllddddddddd", "lllllllllllddddddddd", "lllllllllllddddddddd", "lllllllllllddddddddd",
			"lllllllllllddddddddd", "lllllllllllddddddddd",
		}},
		{"usual", size{120, 36}, listPane, []string{
			"hhhhhhhhhhhh",
			"lllllllddddd", "lllllllddddd", "lllllllddddd", "lllllllddddd",
			"lllllllddddd", "lllllllddddd", "lllllllddddd", "lllllllddddd",
		}},
		{"the least that is side by side", size{100, 8}, listPane, []string{
			"hhhhhhhhhh",
			"lllllldddd",
		}},
		{"small, on the list", size{80, 24}, listPane, []string{
			"hhhhhhhh", "llllllll", "llllllll", "llllllll", "llllllll", "llllllll",
		}},
		{"small, on the payment", size{80, 24}, detailPane, []string{
			"hhhhhhhh", "dddddddd", "dddddddd", "dddddddd", "dddddddd", "dddddddd",
		}},
		{"tall and narrow", size{40, 60}, detailPane, []string{
			"hhhh", "llll", "llll", "llll", "llll", "llll",
			"kkkk", "dddd", "dddd", "dddd", "dddd", "dddd", "dddd", "dddd", "dddd",
		}},
		{"too narrow", size{19, 60}, listPane, nil},
		{"too low", size{200, 5}, listPane, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, picture(arrange(test.size, test.focus))); diff != "" {
				t.Errorf("the screen differs (-want +got):\n%s", diff)
			}
		})
	}
}

// picture shows one cell of every ten columns and four lines: the one at their
// beginning.
func picture(l layout) []string {
	if l.tooSmall {
		return nil
	}
	var rows []string
	for y := 0; y < l.height; y += 4 {
		var row strings.Builder
		for x := 0; x < l.width; x += 10 {
			row.WriteByte(l.cell(x, y))
		}
		rows = append(rows, row.String())
	}
	return rows
}

func (l layout) cell(x, y int) byte {
	body := y - firstBodyLine
	switch {
	case body < 0:
		return 'h'
	case l.stacked && body < l.list.height:
		return 'l'
	case l.stacked && body == l.list.height:
		return 'k'
	case l.stacked && body < l.list.height+1+l.detail.height:
		return 'd'
	case l.stacked, body >= max(l.list.height, l.detail.height):
		return 'k'
	case l.list.height == 0:
		return 'd'
	case l.detail.height == 0 || x < l.list.width:
		return 'l'
	}
	return 'd'
}

// Whatever the size, every cell is somebody's.
func TestThePanesFillTheScreen(t *testing.T) {
	for width := 1; width <= 220; width++ {
		for height := 1; height <= 80; height++ {
			for _, focus := range []pane{listPane, detailPane} {
				l := arrange(size{width, height}, focus)
				if l.tooSmall {
					continue
				}
				chrome := 3
				if l.ruled {
					chrome++
				}
				across, down := l.list.width+1+l.detail.width, max(l.list.height, l.detail.height)
				switch {
				case l.stacked:
					across, down = l.list.width, l.list.height+1+l.detail.height
				case l.list.height == 0 || l.detail.height == 0:
					across = max(l.list.width, l.detail.width)
				}
				if across != width || down+chrome != height || down < 1 {
					t.Fatalf("%d×%d is divided into %+v", width, height, l)
				}
			}
		}
	}
}
