package tui

import (
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// chart is what was received by the hour, as standing bars. Its frame is that of
// the whole period, so that nothing moves as the day goes on.
type chart struct {
	since time.Time
	hours int // a bar
	bars  []decimal.Decimal
	most  decimal.Decimal
}

// chartOf gathers the hours of one currency into at most so many bars.
func chartOf(hours []ledger.HourTotal, c kubepay.Currency, since, until time.Time, most int) chart {
	since = since.Truncate(time.Hour)
	n := max(int((until.Sub(since)+time.Hour-1)/time.Hour), 1)
	ch := chart{since: since, hours: 1}
	for _, each := range []int{1, 2, 3, 4, 6, 8, 12, 24} {
		if ch.hours = each; (n+each-1)/each <= most {
			break
		}
	}
	ch.bars = make([]decimal.Decimal, (n+ch.hours-1)/ch.hours)
	for _, h := range hours {
		i := int(h.Hour.Sub(since)/time.Hour) / ch.hours
		if h.Currency == c && !h.Hour.Before(since) && i < len(ch.bars) {
			ch.bars[i] = ch.bars[i].Add(h.Fiat)
			ch.most = decimal.Max(ch.most, ch.bars[i])
		}
	}
	return ch
}

// leastBars is the fewest bars that a chart has room for.
const leastBars = 8

// chart draws the bars, so many lines high, over the hours at which they begin.
func (s *sheet) chart(hours []ledger.HourTotal, c kubepay.Currency, since, until time.Time, height int, now time.Time) {
	t := s.theme
	label := max(scaleWidth(hours, c), 4)
	room := s.width - label - 2
	if room < leastBars || height < 1 {
		return
	}
	ch := chartOf(hours, c, since, until, room)
	if !ch.most.IsPositive() {
		return
	}
	const widest = 5
	each := min(max(room/len(ch.bars), 1), widest)
	title := "Received by the hour, " + string(c)
	if ch.hours > 1 {
		title = "Received every " + age(time.Duration(ch.hours)*time.Hour) + ", " + string(c)
	}
	s.heading(title)
	for y := height - 1; y >= 0; y-- {
		l := s.line()
		switch y {
		case height - 1:
			l.put(t.Faint, fiat(decimal.NewNullDecimal(ch.most)), label, right)
		case 0:
			l.put(t.Faint, "0", label, right)
		default:
			l.gap(label)
		}
		l.add(t.Rule, t.Glyphs.Wall)
		for _, bar := range ch.bars {
			l.bar(bar, ch.most, y, height, each)
		}
		s.finish(l)
	}
	s.finish(ch.axis(s.line().gap(label+1), t, each, now))
}

// scaleWidth is the cells of the largest figure at the scale.
func scaleWidth(hours []ledger.HourTotal, c kubepay.Currency) int {
	sum := decimal.Decimal{}
	for _, h := range hours {
		if h.Currency == c {
			sum = sum.Add(h.Fiat)
		}
	}
	return cellWidth(fiat(decimal.NewNullDecimal(sum)))
}

// bar adds the part of a bar that is in a line of the chart.
func (l *line) bar(value, most decimal.Decimal, y, height, width int) {
	levels := l.theme.Bars()
	filled := ratio(value, most, height*len(levels)) - y*len(levels)
	solid := max(width-1, 1)
	if filled <= 0 {
		l.gap(width)
		return
	}
	cell := levels[min(filled, len(levels))-1]
	for range solid {
		l.add(l.theme.Status(kubepay.Paid), cell)
	}
	l.gap(width - solid)
}

// ratio is a share of most in parts of n, with the promise of
// [kubepay.Ratio.Parts].
func ratio(value, most decimal.Decimal, n int) int {
	return kubepay.Ratio{Captured: value, Total: most}.Parts(n)
}

// axis adds the hours under the bars, as many as there is room for.
func (ch chart) axis(l *line, t *theme.Theme, each int, now time.Time) *line {
	const label = 2
	step := 1
	for _, step = range []int{1, 2, 3, 4, 6, 12, 24} {
		if step*each > label {
			break
		}
	}
	for i := 0; i < len(ch.bars); i += step {
		room := min(step, len(ch.bars)-i) * each
		if room < label {
			break
		}
		at := ch.since.Add(time.Duration(i*ch.hours) * time.Hour).In(now.Location())
		l.add(t.Faint, at.Format("15")).gap(room - label)
	}
	return l
}
