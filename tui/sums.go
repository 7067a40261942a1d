package tui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// render draws the totals as far as there is room, the rest to be scrolled to:
// what was paid, the day by the hour, and everything by outcome and coin.
func (v *totalsView) render(t *theme.Theme, now time.Time) []string {
	s := sheet{theme: t, width: v.width - 2}
	s.text(t.Accent, v.period.said(now))
	if v.of == v.period {
		s.anew(v.totals.Anew, now)
	}
	switch {
	case v.err != nil:
		s.blankLine()
		s.text(t.Warn, v.err.Error())
	case !v.heard || v.of != v.period:
		s.blankLine()
		s.text(t.Faint, "Adding up.")
	case len(v.totals.Lines) == 0:
		s.blankLine()
		s.text(t.Text, "No payment is recorded in this time.")
	default:
		v.renderSums(&s, now)
	}
	return titled(t, "Totals", v.window(inset(s.lines)), v.width)
}

// Sizes from which there is room for large figures, and for the charts beside
// the table.
const (
	largeHeight       = 34
	chartsBesideWidth = 110
	tableWidth        = 66
)

func (v *totalsView) renderSums(s *sheet, now time.Time) {
	all := sumsOf(v.totals.Lines)
	if s.width < chartsBesideWidth {
		v.renderPaid(s, all)
		s.blankLine()
		s.table(all)
		v.renderCharts(s, all, now)
	} else {
		const gap = 4
		figures, charts := sheet{theme: s.theme, width: tableWidth}, sheet{theme: s.theme, width: s.width - tableWidth - gap}
		v.renderPaid(&figures, all)
		figures.blankLine()
		figures.table(all)
		v.renderCharts(&charts, all, now)
		s.lines = append(s.lines, sideways(figures, charts, gap)...)
	}
	s.blankLine()
	s.explained(all)
}

func (v *totalsView) renderPaid(s *sheet, all []sums) {
	for _, sums := range all {
		s.paid(sums, v.height >= largeHeight)
	}
}

// Heights of a chart's bars.
const (
	lowChart   = 4
	highChart  = 8
	mostChart  = 12
	mostHeight = 50 // from which there is room for the highest
)

func (v *totalsView) renderCharts(s *sheet, all []sums, now time.Time) {
	since, until := v.period.bounds(now)
	height := lowChart
	switch {
	case v.height >= mostHeight:
		height = mostChart
	case v.height >= largeHeight:
		height = highChart
	}
	for _, sums := range all {
		s.blankLine()
		s.chart(v.totals.Hours, sums.currency, since, until, height, now)
	}
}

// sums are the totals of one currency.
type sums struct {
	currency kubepay.Currency
	all      sum
	outcomes []outcomeSum
}

// sum is so much money in so many payments.
type sum struct {
	payments int
	fiat     decimal.Decimal
}

// outcomeSum is what ended one way, in all and by coin.
type outcomeSum struct {
	sum
	outcome ledger.Outcome
	coins   []ledger.TotalsLine
}

func (s *sum) add(l ledger.TotalsLine) {
	s.payments += l.Payments
	s.fiat = s.fiat.Add(l.Fiat)
}

// outcomeOrder is the sequence in which they are told: what is as it should be, what
// stands apart, what is not over, what came to nothing.
var outcomeOrder = []ledger.Outcome{
	ledger.Outcome(kubepay.Paid), ledger.Overpaid, ledger.Late, ledger.Underpaid,
	ledger.Outcome(kubepay.Partial), ledger.Outcome(kubepay.Pending), ledger.Outcome(kubepay.Failed), ledger.Outcome(kubepay.Expired),
}

// outcomePlace is where an outcome stands, the gateway's own words last.
func outcomePlace(o ledger.Outcome) int {
	if i := slices.Index(outcomeOrder, o); i >= 0 {
		return i
	}
	return len(outcomeOrder)
}

// sumsOf adds lines up, a currency at a time.
func sumsOf(lines []ledger.TotalsLine) []sums {
	lines = slices.SortedStableFunc(slices.Values(lines), func(a, b ledger.TotalsLine) int {
		return outcomePlace(a.Outcome) - outcomePlace(b.Outcome)
	})
	var all []sums
	for _, l := range lines {
		i := slices.IndexFunc(all, func(s sums) bool { return s.currency == l.Currency })
		if i < 0 {
			i = len(all)
			all = append(all, sums{currency: l.Currency})
		}
		all[i].add(l)
	}
	slices.SortFunc(all, func(a, b sums) int { return strings.Compare(string(a.currency), string(b.currency)) }) // whatever comes in, nothing jumps
	return all
}

func (s *sums) add(l ledger.TotalsLine) {
	s.all.add(l)
	i := slices.IndexFunc(s.outcomes, func(o outcomeSum) bool { return o.outcome == l.Outcome })
	if i < 0 {
		i = len(s.outcomes)
		s.outcomes = append(s.outcomes, outcomeSum{outcome: l.Outcome})
	}
	s.outcomes[i].add(l)
	s.outcomes[i].coins = append(s.outcomes[i].coins, l)
}

// of is the sum of one outcome.
func (s *sums) of(o ledger.Outcome) sum {
	for _, out := range s.outcomes {
		if out.outcome == o {
			return out.sum
		}
	}
	return sum{}
}

// paid is what was paid in full, large, and beside it all that was received.
func (s *sheet) paid(of sums, roomy bool) {
	t, paid := s.theme, of.of(ledger.Outcome(kubepay.Paid))
	style := t.Status(kubepay.Paid)
	if paid.payments == 0 {
		style = t.Faint
	}
	figure := fiat(decimal.NewNullDecimal(paid.fiat))
	words := withUnit("", string(of.currency)) + " in " + payments(paid.payments)
	s.blankLine()
	const high = 3
	lines, ok := large("PAID "+figure, size{s.width - cellWidth(words), high}, t.Glyphs.Upper, t.Glyphs.Lower, t.Glyphs.Full)
	if roomy && ok {
		for i, text := range lines {
			l := s.line().add(style, text)
			if i == len(lines)-1 {
				l.add(style, words)
			}
			s.finish(l)
		}
	} else {
		s.text(style, t.Glyphs.Paid+" PAID  "+figure+words)
	}
	in := withUnit(fiat(decimal.NewNullDecimal(of.all.fiat)), string(of.currency))
	s.text(t.Strong, in+" received in all, from "+payments(of.all.payments))
}

func payments(n int) string {
	if n == 1 {
		return "1 payment"
	}
	return strconv.Itoa(n) + " payments"
}

// apart tells whether an outcome is one that the gateway has no word for.
func apart(o ledger.Outcome) bool {
	return o == ledger.Overpaid || o == ledger.Late || o == ledger.Underpaid
}

// explanations say what stands apart.
var explanations = []struct {
	outcome ledger.Outcome
	text    string
}{
	{ledger.Overpaid, "overpaid: more came than was asked for, in time or late. All that came is counted here, and not under paid."},
	{ledger.Late, "late: money came after the time to pay was over, though no more than was asked for."},
	{ledger.Underpaid, "underpaid: failed or expired, with only a part of the money there."},
}

func (s *sheet) explained(all []sums) {
	t := s.theme
	for _, e := range explanations {
		if slices.ContainsFunc(all, func(of sums) bool { return of.of(e.outcome).payments > 0 }) {
			s.pair(t.Warn, t.Glyphs.Alert, 2, t.Text, e.text)
		}
	}
	s.text(t.Faint, "Each payment is counted once: when its last money was seen, else when it ended, else when it was made. Overpaid, late and underpaid are worked out by paywatch.")
}
