package tui

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// foundColumns is how a search result divides its line. A column of no width is
// left out.
type foundColumns struct {
	made, title, id, fiat, received, came, crypto, status int
}

// Widths of the columns of results.
const (
	stampWidth     = 12 // 26 Nov 16:31
	longStampWidth = 24 // Thu 26 Nov 2026 16:31:05
	longIDWidth    = 36
	foundWidth     = 64 // below it a result takes two lines, whatever its amount
)

// leastFoundLine is the width below which there is no room for all columns that must
// be there, with amounts of a width.
func leastFoundLine(fiat int) int {
	return markWidth + stampWidth + leastTitle + idWidth + max(fiat, fiatWidth) + statusWidth + 5 // the blanks between them
}

// foundColumnsFor divides a width, with room for amounts of a width. What is to spare shows what was received, then
// the amount in coins, then the whole time, then the whole id.
func foundColumnsFor(width, fiat int) foundColumns {
	c := foundColumns{made: stampWidth, title: leastTitle, id: idWidth, fiat: max(fiat, fiatWidth), status: statusWidth}
	spare := width - leastFoundLine(fiat)
	grow := func(column *int, most int) {
		more := max(min(spare, most-*column), 0)
		*column += more
		spare -= more
	}
	show := func(column *int, cells, blanks int) {
		if more := cells - *column + blanks; spare >= more {
			*column = cells
			spare -= more
		}
	}
	grow(&c.title, goodTitle)
	show(&c.received, c.fiat, 1)
	show(&c.came, stampWidth, 1)
	show(&c.crypto, cryptoWidth, 1)
	show(&c.made, longStampWidth, 0)
	grow(&c.title, mostTitle)
	show(&c.id, longIDWidth, 0)
	c.title += max(spare, 0)
	return c
}

func (c foundColumns) heading(t *theme.Theme, width int) string {
	l := newLine(t).gap(markWidth)
	l.put(t.Faint, "Made", c.made, right).gap(1)
	l.put(t.Faint, "Payment", c.title, left).gap(1)
	l.put(t.Faint, "Id", c.id, left).gap(1)
	l.put(t.Faint, "Amount", c.fiat, right).gap(1)
	if c.received > 0 {
		l.put(t.Faint, "Received", c.received, right).gap(1)
	}
	if c.came > 0 {
		l.put(t.Faint, "last at", c.came, right).gap(1)
	}
	if c.crypto > 0 {
		l.put(t.Faint, "in coins", c.crypto, right).gap(1)
	}
	return l.put(t.Faint, "Status", c.status, right).to(width)
}

func (c foundColumns) row(t *theme.Theme, f ledger.Found, now time.Time, selected bool, width int) string {
	l := newLine(t)
	l.selected = selected
	l.markFound(f)
	at := stamp(madeAt(f), now)
	if c.made == longStampWidth {
		at = longStamp(madeAt(f), now)
	}
	l.put(t.Text, at, c.made, right).gap(1)
	l.put(titleStyle(t, selected), foundTitle(f), c.title, left).gap(1)
	id := shortID(t, f.ID, c.id)
	if c.id == longIDWidth {
		id = string(f.ID)
	}
	l.put(t.Faint, id, c.id, left).gap(1)
	l.put(t.Strong, withUnit(fiat(f.Fiat.Total), string(f.Currency)), c.fiat, right).gap(1)
	if c.received > 0 {
		l.put(t.Text, withUnit(fiat(f.Fiat.Captured), string(f.Currency)), c.received, right).gap(1)
	}
	if c.came > 0 {
		at := ""
		if f.Fiat.Captured.Decimal.IsPositive() {
			at = stamp(f.CountedAt, now)
		}
		l.put(t.Text, at, c.came, right).gap(1)
	}
	if c.crypto > 0 {
		l.put(t.Faint, onPoint(crypto(f.Token, f.Crypto.Total), string(f.Token)), c.crypto, right).gap(1)
	}
	style, word := foundStatus(t, f)
	return l.put(style, word, c.status, right).to(width)
}

