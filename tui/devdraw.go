package tui

import (
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// renderDeveloper draws the developer's screen: all calls together, under them the
// payments, and beside or under those the calls about the selected one.
func (m *Model) renderDeveloper() []string {
	v, t := &m.dev, &m.theme
	v.size = m.size
	if v.compare.id != "" {
		return m.renderCompare()
	}
	if v.wrong {
		v.gather(m)
	}
	body := size{v.width, max(v.height-chrome, 0)}
	above := m.devSums(body)
	rest := size{v.width, max(body.height-len(above)-1, 0)}
	v.from = 1 + len(above) + 1 + headingLines
	lines := append(above, t.Rule.Render(strings.Repeat(t.Glyphs.Rule, v.width)))
	if v.width >= sideBySideWidth {
		half := max(v.width*42/100, 50)
		list := m.devList(size{half, rest.height})
		detail := m.devPayment(size{v.width - half - 1, rest.height})
		wall := t.Rule.Render(t.Glyphs.Wall)
		for i := range list {
			lines = append(lines, list[i]+wall+detail[i])
		}
	} else {
		height := max(rest.height*2/5, min(rest.height, 3))
		lines = append(lines, m.devList(size{v.width, height})...)
		lines = append(lines, m.devPayment(size{v.width, rest.height - height})...)
	}
	lines = filled(lines, body)
	return append(append([]string{m.devTitle()}, lines...), m.devFoot())
}

func (m *Model) devTitle() string {
	t, v, n := &m.theme, &m.dev, m.list.Len()
	said := payments(n)
	if v.wrong {
		said = fmt.Sprintf("only what is wrong: %d of %d", m.wrongOnes(), n)
	}
	if marked := m.listView.marks.len(); marked > 0 {
		said = fmt.Sprintf("%s %d marked, %s", t.Glyphs.Marked, marked, said)
	}
	width := min(cellWidth(said), max(v.width-12, 0))
	style := t.Faint
	if v.wrong {
		style = t.Accent
	}
	l := newLine(t).gap(1).put(t.Strong, "Calls to the gateway", max(v.width-width-3, 0), left).gap(1)
	return l.put(style, said, width, right).to(v.width)
}

// wrongOnes is how many of the payments that are listed as wrong are so.
func (m *Model) wrongOnes() int {
	n := len(m.dev.ids)
	if e := m.selected(); n > 0 && e != nil && wrongWith(e, m.moment()) == "" {
		n--
	}
	return n
}

func (m *Model) devFoot() string {
	if m.note.text != "" {
		return m.foot(m.note.text)
	}
	wrong := "e only what is wrong"
	if m.dev.wrong {
		wrong = "e all payments"
	}
	return m.foot(m.fitting([]string{"esc back", "↑↓ payment", wrong, "enter answers", "r look now", "space mark", "p pause", "? help"}))
}

// devSums is what all calls say together, in no more than a third of the room.
func (m *Model) devSums(room size) []string {
	t, sum := &m.theme, m.opts.Calls.Sum(m.now)
	s := sheet{theme: t, width: max(room.width-2, 0)}
	if m.elsewhere {
		s.text(t.Warn, "Another program on the same ledger makes the calls. This one makes none, and shows what that one recorded.")
	}
	if state := gatewayState(t, m.health, m.opts.Interval, m.list.Total(), m.now); state.style == t.Alarm || state.style == t.Warn {
		s.text(state.style, state.text)
	}
	if sum.Calls == 0 {
		if !m.elsewhere {
			s.text(t.Faint, "No call has ended yet.")
		}
	} else {
		s.label("Calls", t.Text, m.callsSaid(sum))
		s.latency(sum)
		s.failures(sum)
		s.label("Connections", t.Text, linesSaid(sum, t.Glyphs.Dot))
		s.label("Batches", t.Text, batchesSaid(sum.Batches, t.Glyphs.Dot))
	}
	most := max(room.height/3, 1)
	if m.dev.width < sideBySideWidth && room.height > 40 {
		most = room.height / 2
	}
	return inset(s.lines[:min(len(s.lines), most)])
}

// label adds a name and what there is to say of it.
func (s *sheet) label(name string, style theme.Style, text string) {
	s.pair(s.theme.Faint, name, min(sumsLabel, s.width/2), style, text)
}

// sumsLabel is the cells of a label before what all calls say together.
const sumsLabel = 13

func (m *Model) callsSaid(sum calls.Sum) string {
	failed := 0
	for _, n := range sum.Failed {
		failed += n
	}
	dot := " " + m.theme.Glyphs.Dot + " "
	return fmt.Sprintf("%.1f a second", sum.PerSecond) + dot + fmt.Sprintf("%d since %s", sum.Calls, timeOfDay(sum.Since, m.now)) +
		dot + fmt.Sprintf("%d failed", failed)
}

// latency is how long answers took in the last minute, drawn and in figures.
func (s *sheet) latency(sum calls.Sum) {
	t := s.theme
	figures := fmt.Sprintf("p50 %s  p95 %s  p99 %s", took(sum.P50), took(sum.P95), took(sum.P99))
	if sum.Answered == 0 {
		figures = "no answer in the last minute"
	}
	lately := " in the last minute"
	if sum.Crowded {
		lately = fmt.Sprintf(" of the last %d answers", sum.Answered)
	}
	indent := min(sumsLabel, s.width/2)
	if indent+calls.Seconds+2+cellWidth(figures+lately) <= s.width && sum.Answered > 0 {
		figures += lately
	}
	const least = 10
	cells := min(calls.Seconds, s.width-indent-cellWidth(figures)-2)
	if cells < least || sum.Answered == 0 {
		s.label("Latency", t.Text, figures)
		return
	}
	l := s.line().put(t.Faint, "Latency", indent, left)
	l.sparkline(sum.Means[:], cells)
	s.finish(l.gap(2).add(t.Text, figures))
}

// sparkline draws times as bars of one line, from nothing to the longest of them.
// Several share a cell where there are fewer cells; the longest of them is drawn.
func (l *line) sparkline(times []time.Duration, cells int) {
	t, levels := l.theme, l.theme.Bars()
	bars := make([]time.Duration, cells)
	longest := time.Duration(1)
	for i, d := range times {
		at := i * cells / len(times)
		bars[at] = max(bars[at], d)
		longest = max(longest, d)
	}
	for _, d := range bars {
		if d == 0 {
			l.gap(1)
			continue
		}
		level := int(d * time.Duration(len(levels)) / longest)
		l.add(t.Accent, levels[min(max(level-1, 0), len(levels)-1)])
	}
}

// failures is what failed since the start, by kind.
func (s *sheet) failures(sum calls.Sum) {
	t := s.theme
	var said []string
	for _, kind := range calls.Kinds() {
		if n := sum.Failed[kind]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, kind))
		}
	}
	if said == nil {
		s.label("Failures", t.Faint, "none")
		return
	}
	text := strings.Join(said, " "+t.Glyphs.Dot+" ")
	if sum.FailedLately == 0 {
		s.label("Failures", t.Text, text+", none in the last minute")
		return
	}
	s.label("Failures", t.Warn, fmt.Sprintf("%s %s, %d in the last minute", t.Glyphs.Alert, text, sum.FailedLately))
}

