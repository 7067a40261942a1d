package tui

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// listView is the list's window: which payment is selected and which part is
// in view. The selection is a payment, not a place: it stays with its payment
// when the order changes.
type listView struct {
	size
	selected kubepay.ID
	chosen   bool       // the selection is a person's, or has found its place
	awaited  kubepay.ID // is to be selected once it is on the list
	fiat     int        // the cells of the widest amount that was ever on the list
	sells    bool       // a sale can be made here
	marks    marks
	place    int // where the selected one was last, for when it goes away
	top      int // the first place in view
	lines    []string
	drawn    []drawnRow // the rows of the last lines, which may serve again
}

// drawnRow is a row as it was last drawn, and everything that it was drawn from.
type drawnRow struct {
	from  rowState
	lines [2]string
}

type rowState struct {
	id       kubepay.ID
	width    int
	fiat     int
	revision uint64
	now      moment
	seen     time.Time
	failed   bool
	selected bool
	marked   bool
	alarms   int
	away     bool
}

// forget has every row drawn anew, in a new theme.
func (v *listView) forget() { v.drawn = nil }

// headingLines is how many lines of the pane are not payments.
const headingLines = 1

// linesEach is how many lines a payment takes.
func (v *listView) linesEach() int {
	if v.width < max(twoLineWidth, leastLine(v.fiat)) {
		return 2
	}
	return 1
}

// tabsAbove tells whether the rule over the list has the tabs, which else are in
// the list's own heading.
func (v *listView) tabsAbove() bool { return v.linesEach() == 1 }

// page is how many payments are in view at once.
func (v *listView) page() int { return max((v.height-headingLines)/v.linesEach(), 1) }

// choose selects a payment as a person does.
func (v *listView) choose(id kubepay.ID) { v.chosen, v.selected = true, id }

// arrived is the awaited payment once it is on the list, and "" until then.
func (v *listView) arrived(l *watchlist.List) kubepay.ID {
	id := v.awaited
	if id == "" || l.Get(id) == nil {
		return ""
	}
	v.awaited = ""
	return id
}

// stayAtTop keeps the selection at the top of the list while that is still
// finding its order, unless a person has moved it.
func (v *listView) stayAtTop(l *watchlist.List) {
	if v.chosen || l.Len() == 0 {
		return
	}
	v.selected = l.At(0).ID
	v.chosen = l.Unseen() == 0
}

// settle makes the selection one of the visible payments, and brings it into
// view.
func (v *listView) settle(l *watchlist.List) {
	n := l.Len()
	if n == 0 {
		v.selected, v.place, v.top = "", 0, 0
		return
	}
	if i, ok := l.Index(v.selected, v.place); ok {
		v.place = i
	} else {
		v.place = min(max(v.place, 0), n-1)
		v.selected = l.At(v.place).ID
	}
	page := v.page()
	v.top = min(v.top, v.place, max(n-page, 0))
	v.top = max(v.top, v.place-page+1, 0)
}

// move selects the payment that is by so many places further down.
func (v *listView) move(l *watchlist.List, by int) {
	if n := l.Len(); n > 0 {
		v.place = min(max(v.place+by, 0), n-1)
		v.selected = l.At(v.place).ID
	}
}

// scroll moves the window, and the selection only as far as the window takes it
// along.
func (v *listView) scroll(l *watchlist.List, by int) {
	page := v.page()
	v.top = min(max(v.top+by, 0), max(l.Len()-page, 0))
	v.move(l, min(max(v.place, v.top), v.top+page-1)-v.place)
}

// at is the payment drawn on a line of the pane.
func (v *listView) at(l *watchlist.List, y int) (kubepay.ID, bool) {
	i := v.top + (y-headingLines)/v.linesEach()
	if y < headingLines || i >= l.Len() || i >= v.top+v.page() {
		return "", false
	}
	return l.At(i).ID, true
}

// render draws what is in view.
func (v *listView) render(t *theme.Theme, l *watchlist.List, now moment) {
	v.lines = v.lines[:0]
	if v.height <= 0 {
		return
	}
	c := columnsFor(v.width, v.fiat)
	if v.linesEach() == 1 {
		v.lines = append(v.lines, c.heading(t, v.width))
	} else {
		v.lines = append(v.lines, newLine(t).gap(markWidth-1).tabs(l, v.width-markWidth+1).to(v.width))
	}
	end := min(v.top+v.page(), l.Len())
	v.drawn = append(v.drawn, make([]drawnRow, max(end-v.top-len(v.drawn), 0))...)
	for i := v.top; i < end; i++ {
		row := &v.drawn[i-v.top]
		v.drawRow(row, t, c, l.At(i), now)
		v.lines = append(v.lines, row.lines[:v.linesEach()]...)
	}
	if l.Len() == 0 {
		v.renderEmpty(t, l)
	}
	v.lines = filled(v.lines, v.size)
}

// drawRow draws a payment, unless it would look as the row does already.
func (v *listView) drawRow(row *drawnRow, t *theme.Theme, c columns, e *watchlist.Entry, now moment) {
	from := rowState{
		id: e.ID, width: v.width, fiat: v.fiat, revision: e.Revision, now: now, seen: e.SeenAt,
		failed: e.Err != nil, selected: e.ID == v.selected, marked: v.marks.has(e.ID), alarms: len(e.Alarms), away: e.Away,
	}
	switch {
	case row.from == from:
	case v.linesEach() == 2:
		*row = drawnRow{from, pair(t, e, now, from.selected, from.marked, v.width)}
	default:
		*row = drawnRow{from, [2]string{c.row(t, e, now, from.selected, from.marked, v.width)}}
	}
}

func (v *listView) renderEmpty(t *theme.Theme, l *watchlist.List) {
	text := []string{"Nothing is watched yet.", "", "Press a and paste the ids of payments."}
	if v.sells {
		text[2] = "Press n to make a sale, or a and paste the ids of payments."
	}
	switch tab := l.Tab(); {
	case l.Total() > 0 && l.Filtered():
		text = []string{"No payment passes the filter.", "", "Press esc to see them all."}
	case l.Total() > 0:
		text = []string{"No payment is " + tab.String() + ".", "", "Press t to see the others."}
	}
	for _, s := range text {
		for _, part := range wrap(s, v.width-markWidth) {
			v.lines = append(v.lines, newLine(t).gap(markWidth).put(t.Faint, part, v.width-markWidth, left).to(v.width))
		}
	}
}

// filled cuts or fills up lines to a pane's height. Each must already be of the
// pane's width.
func filled(lines []string, s size) []string {
	if len(lines) > s.height {
		return lines[:s.height]
	}
	for len(lines) < s.height {
		lines = append(lines, blank(s.width))
	}
	return lines
}
