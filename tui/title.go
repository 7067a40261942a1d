package tui

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// titleLine is the window's title: what has just happened, for a minute, so that
// it is seen in a list of windows; else what is waited for.
type titleLine struct {
	text  string
	until time.Time
}

const (
	titleTime  = time.Minute
	titleWidth = 60 // cells
)

func (t *titleLine) set(g theme.Glyphs, e *watchlist.Entry, now time.Time) {
	if e == nil || e.Intent == nil {
		return
	}
	t.text = headlineOf(g, e)
	t.until = now.Add(titleTime)
}

// headlineOf says where a payment stands, in so few words that they fit a title.
func headlineOf(g theme.Glyphs, e *watchlist.Entry) string {
	what := cmp.Or(e.Title(), e.ID.Short())
	status, in := e.Status(), e.Intent
	says := strings.Join([]string{g.Status(status), string(status), fiatOf(in, in.Fiat.Captured), steady(what)}, " ")
	return ansi.Truncate(says, titleWidth, g.Ellipsis)
}

func (t *titleLine) expire(now time.Time) {
	if now.After(t.until) {
		*t = titleLine{}
	}
}

// show is the title now.
func (t *titleLine) show(l *watchlist.List) string {
	if t.text != "" {
		return t.text + " - " + name
	}
	waiting := 0
	for _, c := range l.Counts() {
		if c.Status == kubepay.Pending || c.Status == kubepay.Partial {
			waiting += c.N
		}
	}
	return name + ": " + strconv.Itoa(waiting) + " waiting"
}