// linesSaid is how connections are used.
func linesSaid(sum calls.Sum, dot string) string {
	said := "the way to the gateway does not tell of connections"
	if sum.Opened+sum.Reused > 0 {
		said = fmt.Sprintf("%d opened %s reused %d times", sum.Opened, dot, sum.Reused)
	}
	switch sum.Line.HTTP {
	case 0:
		return said
	case 1:
		said += " " + dot + " HTTP/1.1"
	default:
		said += fmt.Sprintf(" %s HTTP/%d", dot, sum.Line.HTTP)
	}
	return said + " " + dot + " " + tlsSaid(sum.Line.TLS)
}

// tlsSaid is a version of TLS by its number on the wire.
func tlsSaid(version uint16) string {
	const one = 0x0301
	if version < one {
		return "no TLS"
	}
	return fmt.Sprintf("TLS 1.%d", version-one)
}

func batchesSaid(b calls.Batches, dot string) string {
	if b.Number == 0 {
		return "none taken yet"
	}
	return fmt.Sprintf("%.1f looks each %s handed on after %s, at most %s", float64(b.Looks)/float64(b.Number), dot, took(b.Last), took(b.Longest))
}

// took is a short time for people who measure.
func took(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return fmt.Sprintf("%d µs", d.Microseconds())
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// devColumns is how a payment's line on the developer's screen divides its width.
type devColumns struct{ title, id, state, took, next int }

func devColumnsFor(width int) devColumns {
	c := devColumns{state: stateWidth, next: 9}
	spare := width - markWidth - c.state - c.next - 3
	if spare < leastTitle {
		const leastState = 14
		c.state -= min(leastTitle-spare, stateWidth-leastState)
		spare = width - markWidth - c.state - c.next - 3
	}
	if spare >= idWidth+1+leastTitle {
		c.id = idWidth
		spare -= idWidth + 1
	}
	if spare >= tookWidth+1+leastTitle {
		c.took = tookWidth
		spare -= tookWidth + 1
	}
	c.title = spare
	if spare < 0 {
		c.title, c.next = 0, 0
		c.state = max(width-markWidth-1, 0)
	}
	return c
}

// devList is the payments with the last call about each.
func (m *Model) devList(room size) []string {
	v, t := &m.dev, &m.theme
	if room.height <= 0 {
		return nil
	}
	c := devColumnsFor(room.width)
	lines := []string{c.line(newLine(t).gap(markWidth), t.Faint, t.Faint, "Payment", "Id", "Last call", "Took", "Next look", room.width)}
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
		lines = append(lines, newLine(t).gap(min(markWidth, room.width)).put(t.Faint, said, max(room.width-markWidth, 0), left).to(room.width))
	}
	return filled(lines, room)
}

