package tui

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/tui/customer"
	"paywatch/tui/qr"
)

// customerView is the payment turned to the customer. Everything on it follows from
// the payment's state, so that it never outlives it. What the customer reads is in the
// customer's languages; the last line is for whoever stands at the till, and in
// English.
type customerView struct {
	id     kubepay.ID
	since  time.Time // when a sale was turned to the customer, as it was made
	screen customer.Screen
}

func (m *Model) renderCustomer() []string {
	t, e := &m.theme, m.list.Get(m.customer.id)
	n := customer.Teller{
		Theme: t, Languages: m.opts.Languages, Now: m.now, Console: m.detail.style == qr.TwoSpaces, Remedy: "enlarge the window",
	}
	scene := n.Sale(m.customerSale(e))
	lines := m.customer.screen.Draw(scene, m.size.width, m.size.height-1, nil)
	if scene.State == customer.Thanks {
		return append(lines, t.Thanks.Render(fit(" any key goes back", m.size.width, left, "")))
	}
	return append(lines, m.customerFoot(e))
}

// customerSale is what is known of a payment, which is not on the list while it is on
// its way there, and when it was taken off.
func (m *Model) customerSale(e *watchlist.Entry) customer.Sale {
	if e == nil {
		return customer.Sale{Gone: m.customer.id != m.listView.awaited}
	}
	now := m.moment()
	s := customer.Sale{
		Intent: e.Intent, Fresh: !tooOldToPay(e, now.local), Away: !m.condition.health.DownSince.IsZero() || e.Err != nil,
		Bare: m.detail.bare, Title: e.Title(),
	}
	s.Left, s.Ends = e.Left(now.gateway)
	return s
}

// customerFoot is the last line, which is for whoever stands at the till.
func (m *Model) customerFoot(e *watchlist.Entry) string {
	way, notice, room := "esc back", m.notice, m.size.width-2
	if e != nil && len(e.Alarms) > 0 {
		way = "esc: read what happened"
	}
	l := newLine(&m.theme).gap(1)
	if len(way)+between+cellWidth(notice) <= room {
		l.add(m.theme.Faint, way).gap(room - len(way) - cellWidth(notice))
	}
	if notice != "" {
		l.put(m.theme.Warn, notice, min(cellWidth(notice), max(room, 0)), left)
	}
	return l.to(m.size.width)
}
