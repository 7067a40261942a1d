package tui

import "paywatch/theme"

// columns is how the list divides its width. A column of no width is left out.
type columns struct {
	title, id, fiat, crypto, bar, percent, status int
}

// Widths of the columns that do not give way. Each has one blank after it.
const (
	markWidth    = 4 // the selection's mark, the glyph
	idWidth      = 8
	fiatWidth    = 12 // or the widest amount
	percentWidth = 5
	statusWidth  = 13
	leastTitle   = 8
	goodTitle    = 16
	mostTitle    = 28
	leastBar     = 5
	goodBar      = 10
	mostBar      = 16
	cryptoWidth  = 20
)

// twoLineWidth is the width below which a payment takes two lines, whatever its amount.
const twoLineWidth = 58

// leastLine is the width below which there is no room for all columns that must be
// there, with amounts of a width.
func leastLine(fiat int) int {
	return markWidth + leastTitle + max(fiat, fiatWidth) + percentWidth + statusWidth + 4 // the blanks between them, and the last
}

// columnsFor divides a width, with room for amounts of a width. What is to spare shows
// a bar, then makes the title readable, then shows the id and the amount in coins, and
// then all of them larger.
func columnsFor(width, fiat int) columns {
	c := columns{title: leastTitle, fiat: max(fiat, fiatWidth), percent: percentWidth, status: statusWidth}
	spare := width - leastLine(fiat)
	grow := func(column *int, most int) {
		more := min(spare, most-*column)
		*column += max(more, 0)
		spare -= max(more, 0)
	}
	show := func(column *int, cells int) {
		if spare > cells {
			*column = cells
			spare -= cells + 1
		}
	}
	show(&c.bar, leastBar)
	grow(&c.title, goodTitle)
	show(&c.id, idWidth)
	if c.bar > 0 {
		grow(&c.bar, goodBar)
	}
	show(&c.crypto, cryptoWidth)
	grow(&c.title, mostTitle)
	if c.bar > 0 {
		grow(&c.bar, mostBar)
	}
	c.title += max(spare, 0)
	return c
}

// heading names the columns.
func (c columns) heading(t *theme.Theme, width int) string {
	l := newLine(t).gap(markWidth)
	l.put(t.Faint, "Payment", c.title, left).gap(1)
	if c.id > 0 {
		l.put(t.Faint, "Id", c.id, left).gap(1)
	}
	l.put(t.Faint, "Amount", c.fiat, right).gap(1)
	if c.crypto > 0 {
		l.put(t.Faint, "in coins", c.crypto, right).gap(1)
	}
	received := c.percent
	if c.bar > 0 {
		received += c.bar + 1
	}
	l.put(t.Faint, "Received", received, left).gap(1)
	l.put(t.Faint, "Status", c.status, right)
	return l.to(width)
}