func (m *Model) devRow(c devColumns, e *watchlist.Entry, call calls.Call, known bool, width int) string {
	t := &m.theme
	l := newLine(t)
	l.selected = e.ID == m.listView.selected
	l.marked = m.listView.marks.has(e.ID)
	l.mark(e, t.Status(e.Status()))
	style, state, duration := t.Faint, "none yet", ""
	if known {
		style, state = callState(t, call)
		duration = took(call.Took)
	} else if word := wrongWith(e, m.moment()); word != "" {
		style, state = t.Warn, t.Glyphs.Alert+" "+word
	}
	return c.line(l, titleStyle(t, l.selected), style, titleOf(e), e.ID.Short(), state, duration, m.nextIn(e), width)
}

func (c devColumns) line(l *line, first, then theme.Style, title, id, state, took, next string, width int) string {
	t := l.theme
	if c.title > 0 {
		l.put(first, title, c.title, left).gap(1)
	}
	if c.id > 0 {
		l.put(t.Faint, id, c.id, left).gap(1)
	}
	l.put(then, state, c.state, left)
	if c.took > 0 {
		l.gap(1).put(t.Text, took, c.took, right)
	}
	if c.next > 0 {
		l.gap(1).put(t.Faint, next, c.next, right)
	}
	return l.to(width)
}

// callState is how a call ended, in a sign, a figure and a word.
func callState(t *theme.Theme, c calls.Call) (theme.Style, string) {
	switch {
	case !c.Failed():
		return t.Text, fmt.Sprintf("%s %d", t.Glyphs.Dot, c.Code)
	case c.Code == 0:
		return t.Warn, t.Glyphs.Alert + " " + string(c.Kind)
	}
	return t.Warn, fmt.Sprintf("%s %d %s", t.Glyphs.Alert, c.Code, c.Kind)
}

