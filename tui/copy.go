package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// copyMenu offers the texts of a payment that people paste elsewhere, as they are
// now: an address may move while the menu is open. What was sent stays on the
// screen: the terminal is asked to put it on its clipboard (OSC 52), and never
// says whether it did.
type copyMenu struct {
	id   kubepay.ID
	sent *copyItem
}

type copyItem struct {
	key, name, text string
}

// copyItems are the texts to offer. Of what may not be scanned, nothing is offered
// to be paid to.
func copyItems(e *watchlist.Entry, asked payuri.Request) []copyItem {
	var items []copyItem
	add := func(key, name, text string) {
		if text != "" {
			items = append(items, copyItem{key, name, text})
		}
	}
	if in := e.Intent; in != nil {
		if asked.NoCode == "" {
			add("a", "address", asked.Address)
			add("u", "payment URI", asked.URI)
		} else {
			add("a", "address ("+string(asked.NoCode)+")", asked.Address)
		}
		if asked.Amount.Valid {
			add("m", "amount missing, in "+string(in.Token), asked.Amount.Decimal.String())
		}
		if n := len(in.Transactions); n > 0 {
			add("t", "latest transaction", string(in.Transactions[n-1].ID))
		}
	}
	add("i", "id", string(e.ID))
	return items
}

// copyItems are the texts to offer of the payment that the menu is about.
func (m *Model) copyItems() []copyItem {
	e := m.list.Get(m.copying.id)
	switch {
	case e == nil:
		return nil
	case e.Intent == nil:
		return copyItems(e, payuri.Request{})
	}
	return copyItems(e, m.detail.asked.asks(e, m.moment()))
}

func (c *copyMenu) render(t *theme.Theme, items []copyItem, title string, room size) []string {
	s := sheet{theme: t, width: room.width - 2}
	if c.sent != nil {
		s.text(t.Strong, "Sent to the terminal's clipboard: "+c.sent.text)
		s.text(t.Faint, "Not every terminal takes it. If yours did not, select the text.")
	}
	s.blankLine()
	for _, item := range items {
		s.pair(t.Key, item.key, 3, t.Text, item.name)
		s.pair(t.Text, "", 3, t.Faint, item.text)
		s.blankLine()
	}
	return titled(t, title, filled(inset(s.lines), size{room.width, room.height - chrome}), room.width)
}

// inset puts a blank on either side of lines.
func inset(lines []string) []string {
	wide := make([]string, len(lines))
	for i, text := range lines {
		wide[i] = " " + text + " "
	}
	return wide
}

func (m *Model) pressCopy(k tea.KeyPressMsg) tea.Cmd {
	for _, item := range m.copyItems() {
		if k.String() == item.key {
			m.copying.sent = &item
			return tea.SetClipboard(item.text)
		}
	}
	m.over = noOverlay
	return nil
}
