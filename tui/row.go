package tui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// row draws a payment as a line of the list.
func (c columns) row(t *theme.Theme, e *watchlist.Entry, now moment, selected, marked bool, width int) string {
	l := newLine(t)
	l.selected, l.marked = selected, marked
	status := t.Status(e.Status())
	l.mark(e, status)
	l.put(titleStyle(t, selected), rowName(t, e, c.id, c.title), c.title, left).gap(1)
	if c.id > 0 {
		l.put(t.Faint, shortID(t, e.ID, c.id), c.id, left).gap(1)
	}
	if e.Intent != nil {
		c.putAmounts(l, e.Intent, status)
	}
	l.gap(width - 1 - c.status - l.filled)
	l.putStatus(e, now, c.status)
	return l.to(width) // a blank at its end: what ticks must not touch the wall, or both are drawn anew
}

// rowName is what a row calls a payment: what it is for or, where neither that nor a
// column of ids tells which one it is, its id.
func rowName(t *theme.Theme, e *watchlist.Entry, idWidth, width int) string {
	if e.Title() == "" && cellWidth(e.ID.Short()) > idWidth {
		return shortID(t, e.ID, width)
	}
	return titleOf(e)
}

// shortID is what people call a payment by, or as much as there is room for of its
// beginning and its end: ids that are no UUIDs may differ in either alone.
func shortID(t *theme.Theme, id kubepay.ID, width int) string {
	short := id.Short()
	if end := (width - 1) / 2; len(short) > width && end > 0 {
		return short[:width-1-end] + t.Glyphs.Ellipsis + short[len(short)-end:]
	}
	return short
}

func (c columns) putAmounts(l *line, in *kubepay.Intent, status theme.Style) {
	l.put(l.theme.Strong, fiatOf(in, in.Fiat.Total), c.fiat, right).gap(1)
	if c.crypto > 0 {
		l.put(l.theme.Faint, onPoint(crypto(in.Token, in.Crypto.Total), string(in.Token)), c.crypto, right).gap(1)
	}
	if c.bar > 0 {
		l.putBar(in, c.bar, status).gap(1)
	}
	l.put(l.theme.Text, percent(in), c.percent, right)
}

// within is an amount with its unit: where there is no room for it otherwise, the
// thousands are not set apart.
func within(amount string, cells int) string {
	at := strings.LastIndexByte(amount, ' ')
	if at < 0 || cellWidth(amount) <= cells {
		return amount
	}
	return strings.ReplaceAll(amount[:at], " ", "") + amount[at:]
}

// How the amounts in coins line up: the whole part before the point, the
// fraction with its point, the unit.
const (
	wholeWidth    = 6
	fractionWidth = 9
	unitWidth     = cryptoWidth - wholeWidth - fractionWidth - 1
)

// onPoint pads an amount so that the decimal points of a column line up, where
// its parts are no longer than most.
func onPoint(amount, unit string) string {
	whole, _, _ := strings.Cut(amount, ".")
	fraction := amount[len(whole):]
	if len(whole) > wholeWidth || len(fraction) > fractionWidth || cellWidth(unit) > unitWidth {
		return withUnit(amount, unit)
	}
	return pad(whole, wholeWidth-len(whole), right) + pad(fraction, fractionWidth-len(fraction), left) + " " + pad(unit, unitWidth-cellWidth(unit), left)
}

// pair draws a payment as two lines, where the list is narrow.
func pair(t *theme.Theme, e *watchlist.Entry, now moment, selected, marked bool, width int) [2]string {
	upper, lower := newLine(t), newLine(t)
	upper.selected, lower.selected, upper.marked = selected, selected, marked
	status := t.Status(e.Status())
	amount := ""
	if e.Intent != nil {
		amount = fiatOf(e.Intent, e.Intent.Fiat.Total)
	}
	amount = within(amount, width/2)
	amountWidth := min(cellWidth(amount), max(width-markWidth, 0))
	upper.mark(e, status)
	upper.put(titleStyle(t, selected), titleOf(e), max(width-markWidth-amountWidth-1, 0), left)
	upper.put(t.Strong, amount, amountWidth, right)

	if selected {
		lower.add(t.Accent, t.Glyphs.Selected)
	}
	lower.gap(markWidth - lower.filled)
	statusCells := min(statusWidth+1, max(width-markWidth-1, 0))
	room := width - markWidth - statusCells - 1
	idCells, shares := min(idWidth, max(room, 0)), room >= idWidth+percentWidth+2
	if shares {
		idCells = max(idWidth, min(cellWidth(e.ID.Short()), room-percentWidth-2))
	}
	lower.put(t.Faint, shortID(t, e.ID, idCells), idCells, left)
	if shares {
		lower.gap(2).put(t.Text, percent(e.Intent), percentWidth, right)
	}
	lower.gap(max(width-1-statusCells-lower.filled, 0))
	lower.putStatus(e, now, statusCells)
	return [2]string{upper.to(width), lower.to(width)}
}

