package tui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

func (m *Model) open(o overlay) { m.over = o }

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

// foot is the last line of what lies over the main screen: how to go back, and
// what must always be on the screen, which goes first where both do not fit.
func (m *Model) foot(hint string) string {
	t, room := &m.theme, max(m.size.width-2, 0)
	hint = plainKey(t, hint)
	l := newLine(t).gap(1)
	if notice := m.opts.Notice; notice != "" {
		if cellWidth(hint)+between+cellWidth(notice) > room {
			return l.put(t.Warn, notice, room, left).to(m.size.width)
		}
		return l.put(t.Faint, hint, room-cellWidth(notice), left).add(t.Warn, notice).to(m.size.width)
	}
	return l.put(t.Faint, hint, room, left).to(m.size.width)
}

// roomyHeight is from where on the foot may be two lines.
const roomyHeight = 16

// feet is the foot, where the keys must be known: with the notice under them if
// both do not fit in a line and there is room for two.
func (m *Model) feet(hints []string) []string {
	text := strings.Join(hints, betweenHints)
	both := cellWidth(plainKey(&m.theme, text)) + between + cellWidth(m.opts.Notice)
	if m.opts.Notice == "" || both <= m.size.width-2 || m.size.height < roomyHeight {
		return []string{m.foot(m.fitting(hints))}
	}
	keys := newLine(&m.theme).gap(1).put(m.theme.Faint, plainKey(&m.theme, text), max(m.size.width-2, 0), left)
	return []string{keys.to(m.size.width), m.foot("")}
}

// keysAtFoot is the foot where many keys may be pressed: in as many lines as the
// height allows, the dearest keys first and none of them cut.
func (m *Model) keysAtFoot(hints []string) []string {
	t, room, more := &m.theme, m.size.width-2, 0
	switch {
	case m.size.height >= ruledHeight:
		more = 2
	case m.size.height >= roomyHeight:
		more = 1
	}
	var lines []string
	for ; more > 0 && cellWidth(plainKey(t, strings.Join(hints, betweenHints))) > m.hintRoom(); more-- {
		n := 1
		for n < len(hints) && cellWidth(plainKey(t, strings.Join(hints[:n+1], betweenHints))) <= room {
			n++
		}
		said := plainKey(t, strings.Join(hints[:n], betweenHints))
		lines = append(lines, newLine(t).gap(1).put(t.Faint, said, max(room, 0), left).to(m.size.width))
		if hints = hints[n:]; len(hints) == 0 {
			return append(lines, m.foot("")) // the notice
		}
	}
	return append(lines, m.foot(m.fitting(hints)))
}

// hintRoom is the cells that the foot has beside what must always be on the screen.
func (m *Model) hintRoom() int {
	if m.opts.Notice == "" {
		return m.size.width - 2
	}
	return m.size.width - 2 - cellWidth(m.opts.Notice) - between
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
	switch {
	case leaves(k, opened):
		m.over = noOverlay
	case key.Matches(k, keys.Up):
		s.by(-1)
	case key.Matches(k, keys.Down):
		s.by(1)
	case key.Matches(k, keys.PageUp):
		s.by(-s.page())
	case key.Matches(k, keys.PageDown, keys.Mark): // there is nothing to mark
		s.by(s.page())
	case key.Matches(k, keys.Top):
		s.by(-farAway)
	case key.Matches(k, keys.Bottom):
		s.by(farAway)
	}
}

// habit is how long a sale that was just made is kept before the customer whatever
// is pressed but esc: the last key of the form is easily pressed once too often.
const habit = time.Second

// pressCustomer leaves the customer's view: with esc or enter, and once it is
// paid with any key.
func (m *Model) pressCustomer(k tea.KeyPressMsg) tea.Cmd {
	e := m.list.Get(m.customer.id)
	paid := e == nil && m.customer.id != m.awaited || e != nil && e.Status() == kubepay.Paid
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

const betweenHints = "   "

// fitting is as many of the hints as the foot of the screen has room for, the
// first dearest.
func (m *Model) fitting(hints []string) string {
	text, room := "", m.hintRoom()
	for i, h := range hints {
		switch wide := cellWidth(plainKey(&m.theme, text+betweenHints+h)); {
		case i == 0:
			text = h
		case wide <= room:
			text += betweenHints + h
		}
	}
	return text
}

// window is the lines in view.
func (s *scroller) window(lines []string) []string {
	s.total = len(lines)
	s.by(0)
	return filled(lines[s.offset:min(s.offset+s.page(), len(lines))], size{s.width, s.page()})
}