// foundPair draws a result as two lines, where there is little room.
func foundPair(t *theme.Theme, f ledger.Found, now time.Time, selected bool, width int) []string {
	upper, lower := newLine(t), newLine(t)
	upper.selected, lower.selected = selected, selected
	amount := within(withUnit(fiat(f.Fiat.Total), string(f.Currency)), width/2)
	amountWidth := min(cellWidth(amount), max(width-markWidth-2, 0))
	upper.markFound(f)
	upper.put(titleStyle(t, selected), foundTitle(f), max(width-markWidth-amountWidth-2, 0), left).gap(1)
	upper.put(t.Strong, amount, amountWidth, right)

	if selected {
		lower.add(t.Accent, t.Glyphs.Selected)
	}
	lower.gap(markWidth - lower.filled)
	style, word := foundStatus(t, f)
	statusCells := min(statusWidth, max(width-markWidth-1, 0))
	room := width - markWidth - statusCells - 1
	lower.put(t.Text, stamp(madeAt(f), now), min(stampWidth, max(room, 0)), left)
	if room >= stampWidth+idWidth+1 {
		lower.gap(1).put(t.Faint, shortID(t, f.ID, idWidth), idWidth, left)
	}
	lower.gap(max(width-1-statusCells-lower.filled, 0))
	lower.put(style, word, statusCells, right)
	return []string{upper.to(width), lower.to(width)}
}

func (l *line) markFound(f ledger.Found) {
	if l.selected {
		l.add(l.theme.Accent, l.theme.Glyphs.Selected)
	} else {
		l.gap(1)
	}
	l.gap(1).add(l.theme.Status(f.Status), l.theme.Glyphs.Status(f.Status)).gap(markWidth - l.filled)
}

// madeAt is when the payment was made, or where nobody said when it was put on the
// list: in that order they stand.
func madeAt(f ledger.Found) time.Time {
	if f.CreatedAt.IsZero() {
		return f.CountedAt
	}
	return f.CreatedAt
}

func foundTitle(f ledger.Found) string {
	if f.Title == "" {
		return untitled
	}
	return f.Title
}

// foundStatus is the status for people, in its colour, or in that of a warning
// where there is something that the gateway has no word for.
func foundStatus(t *theme.Theme, f ledger.Found) (theme.Style, string) {
	in := kubepay.Intent{Status: f.Status, Fiat: f.Fiat, Crypto: f.Crypto}
	derived := watchlist.Derive(&in, f.Late)
	if derived != (watchlist.Derived{}) {
		return t.Warn, standing(f.Status, derived)
	}
	return t.Status(f.Status), standing(f.Status, derived)
}

func (v *historyView) linesEach() int {
	if v.width < max(foundWidth, leastFoundLine(v.fiat)) {
		return 2
	}
	return 1
}

// results draws the results in view.
func (v *historyView) results(t *theme.Theme, now moment, room size) []string {
	s := sheet{theme: t, width: room.width - 2}
	s.blankLine()
	switch {
	case v.err != nil:
		s.text(t.Warn, v.err.Error())
	case v.heard && len(v.found) == 0:
		s.text(t.Faint, v.nothing())
	default:
		return filled(v.rows(t, now.local, room), room)
	}
	return filled(inset(s.lines), room)
}

// nothing says why there is no result.
func (v *historyView) nothing() string {
	if v.of == "" {
		return "Nothing is recorded yet."
	}
	return "Nothing that was recorded answers to this."
}

func (v *historyView) rows(t *theme.Theme, now time.Time, room size) []string {
	var lines []string
	c := foundColumnsFor(v.width, v.fiat)
	if v.linesEach() == 1 {
		lines = append(lines, c.heading(t, v.width))
	}
	v.page = max((room.height-len(lines))/v.linesEach(), 1)
	v.top = min(v.top, v.place, max(len(v.found)-v.page, 0))
	v.top = max(v.top, v.place-v.page+1, 0)
	for _, f := range v.found[v.top:min(v.top+v.page, len(v.found))] {
		if selected := f.ID == v.selected; v.linesEach() == 1 {
			lines = append(lines, c.row(t, f, now, selected, v.width))
		} else {
			lines = append(lines, foundPair(t, f, now, selected, v.width)...)
		}
	}
	return lines
}
