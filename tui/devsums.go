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
	style, text, lately := t.Text, strings.Join(said, " "+t.Glyphs.Dot+" "), "none"
	if sum.FailedLately > 0 {
		style, text, lately = t.Warn, t.Glyphs.Alert+" "+text, fmt.Sprint(sum.FailedLately)
	}
	whole := text + ", " + lately + " in the last minute"
	if min(sumsLabel, s.width/2)+cellWidth(whole) > s.width {
		whole = text + ", " + lately + " lately"
	}
	s.label("Failures", style, whole)
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
