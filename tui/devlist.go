package tui

import (
	"fmt"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// devColumns is how a payment's line on the developer's screen divides its width.
type devColumns struct{ title, id, state, took, next int }

func devColumnsFor(width int) devColumns {
	c := devColumns{state: stateWidth, next: 9}
	spare := width - markWidth - c.state - c.next - 3
	if spare < tookWidth+1+fairTitle {
		spare += c.state - leastState
		c.state = leastState
	}
	if spare >= tookWidth+1+leastTitle {
		c.took = tookWidth
		spare -= tookWidth + 1
	}
	if spare >= idWidth+1+fairTitle {
		c.id = idWidth
		spare -= idWidth + 1
	}
	c.title = spare
	if spare < 0 {
		c.title, c.next = 0, 0
		c.state = max(width-markWidth-1, 0)
	}
	return c
}

const (
	leastState = 16 // all but the longest
	fairTitle  = 16 // by which payments are told apart
)

// devList is the payments with the last call about each.
func (m *Model) devList(room size) []string {
	v, t := &m.dev, &m.theme
	if room.height <= 0 {
		return nil
	}
	c := devColumnsFor(room.width)
	headings := devCells{title: "Payment", id: "Id", state: "Last call", took: "Took", next: "Next look", first: t.Faint, then: t.Faint, time: t.Faint}
	lines := []string{c.line(newLine(t).gap(markWidth), headings, room.width)}
	n, place := v.count(m.list), v.place(m)
	v.page = max(room.height-headingLines, 1)
	v.top = max(min(v.top, place, max(n-v.page, 0)), place-v.page+1, 0)
	end := min(v.top+v.page, n)
	ids := make([]kubepay.ID, 0, v.page)
	for i := v.top; i < end; i++ {
		ids = append(ids, v.at(m.list, i).ID)
	}
	last := m.opts.Calls.Last(ids)
	for _, id := range ids {
		call, known := last[id]
		lines = append(lines, m.devRow(c, m.list.Get(id), call, known, room.width))
	}
	if n == 0 {
		said := "Nothing is wrong."
		if m.list.Len() == 0 {
			said = "No payment is listed."
		}
		s := sheet{theme: t, width: room.width}
		s.pair(t.Faint, "", min(markWidth, room.width/2), t.Faint, said)
		lines = append(lines, s.lines...)
	}
	return filled(lines, room)
}

func (m *Model) devRow(c devColumns, e *watchlist.Entry, call calls.Call, known bool, width int) string {
	t := &m.theme
	l := newLine(t)
	l.selected = e.ID == m.listView.selected
	l.marked = m.listView.marks.has(e.ID)
	l.mark(e, t.Status(e.Status()))
	row := devCells{
		title: rowName(t, e, c.id, c.title), id: shortID(t, e.ID, c.id), state: "none yet", next: m.nextIn(e),
		first: titleStyle(t, l.selected), then: t.Faint, time: t.Text,
	}
	if known {
		row.then, row.state = callState(t, call, c.state)
		row.took = took(call.Took)
	}
	if word := wrongWith(e, m.moment()); word != "" && !call.Failed() {
		row.then, row.state = t.Warn, t.Glyphs.Alert+" "+word
	}
	return c.line(l, row, width)
}

// devCells are the texts of a line of that list, and the styles of its title, of how
// the last call ended and of how long that took.
type devCells struct {
	title, id, state, took, next string
	first, then, time            theme.Style
}

func (c devColumns) line(l *line, row devCells, width int) string {
	t := l.theme
	if c.title > 0 {
		l.put(row.first, row.title, c.title, left).gap(1)
	}
	if c.id > 0 {
		l.put(t.Faint, row.id, c.id, left).gap(1)
	}
	l.put(row.then, row.state, c.state, left)
	if c.took > 0 {
		l.gap(1).put(row.time, row.took, c.took, right)
	}
	if c.next > 0 {
		l.gap(1).put(t.Faint, row.next, c.next, right)
	}
	return l.to(width)
}

// callState is how a call ended, in a sign, a figure and a word, or where there is no
// room for the figure without it.
func callState(t *theme.Theme, c calls.Call, width int) (theme.Style, string) {
	if !c.Failed() {
		return t.Text, fmt.Sprintf("%s %d", t.Glyphs.Dot, c.Code)
	}
	word := string(c.Kind)
	if c.CutOff() {
		word = "cut off"
	}
	whole := fmt.Sprintf("%s %d %s", t.Glyphs.Alert, c.Code, word)
	if c.Code == 0 || cellWidth(whole) > width {
		return t.Warn, t.Glyphs.Alert + " " + word
	}
	return t.Warn, whole
}

// nextIn is in how long a payment is looked at next.
func (m *Model) nextIn(e *watchlist.Entry) string {
	switch wait := e.Next.Sub(m.now); {
	case e.Next.IsZero() && e.Intent != nil:
		return "at rest"
	case e.Next.IsZero():
		return "soon"
	case m.engine.paused:
		return "paused"
	case wait <= 0:
		return "due"
	default:
		return "in " + age(wait+time.Second-1)
	}
}