// nextIn is in how long a payment is looked at next.
func (m *Model) nextIn(e *watchlist.Entry) string {
	switch wait := e.Next.Sub(m.now); {
	case e.Next.IsZero() && e.Intent != nil:
		return "at rest"
	case e.Next.IsZero():
		return "soon"
	case m.paused:
		return "paused"
	case wait <= 0:
		return "due"
	default:
		return "in " + age(wait+time.Second-1)
	}
}

// nextLook says when the selected payment is looked at next, and why then.
func (m *Model) nextLook(e *watchlist.Entry, failures int) string {
	when := "in " + age(e.Next.Sub(m.now)+time.Second-1) + ", at " + timeOfDay(e.Next, m.now)
	if !e.Next.After(m.now) {
		when = "due now"
	}
	switch {
	case m.health.Paused:
		return "Paused: no look until p goes on."
	case e.Next.IsZero() && e.Intent == nil && e.Err == nil:
		return "Not looked at yet."
	case e.Next.IsZero():
		return "At rest: no look is due, and r looks all the same."
	case m.elsewhere:
		return "Next look by the other program: " + when + "."
	case !m.health.DownSince.IsZero():
		return "The gateway does not answer: one look at a time tries it. Next look " + when + "."
	case !m.health.RetryAt.IsZero():
		return "The gateway throttles all: it is left alone until " + timeOfDay(m.health.RetryAt, m.now) + ". Next look " + when + "."
	case failures > 0:
		return fmt.Sprintf("Backing off after %d failed in a row. Next look %s.", failures, when)
	case e.Status() == kubepay.Expired:
		return "Next look " + when + ": slowly, for money that comes late."
	case m.health.Pace > m.opts.Interval:
		return fmt.Sprintf("Next look %s: the pace is stretched to %s.", when, age(m.health.Pace))
	}
	return "Next look " + when + "; on show it is looked at every " + age(watch.Gap) + "."
}

// devPayment is the selected payment: how it stands with it, and its last calls.
func (m *Model) devPayment(room size) []string {
	t, e := &m.theme, m.selected()
	if room.height <= 0 {
		return nil
	}
	s := sheet{theme: t, width: max(room.width-2, 0)}
	if e == nil {
		return filled(nil, room)
	}
	made := m.callsOf()
	failures := 0
	if len(made) > 0 {
		failures = made[0].Failures
	}
	word, style := "asking the gateway", t.Faint
	if e.Intent != nil {
		word, style = t.Glyphs.Status(e.Status())+" "+statusWord(e), t.Status(e.Status())
	}
	width := min(cellWidth(word), s.width)
	l := s.line().put(t.Strong, nameOf(e), max(s.width-width-1, 0), left)
	s.finish(l.gap(s.width-width-l.filled).put(style, word, width, right))
	s.text(t.Text, m.nextLook(e, failures))
	s.freshness(e, m.now)
	if m.elsewhere {
		s.text(t.Faint, "As the ledger has it, seen "+timeOfDay(e.SeenAt, m.now)+":")
		s.happened(e, m.now)
		if len(made) > 0 {
			s.heading("Calls of this program, from before")
		}
	}
	if len(made) > 0 || !m.elsewhere {
		s.calls(made, e.Events, m.now)
	}
	return filled(inset(s.lines), room)
}

// callColumns is how a call's line divides its width.
type callColumns struct{ endpoint, state, took, size, what int }

const (
	clockWidth    = 8
	endpointWidth = 23 // GET .../5f0c2a6e/public/
	verbWidth     = 10 // GET public
	stateWidth    = 18
	tookWidth     = 7
	sizeWidth     = 7
)

