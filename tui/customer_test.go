package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// The last line is for whoever stands at the till; the rest of the screen is the
// customer's, and both fill it to the cell.
func TestTheLastLineBeforeTheCustomerIsTheTills(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status kubepay.Status
		later  time.Duration
		gone   bool
		last   string
	}{
		{"to pay", kubepay.Pending, 0, false, " esc back"},
		{"out of time", kubepay.Pending, 16 * time.Minute, false, " esc back"},
		{"paid", kubepay.Paid, 0, false, " any key goes back"},
		{"expired", kubepay.Expired, 0, false, " esc back"},
		{"no longer watched", kubepay.Pending, 0, true, " esc back"},
	} {
		for _, room := range []size{{80, 24}, {120, 36}, {40, 60}, {leastWidth, leastHeight}, {26, 12}, {300, 9}} {
			sold := someIntents(1)[0]
			sold.Status, sold.Crypto.Captured = c.status, decimal.NewNullDecimal(decimal.Zero)
			m := onStage(t, room, sold)
			if m.customer.id = sold.ID; c.gone {
				m.customer.id = "another"
			}
			m.open(customerOverlay)
			m.Update(clockMsg(noon.Add(c.later)))
			shown := strings.Split(ansi.Strip(m.View().Content), "\n")
			if len(shown) != room.height || strings.TrimRight(shown[len(shown)-1], " ") != c.last {
				t.Errorf("%s, %dx%d: %d lines, the last of them %q", c.name, room.width, room.height, len(shown), shown[len(shown)-1])
			}
			for _, line := range shown {
				if ansi.StringWidth(line) != room.width {
					t.Errorf("%s, %dx%d: %q is not as wide as the screen", c.name, room.width, room.height, line)
				}
			}
		}
	}
}
