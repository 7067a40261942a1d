package tui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// overlay is what lies over the main screen.
type overlay int

const (
	noOverlay overlay = iota
	customerOverlay
	rawOverlay
	helpOverlay
	copyOverlay
	linkOverlay
	saleOverlay
	historyOverlay
	totalsOverlay
	devOverlay
)

// overlays is what lies over the main screen. One is on top, and the others keep
// what they were left with.
type overlays struct {
	over     overlay
	customer customerView
	raw      rawView
	links    linkView
	copying  copyMenu
	sale     saleView
	help     helpView
	history  historyView
	totals   totalsView
	dev      devView
}

func (o *overlays) open(what overlay) { o.over = what }

// scroller is the text on top, nil where that is no text.
func (o *overlays) scroller() *scroller {
	switch {
	case o.over == rawOverlay:
		return &o.raw.scroller
	case o.over == linkOverlay:
		return &o.links.scroller
	case o.over == helpOverlay:
		return &o.help.scroller
	case o.over == totalsOverlay:
		return &o.totals.scroller
	case o.over == devOverlay && o.dev.compare.id != "":
		return &o.dev.compare.scroller
	case o.over == historyOverlay && o.history.record.id != "":
		return &o.history.record.scroller
	}
	return nil
}

// renderOverlay draws what lies over the main screen, as lines that fill it.
func (m *Model) renderOverlay() []string {
	t, e := &m.theme, m.selected()
	switch m.over {
	case customerOverlay:
		return m.renderCustomer()
	case rawOverlay:
		m.raw.size, m.raw.reads = m.size, m.dev.desk.busy
		lines := m.raw.render(t, e, m.answers.of(m.listView.selected), m.moment())
		return append(lines, m.foot(m.raw.hint()))
	case copyOverlay:
		return append(m.copying.render(t, m.copyItems(), m.copyTitle(), m.size), m.foot("press a letter   esc back"))
	case saleOverlay:
		feet := m.feet(m.sale.hints())
		lines := m.sale.render(t, size{m.size.width, m.size.height - len(feet) + 1}, m.now)
		return append(lines, feet...)
	case historyOverlay:
		return m.renderHistory()
	case totalsOverlay:
		return m.renderTotals()
	case devOverlay:
		return m.renderDeveloper()
	case linkOverlay:
		m.links.size = m.size
		lines := m.links.render(t, e)
		return append(lines, m.foot(m.links.hint()))
	default:
		m.help.size = m.size
		lines := m.help.render(t)
		return append(lines, m.foot(m.help.hint()))
	}
}

// pressOverlay takes in a key while something lies over the main screen.
func (m *Model) pressOverlay(k tea.KeyPressMsg) tea.Cmd {
	if m.over == saleOverlay {
		return m.pressSale(k)
	}
	if k.String() == "ctrl+c" {
		return m.quit()
	}
	switch m.over {
	case customerOverlay:
		return m.pressCustomer(k)
	case copyOverlay:
		return m.pressCopy(k)
	case historyOverlay:
		return m.pressHistory(k)
	case totalsOverlay:
		return m.pressTotals(k)
	case devOverlay:
		return m.pressDeveloper(k)
	case rawOverlay:
		m.pressScroll(k, &m.raw.scroller, keys.Raw)
	case linkOverlay:
		m.pressScroll(k, &m.links.scroller, keys.Explorer)
	default:
		if m.pressScroll(k, &m.help.scroller, keys.Help); m.over == noOverlay {
			m.over, m.help.under = m.help.under, noOverlay
		}
	}
	return nil
}

// pressScroll scrolls, and leaves with esc, q or the key that opened.
func (m *Model) pressScroll(k tea.KeyPressMsg, s *scroller, opened key.Binding) {
	switch by, moves := keys.stride(k, s.page()); {
	case leaves(k, opened):
		m.over = noOverlay
	case moves:
		s.by(by)
	case key.Matches(k, keys.Mark): // there is nothing to mark
		s.by(s.page())
	}
}

// habit is how long a sale that was just made is kept before the customer whatever
// is pressed but esc: the last key of the form is easily pressed once too often.
const habit = time.Second

// pressCustomer leaves the customer's view: with esc or enter, and once it is
// paid with any key.
func (m *Model) pressCustomer(k tea.KeyPressMsg) tea.Cmd {
	e := m.list.Get(m.customer.id)
	paid := e == nil && m.customer.id != m.listView.awaited || e != nil && e.Status() == kubepay.Paid
	switch {
	case time.Since(m.customer.since) < habit && !key.Matches(k, keys.Back):
	case paid && m.opts.Seller != nil && key.Matches(k, keys.New):
		return m.newSale()
	case paid, key.Matches(k, keys.Back, keys.Customer, keys.Quit):
		m.over = noOverlay
	case key.Matches(k, keys.Form):
		m.detail.bare = !m.detail.bare
	}
	return nil
}

// onShow is the payment that is looked at most often.
func (m *Model) onShow() kubepay.ID {
	if m.over == customerOverlay {
		return m.customer.id
	}
	return m.listView.selected
}

// nameOf is what a payment is called in a sentence.
func nameOf(e *watchlist.Entry) string {
	if title := e.Title(); title != "" {
		return title + " (" + e.ID.Short() + ")"
	}
	return e.ID.Short()
}

// scroller is a window on more lines than fit.
type scroller struct {
	size
	offset int
	total  int // lines there are, known once rendered
}

// chrome is the lines of an overlay that do not scroll: its title and its foot.
const chrome = 2

func (s *scroller) page() int { return max(s.height-chrome, 1) }

func (s *scroller) by(n int) {
	s.offset = max(min(s.offset+n, s.total-s.page()), 0)
}

// hint says how to go back, and that there is more where there is.
func (s *scroller) hint() string { return strings.Join(s.hints(), betweenHints) }

func (s *scroller) hints() []string {
	if s.total > s.page() {
		return []string{"esc back", "↑↓ more"}
	}
	return []string{"esc back"}
}

// sheet is an empty one, to be shown.
func (s *scroller) sheet(t *theme.Theme) sheet { return sheet{theme: t, width: s.width - 2} }

// show draws what is in view of a sheet under its title.
func (s *scroller) show(title string, what sheet) []string {
	return titled(what.theme, title, s.window(inset(what.lines)), s.width)
}

// window is the lines in view.
func (s *scroller) window(lines []string) []string {
	s.total = len(lines)
	s.by(0)
	return filled(lines[s.offset:min(s.offset+s.page(), len(lines))], size{s.width, s.page()})
}