func callColumnsFor(width int) callColumns {
	c := callColumns{endpoint: verbWidth, state: min(stateWidth, max(width-clockWidth-1, 0))}
	spare := width - clockWidth - 1 - c.state
	take := func(column *int, cells, leave int) {
		if spare >= cells+1+leave {
			*column = cells
			spare -= cells + 1
		} else {
			*column = 0
		}
	}
	const leastWhat = 12
	take(&c.took, tookWidth, 0)
	take(&c.endpoint, verbWidth, leastWhat)
	take(&c.size, sizeWidth, leastWhat)
	if more := endpointWidth - verbWidth; c.endpoint > 0 && spare >= more+1+leastWhat {
		c.endpoint = endpointWidth
		spare -= more
	}
	if spare > leastWhat {
		c.what = spare - 1
	}
	return c
}

// calls are a payment's calls, the newest first.
func (s *sheet) calls(made []calls.Call, events []kubepay.Event, now time.Time) {
	t, c := s.theme, callColumnsFor(s.width)
	if len(made) == 0 {
		s.text(t.Faint, "No call about it is known any longer. It is followed from here on.")
		return
	}
	s.call(c, t.Faint, t.Faint, t.Faint, "Time", "Endpoint", "Status", "Took", "Size", "What changed")
	for i, call := range made {
		upTo := time.Time{}
		if i > 0 {
			upTo = made[i-1].At
		}
		style, state := callState(t, call)
		told, what := t.Faint, whatChanged(call, events, upTo, now)
		if call.News {
			told = t.Text
		}
		if call.Failed() {
			told = t.Warn
		}
		s.call(c, t.Faint, style, told, call.At.In(now.Location()).Format("15:04:05"), endpoint(call, c.endpoint < endpointWidth), state, took(call.Took), bytesSaid(call.Bytes), what)
	}
}

func (s *sheet) call(c callColumns, first, state, what theme.Style, at, endpoint, said, took, size, changed string) {
	l := s.line().put(first, at, min(clockWidth, s.width), left)
	cell := func(style theme.Style, text string, width int, a align) {
		if width > 0 {
			l.gap(1).put(style, text, width, a)
		}
	}
	cell(first, endpoint, c.endpoint, left)
	cell(state, said, c.state, left)
	cell(s.theme.Text, took, c.took, right)
	cell(s.theme.Text, size, c.size, right)
	if fits := cellWidth(changed) <= c.what; fits {
		cell(what, changed, c.what, left)
		s.finish(l)
		return
	}
	s.finish(l)
	if changed != same && at != "Time" { // it has lines of its own
		s.pair(first, "", min(clockWidth+1, s.width/2), what, changed)
	}
}

// same is what a look changed that brought the answer of the look before.
const same = "the same"

// endpoint is what was asked, as far as there is room: the id is its beginning.
func endpoint(c calls.Call, short bool) string {
	switch {
	case c.Create && short:
		return "POST"
	case c.Create:
		return "POST .../payments/"
	case short && c.Public:
		return "GET public"
	case short:
		return "GET"
	case c.Public:
		return "GET .../" + c.ID.Short() + "/public/"
	}
	return "GET .../" + c.ID.Short() + "/"
}

// whatChanged is what a call brought: what was observed to happen between it and
// the next call.
func whatChanged(c calls.Call, events []kubepay.Event, upTo, now time.Time) string {
	switch {
	case c.Failed() && c.Failures > 1:
		return fmt.Sprintf("failed, %d in a row", c.Failures)
	case c.Failed():
		return "failed"
	case !c.News:
		return same
	}
	var said []string
	newestFirst(events, func(ev kubepay.Event) {
		if !ev.At.Before(c.At.Round(0)) && (upTo.IsZero() || ev.At.Before(upTo)) {
			said = append(said, describe(ev, now))
		}
	})
	if said == nil {
		return "another answer"
	}
	return strings.Join(said, "; ")
}

// bytesSaid is an amount of data for people.
func bytesSaid(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
