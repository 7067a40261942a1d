package tui

import (
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// render draws the totals as far as there is room, the rest to be scrolled to:
// what was paid, the day by the hour, and everything by outcome and coin.
func (v *totalsView) render(t *theme.Theme, now time.Time) []string {
	s := v.sheet(t)
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
	return v.show("Totals", s)
}

// Sizes from which there is room for large figures, and for the charts beside
// the table.
const (
	largeHeight       = 34
	chartsBesideWidth = 110
	tableWidth        = 66
)

func (v *totalsView) renderSums(s *sheet, now time.Time) {
	all := v.totals.Currencies()
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

func (v *totalsView) renderPaid(s *sheet, all []ledger.CurrencyTotal) {
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

func (v *totalsView) renderCharts(s *sheet, all []ledger.CurrencyTotal, now time.Time) {
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
		s.chart(v.totals.Hours, sums.Currency, since, until, height, now)
	}
}

// paid is what was paid in full, large, and beside it all that was received.
func (s *sheet) paid(of ledger.CurrencyTotal, roomy bool) {
	t, paid := s.theme, of.Of(ledger.Outcome(kubepay.Paid))
	style := t.Status(kubepay.Paid)
	if paid.Payments == 0 {
		style = t.Faint
	}
	figure := fiat(decimal.NewNullDecimal(paid.Fiat))
	words := withUnit("", string(of.Currency)) + " in " + payments(paid.Payments)
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
	in := withUnit(fiat(decimal.NewNullDecimal(of.Fiat)), string(of.Currency))
	s.text(t.Strong, in+" received in all, from "+payments(of.Brought)+stillOpen(of.Open))
}

// stillOpen tells how many more may bring money.
func stillOpen(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "; 1 more is open"
	}
	return "; " + strconv.Itoa(n) + " more are open"
}

func payments(n int) string { return kubepay.Quantity(n, "payment") }

// explanations say what stands apart.
var explanations = []struct {
	outcome ledger.Outcome
	text    string
}{
	{ledger.Overpaid, "overpaid: more came than was asked for, in time or late. All that came is counted here, and not under paid."},
	{ledger.Late, "late: money came after the time to pay was over, though no more than was asked for."},
	{ledger.Underpaid, "underpaid: failed or expired, with only a part of the money there."},
}

func (s *sheet) explained(all []ledger.CurrencyTotal) {
	t := s.theme
	for _, e := range explanations {
		if slices.ContainsFunc(all, func(of ledger.CurrencyTotal) bool { return of.Of(e.outcome).Payments > 0 }) {
			s.pair(t.Warn, t.Glyphs.Alert, 2, t.Text, e.text)
		}
	}
	s.text(t.Faint, "Each payment is counted once: when its last money was seen, else when it ended, else when it was made. Overpaid, late and underpaid are worked out by paywatch.")
}
