package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// takings are sums by the hour, from midnight on.
func takings(euros ...int64) []ledger.HourTotal {
	var hours []ledger.HourTotal
	for i, n := range euros {
		if n > 0 {
			hours = append(hours, ledger.HourTotal{Hour: midnight(noon).Add(time.Duration(i) * time.Hour), Currency: "EUR", Payments: 1, Fiat: decimal.New(n, 0)})
		}
	}
	return hours
}

func charted(o theme.Options, hours []ledger.HourTotal, width, height int) []string {
	look := theme.New(o, true)
	s := sheet{theme: &look, width: width}
	since, until := today(noon).bounds(noon)
	s.chart(hours, "EUR", since, until, height, noon)
	var lines []string
	for _, l := range s.lines {
		lines = append(lines, strings.TrimRight(ansi.Strip(l), " "))
	}
	return lines
}

func TestTheDayByTheHour(t *testing.T) {
	hours := takings(0, 0, 0, 0, 0, 0, 0, 0, 16, 8, 4, 1, 64, 32)
	for name, test := range map[string]struct {
		options theme.Options
		width   int
		want    []string
	}{
		"wide": {theme.Options{}, 60, []string{
			"Received by the hour, EUR",
			" 64.00│                        █",
			"      │                        █",
			"      │                        █ █",
			"     0│                █ ▄ ▂ ▁ █ █",
			"       00  02  04  06  08  10  12  14  16  18  20  22",
		}},
		"ascii": {theme.Options{Name: theme.Plain, ASCII: true}, 60, []string{
			"Received by the hour, EUR",
			" 64.00|                        #",
			"      |                        #",
			"      |                        # #",
			"     0|                # _ _ _ # #",
			"       00  02  04  06  08  10  12  14  16  18  20  22",
		}},
		"narrow": {theme.Options{}, 24, []string{
			"Received every 2 h, EUR",
			" 96.00│      █",
			"      │      █",
			"      │      █",
			"     0│    █▁█",
			"       00 06 12 18",
		}},
		"too narrow": {theme.Options{}, 12, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, charted(test.options, hours, test.width, 4)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if lines := charted(theme.Options{}, nil, 80, 4); lines != nil {
		t.Errorf("nothing came in, and it is drawn: %q", lines)
	}
}

// A bar is never taller than the sum that it stands for, but never nothing.
func TestALittleIsSeenAndLessIsNeverAsMuch(t *testing.T) {
	hours := takings(1_000_000, 1, 999_999)
	want := []string{
		"Received by the hour, EUR",
		"1 000 000.00│█ ▇",
		"            │█ █",
		"           0│█▁█",
		"             00 03 06 09 12 15 18 21",
	}
	if diff := cmp.Diff(want, charted(theme.Options{}, hours, 60, 3)); diff != "" {
		t.Error(diff)
	}
}
