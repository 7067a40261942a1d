package tui

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// sumColumns is how the table of totals divides its width. A column of no width is
// left out.
type sumColumns struct {
	outcome, payments, crypto, fiat int

	whole, fraction int // of the amounts in coins, so that their points line up
}

const paymentsWidth = 8

// sumColumnsFor keeps the figures whole, and gives the words what is left.
func sumColumnsFor(all []ledger.CurrencyTotal, width int) sumColumns {
	c := sumColumns{payments: paymentsWidth, fiat: len("Received")}
	unit := 0
	for _, of := range all {
		c.fiat = max(c.fiat, cellWidth(sumText(of.Fiat, of.Currency)))
		for _, out := range of.Outcomes {
			for _, coin := range out.Coins {
				whole, fraction := cutPoint(coin)
				c.whole, c.fraction = max(c.whole, len(whole)), max(c.fraction, len(fraction))
				unit = max(unit, cellWidth(steady(string(coin.Token))))
			}
		}
	}
	const words, leastWords = 22, 14
	coins := max(c.whole+c.fraction+1+unit, len("in coins"))
	spare := width - c.payments - 1 - c.fiat - 1
	if spare-coins-1 >= leastWords {
		c.crypto = coins
		spare -= coins + 1
	}
	c.outcome = max(min(spare, words), 0)
	return c
}

// cutPoint is an amount in coins before its point, and from there on; nothing
// where nothing came.
func cutPoint(l ledger.TotalsLine) (whole, fraction string) {
	if l.Crypto.IsZero() {
		return "", ""
	}
	text := crypto(l.Token, decimal.NewNullDecimal(l.Crypto))
	whole, _, _ = strings.Cut(text, ".")
	return whole, text[len(whole):]
}

// coins is an amount that lines up with the others of its column.
func (c sumColumns) coins(l ledger.TotalsLine) string {
	whole, fraction := cutPoint(l)
	if whole == "" {
		return ""
	}
	text := pad(whole, c.whole-len(whole), right) + pad(fraction, c.fraction-len(fraction), left) + " " + string(l.Token)
	return pad(text, c.crypto-cellWidth(steady(text)), left)
}

func sumText(sum decimal.Decimal, c kubepay.Currency) string {
	return withUnit(fiat(decimal.NewNullDecimal(sum)), string(c))
}

// table is everything by outcome, and by coin where there are several.
func (s *sheet) table(all []ledger.CurrencyTotal) {
	t, c := s.theme, sumColumnsFor(all, s.width)
	s.sumRow(c, t.Faint, "", t.Faint, "Payments", "in coins", "Received")
	for i, of := range all {
		if i > 0 {
			s.blankLine()
		}
		for _, out := range of.Outcomes {
			s.outcomeRows(c, out, of.Currency)
		}
		s.sumRow(c, t.Strong, "  in all", t.Strong, strconv.Itoa(of.Payments), "", sumText(of.Fiat, of.Currency))
	}
}

func (s *sheet) outcomeRows(c sumColumns, out ledger.OutcomeTotal, currency kubepay.Currency) {
	t := s.theme
	glyph, style := t.Glyphs.Status(kubepay.Status(out.Outcome)), t.Status(kubepay.Status(out.Outcome))
	if out.Outcome.Apart() {
		glyph, style = t.Glyphs.Alert, t.Warn
	}
	coins := ""
	if len(out.Coins) == 1 {
		coins = c.coins(out.Coins[0])
	}
	s.sumRow(c, style, glyph+" "+string(out.Outcome), t.Text, strconv.Itoa(out.Payments), coins, sumText(out.Fiat, currency))
	if len(out.Coins) == 1 {
		return
	}
	for _, coin := range out.Coins {
		s.sumRow(c, t.Faint, "    "+string(coin.Token), t.Faint, strconv.Itoa(coin.Payments), c.coins(coin), sumText(coin.Fiat, currency))
	}
}

// sumRow adds a line of the table.
func (s *sheet) sumRow(c sumColumns, first theme.Style, outcome string, then theme.Style, payments, coins, received string) {
	l := s.line().put(first, outcome, c.outcome, left).gap(1)
	room := s.width - l.filled
	l.put(then, payments, min(c.payments, room), right).gap(min(1, s.width-l.filled))
	if c.crypto > 0 {
		l.put(then, coins, c.crypto, right).gap(1)
	}
	s.finish(l.put(then, received, min(c.fiat, s.width-l.filled), right))
}

// renderField is the field for a beginning, at the foot of the screen.
func (v *totalsView) renderField(t *theme.Theme) string {
	l := newLine(t).gap(1).add(t.Key, sinceLabel)
	const hint = "08:00, yesterday, 2026-11-26 18:00   esc back"
	room := v.width - l.filled - 1
	hinted := room > 2*len(hint)
	if hinted {
		room -= len(hint) + 1
	}
	widen(&v.input, max(room-1, 1))
	l.field(&v.input)
	if hinted {
		l.gap(v.width-1-len(hint)-l.filled).put(t.Faint, hint, len(hint), right)
	}
	return l.to(v.width)
}
