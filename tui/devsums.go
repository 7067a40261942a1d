package tui

import (
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay/calls"
	"paywatch/theme"
)

// devSums is what all calls say together, in no more than a third of the room.
func (m *Model) devSums(room size) []string {
	t, sum := &m.theme, m.opts.Calls.Sum(m.now)
	dot := dotted(t)
	s := sheet{theme: t, width: max(room.width-2, 0)}
	if m.condition.elsewhere {
		s.text(t.Warn, "Another program on the same ledger makes the calls. This one makes none, and shows what that one recorded.")
	}
	if state := gatewayState(t, m.condition.health, m.opts.Interval, m.list.Total(), m.now); state.style == t.Alarm || state.style == t.Warn {
		s.text(state.style, state.text)
	}
	if sum.Calls == 0 {
		if !m.condition.elsewhere {
			s.text(t.Faint, "No call has ended yet.")
		}
	} else {
		s.parts("Calls", t.Text, dot, m.callsSaid(sum))
		s.latency(sum)
		s.failures(sum)
		s.parts("Connections", t.Text, dot, linesSaid(sum))
		s.parts("Batches", t.Text, dot, batchesSaid(sum.Batches))
	}
	most := max(room.height/3, 1)
	if m.dev.width < sideBySideWidth && room.height > 40 {
		most = room.height / 2
	}
	return inset(s.lines[:min(len(s.lines), most)])
}

// parts adds a name and what there is to say of it, in parts that no end of a line
// divides as long as a line has room for them.
func (s *sheet) parts(name string, style theme.Style, between string, parts []string) {
	indent := min(sumsLabel, s.width/2)
	said := ""
	for _, part := range parts {
		if longer := said + between + part; said != "" && cellWidth(longer) <= s.width-indent {
			said = longer
			continue
		}
		if said != "" {
			s.pair(s.theme.Faint, name, indent, style, said)
			name = ""
		}
		said = part
	}
	s.pair(s.theme.Faint, name, indent, style, said)
}

// dotted is what stands between parts that are beside one another.
func dotted(t *theme.Theme) string { return " " + t.Glyphs.Dot + " " }

// sumsLabel is the cells of a label before what all calls say together.
const sumsLabel = 13

func (m *Model) callsSaid(sum calls.Sum) []string {
	failed := 0
	for _, n := range sum.Failed {
		failed += n
	}
	return []string{
		fmt.Sprintf("%.1f a second", sum.PerSecond), fmt.Sprintf("%d since %s", sum.Calls, timeOfDay(sum.Since, m.now)), fmt.Sprintf("%d failed", failed),
	}
}

// latency is how long answers took in the last minute, drawn and in figures.
func (s *sheet) latency(sum calls.Sum) {
	t := s.theme
	if sum.Answered == 0 {
		s.parts("Latency", t.Text, "", []string{"no answer in the last minute"})
		return
	}
	const gap = "  "
	all := []string{"p50 " + took(sum.P50), "p95 " + took(sum.P95), "p99 " + took(sum.P99)}
	figures := strings.Join(all, gap)
	lately := " in the last minute"
	if sum.Crowded {
		lately = fmt.Sprintf(" of the last %d answers", sum.Answered)
	}
	indent := min(sumsLabel, s.width/2)
	if indent+calls.Seconds+2+cellWidth(figures+lately) <= s.width {
		figures += lately
	}
	const least = 10
	cells := min(calls.Seconds, s.width-indent-cellWidth(figures)-2)
	if cells < least {
		s.parts("Latency", t.Text, gap, all)
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

// failures is how many failed lately, and by kind since the start.
func (s *sheet) failures(sum calls.Sum) {
	t := s.theme
	var said []string
	for _, kind := range calls.Kinds() {
		if n := sum.Failed[kind]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, kind))
		}
	}
	if said == nil {
		s.parts("Failures", t.Faint, "", []string{"none"})
		return
	}
	style, lately := t.Text, "none in the last minute"
	if sum.FailedLately > 0 {
		style, lately = t.Warn, fmt.Sprintf("%s %d in the last minute", t.Glyphs.Alert, sum.FailedLately)
	}
	said[0] = "in all: " + said[0]
	s.parts("Failures", style, dotted(t), append([]string{lately}, said...))
}

// linesSaid is how connections are used.
func linesSaid(sum calls.Sum) []string {
	said := []string{"the way to the gateway does not tell of connections"}
	if sum.Opened+sum.Reused > 0 {
		said = []string{fmt.Sprintf("%d opened", sum.Opened), "reused " + times(sum.Reused)}
	}
	if sum.Line.HTTP == 0 {
		return said
	}
	protocol := fmt.Sprintf("HTTP/%d", sum.Line.HTTP)
	if sum.Line.HTTP == 1 {
		protocol = "HTTP/1.1"
	}
	return append(said, protocol, tlsSaid(sum.Line.TLS))
}

// times is how often something was.
func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// tlsSaid is a version of TLS by its number on the wire.
func tlsSaid(version uint16) string {
	const one = 0x0301
	if version < one {
		return "no TLS"
	}
	return fmt.Sprintf("TLS 1.%d", version-one)
}

func batchesSaid(b calls.Batches) []string {
	if b.Number == 0 {
		return []string{"none taken yet"}
	}
	return []string{
		fmt.Sprintf("%.1f looks each", float64(b.Looks)/float64(b.Number)),
		"handed on after " + took(b.Last) + ", at most " + took(b.Longest),
	}
}