// mark adds the selection's mark, that of a marked payment or else of a change
// while nobody looked, and the status's glyph.
func (l *line) mark(e *watchlist.Entry, status theme.Style) {
	g := l.theme.Glyphs
	if l.selected {
		l.add(l.theme.Accent, g.Selected)
	} else {
		l.gap(1)
	}
	switch {
	case l.marked:
		l.add(l.theme.Accent, g.Marked)
	case e.Away:
		l.add(l.theme.Warn, g.Away)
	default:
		l.gap(1)
	}
	switch {
	case len(e.Alarms) > 0:
		l.add(l.theme.Warn, g.Alert)
	case e.Intent == nil:
		l.add(l.theme.Faint, g.Dot)
	default:
		l.add(status, g.Status(e.Status()))
	}
	l.gap(markWidth - l.filled)
}

func titleStyle(t *theme.Theme, selected bool) theme.Style {
	if selected {
		return t.Strong
	}
	return t.Text
}

// untitled stands where the merchant did not say what a payment is for.
const untitled = "untitled"

func titleOf(e *watchlist.Entry) string {
	switch title := e.Title(); {
	case title != "":
		return title
	case e.Intent == nil:
		return ""
	}
	return untitled
}

// moment is the time, by both clocks.
type moment struct {
	local   time.Time // by which ages are told
	gateway time.Time // by which expiry is
}

// putStatus adds the status's word and, while the payment is open, the time
// left. A state that is out of date says so instead.
func (l *line) putStatus(e *watchlist.Entry, now moment, width int) {
	t := l.theme
	switch {
	case e.Intent == nil && e.Err != nil:
		l.put(t.Warn, failureWord(e.Err), width, right)
	case e.Intent == nil:
		l.put(t.Faint, "asking", width, right)
	case e.Stale(now.local):
		seen, _ := e.Age(now.local)
		l.put(t.Warn, age(seen)+" old", width, right)
	default:
		l.putWordAndTime(e, now, width)
	}
}

// failureWord is why there is nothing to show, in a word or two.
func failureWord(err error) string {
	failure, ok := errors.AsType[*kubepay.Error](err)
	if !ok {
		return "no answer"
	}
	switch failure.Kind {
	case kubepay.NotFound:
		return "unknown id"
	case kubepay.Unauthorised, kubepay.Refused:
		return "refused"
	case kubepay.Unreadable:
		return "unreadable"
	case kubepay.Throttled:
		return "throttled"
	case kubepay.Broken:
		return "in trouble"
	}
	if failure.CutOff() {
		return "cut off"
	}
	return "no answer"
}

// putWordAndTime paints only the word in the status's colour: a time that ticks
// is then the less to write.
func (l *line) putWordAndTime(e *watchlist.Entry, now moment, width int) {
	style, word := l.theme.Status(e.Status()), statusWord(e)
	left, ok := e.Left(now.gateway)
	if !ok {
		l.put(style, word, width, right)
		return
	}
	if left == 0 {
		l.put(l.theme.Warn, "time is up", width, right)
		return
	}
	tail := " " + shortCountdown(left)
	l.put(style, word, width-len(tail), right).put(l.theme.Text, tail, min(len(tail), width), right)
}

// shortCountdown is a countdown for a narrow column.
func shortCountdown(left time.Duration) string {
	switch {
	case left >= 24*time.Hour:
		return fmt.Sprintf("%dd%02d", left/(24*time.Hour), left%(24*time.Hour)/time.Hour)
	case left >= time.Hour:
		return fmt.Sprintf("%dh%02d", left/time.Hour, left%time.Hour/time.Minute)
	}
	return countdown(left)
}

// statusWord is the status for people, with what the gateway has no word for.
func statusWord(e *watchlist.Entry) string {
	if e.Status() == "" {
		return "asking" // all that is known is what the answer to a create said
	}
	return standing(e.Status(), e.Derived())
}

func standing(s kubepay.Status, d watchlist.Derived) string {
	switch {
	case d.Late && d.Overpaid:
		return "late, over"
	case d.Late && s != kubepay.Paid:
		return string(s) + ", late"
	case d.Underpaid:
		return "underpaid"
	case d.Overpaid && s == kubepay.Paid:
		return "overpaid"
	case d.Overpaid:
		return string(s) + ", over"
	}
	return string(s)
}
