package tui

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// piece is a styled text of the header.
type piece struct {
	style theme.Style
	text  string
}

// news is what the header tells of.
type news struct {
	condition
	list       *watchlist.List
	unresolved int           // sales of unknown outcome
	asked      time.Duration // the pace that was asked for
	now        time.Time
	profile    settings.Profile
}

func (m *Model) news() news {
	return news{m.condition, m.list, len(m.sale.doubts.all), m.opts.Interval, m.now, m.opts.Profile}
}

// warnings are what must be read, in words or in as few as can be.
func (n news) warnings(t *theme.Theme, words bool) []piece {
	return slices.Concat(
		unrecordedPiece(t, n.recording, n.now, words), toRead(t, n.list),
		doubtPieces(t, n.unresolved, words), troublePieces(t, n.troubles, n.now, words),
	)
}

// header is the first line: what there is, what came in, and how the gateway
// answers. Narrow screens lose words before figures, and figures before the
// gateway's state.
func header(t *theme.Theme, n news, width int) string {
	l := n.list
	state := gatewayState(t, n.health, n.asked, l.Total(), n.now)
	warned, alarms := n.warnings(t, true), n.warnings(t, false)
	named, word := badge(t, n.profile, true), badge(t, n.profile, false)
	full := slices.Concat(named, counts(t, l, true), warned)
	short := slices.Concat(named, counts(t, l, false), warned)
	least := slices.Concat(word, counts(t, l, false), alarms)
	last := slices.Concat(word, alarms)
	sums := received(t, l)
	for _, try := range [][2][]piece{
		{full, append(sums, state)},
		{full, {state}},
		{short, append(sums, state)},
		{short, {state}},
		{least, {state}},
		{last, {state}},
		{last, nil},
		{alarms, nil},
	} {
		if text, ok := spread(t, try[0], try[1], width); ok {
			return text
		}
	}
	for _, alarm := range unrecordedPiece(t, n.recording, n.now, false) {
		return newLine(t).put(alarm.style, alarm.text, width, left).to(width)
	}
	return newLine(t).put(state.style, state.text, width, left).to(width)
}

const name = "paywatch"

func counts(t *theme.Theme, l *watchlist.List, words bool) []piece {
	var pieces []piece
	if words {
		pieces = append(pieces, piece{t.Accent, name})
	}
	for _, c := range l.Counts() {
		if c.Status == "" {
			continue
		}
		text := t.Glyphs.Status(c.Status) + " " + strconv.Itoa(c.N)
		if words {
			text += " " + string(c.Status)
		}
		style := t.Status(c.Status)
		if c.N == 0 {
			style = t.Faint
		}
		pieces = append(pieces, piece{style, text})
	}
	return pieces
}

// toRead is how many payments have something that nobody has acknowledged.
func toRead(t *theme.Theme, l *watchlist.List) []piece {
	n := l.Alarmed()
	if n == 0 {
		return nil
	}
	return []piece{{t.Alarm, fmt.Sprintf(" %s %d to read ", t.Glyphs.Alert, n)}}
}

func received(t *theme.Theme, l *watchlist.List) []piece {
	var pieces []piece
	for i, sum := range l.Received() {
		text := withUnit(fiat(decimal.NewNullDecimal(sum.Captured)), string(sum.Currency))
		if i == 0 {
			text = "received " + text
		}
		pieces = append(pieces, piece{t.Text, text})
	}
	return pieces
}

// noticeableOffset is how far the clocks may be apart before it is said. The
// gateway's Date header has a grain of a second.
const noticeableOffset = 5 * time.Second

func gatewayState(t *theme.Theme, h watch.Health, asked time.Duration, watched int, now time.Time) piece {
	switch {
	case h.Paused:
		return piece{t.Alarm, " PAUSED: p goes on "}
	case !h.DownSince.IsZero():
		text := " NO ANSWER since " + timeOfDay(h.DownSince, now)
		if wait := h.RetryAt.Sub(now); wait > 0 {
			text += ", asked again in " + age(wait+time.Second)
		}
		return piece{t.Alarm, text + " "}
	case !h.RetryAt.IsZero():
		text := " THROTTLED by the gateway"
		if wait := h.RetryAt.Sub(now); wait > 0 {
			text += ", asked again in " + age(wait+time.Second)
		}
		return piece{t.Alarm, text + " "}
	case h.TokenRefused:
		return piece{t.Warn, "token refused"}
	case h.Offset.Abs() > noticeableOffset:
		return piece{t.Warn, "this clock is off by " + age(h.Offset.Abs())}
	case h.Pace > asked:
		return piece{t.Warn, "a look at each every " + age(h.Pace)}
	case watched == 0:
		return piece{t.Faint, "nothing to ask"}
	case h.Latency == 0 && h.PerSecond > 0:
		return piece{t.Warn, "no good look yet"}
	case h.Latency == 0:
		return piece{t.Faint, "asking the gateway"}
	}
	return piece{t.Faint, fmt.Sprintf("gateway %d ms", h.Latency.Milliseconds())}
}

// between is the blanks between two pieces.
const between = 2

// spread sets pieces at both ends of a line, and reports whether they fit.
func spread(t *theme.Theme, start, end []piece, width int) (string, bool) {
	tail := newLine(t)
	tail.pieces(end)
	l := newLine(t).gap(1)
	l.pieces(start)
	if l.filled+between+tail.filled+1 > width {
		return "", false
	}
	l.gap(width - 1 - tail.filled - l.filled)
	return l.raw(tail.b.String(), tail.filled).to(width), true
}

func (l *line) pieces(ps []piece) {
	for i, p := range ps {
		if i > 0 {
			l.gap(between)
		}
		l.add(p.style, p.text)
	}
}
