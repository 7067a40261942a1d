package tui

import (
	"fmt"
	"strings"

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
	ids   []kubepay.ID // one, or those that are marked
	sent  *copyItem
	under overlay // what is shown again afterwards
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

// copyItems are the texts to offer of what the menu is about.
func (m *Model) copyItems() []copyItem {
	if len(m.copying.ids) > 1 {
		return m.copyManyItems()
	}
	return m.copyItemsOf(m.copying.ids[0], &m.detail.asked)
}

func (m *Model) copyItemsOf(id kubepay.ID, asked *request) []copyItem {
	e := m.list.Get(id)
	switch {
	case e == nil:
		return nil
	case e.Intent == nil:
		return copyItems(e, payuri.Request{})
	}
	return copyItems(e, asked.asks(e, m.moment()))
}

// manyNames are the texts to offer of several payments, one a line, the likeliest
// first.
var manyNames = []copyItem{
	{key: "i", name: "ids"}, {key: "a", name: "addresses"}, {key: "u", name: "payment URIs"},
	{key: "m", name: "amounts missing"}, {key: "t", name: "latest transactions"},
}

// copyManyItems are the texts of all payments that have them, one a line.
func (m *Model) copyManyItems() []copyItem {
	lines := map[string][]string{}
	for _, id := range m.copying.ids {
		for _, item := range m.copyItemsOf(id, &request{}) {
			lines[item.key] = append(lines[item.key], item.text)
		}
	}
	var items []copyItem
	for _, item := range manyNames {
		if n := len(lines[item.key]); n > 0 {
			items = append(items, copyItem{item.key, fmt.Sprintf("%s, %d of %d", item.name, n, len(m.copying.ids)), strings.Join(lines[item.key], "\n")})
		}
	}
	return items
}

// copyTitle names what the menu is about.
func (m *Model) copyTitle() string {
	if n := len(m.copying.ids); n > 1 {
		return fmt.Sprintf("Copy from %d payments, one a line", n)
	}
	if e := m.list.Get(m.copying.ids[0]); e != nil {
		return "Copy from " + nameOf(e)
	}
	return "No longer on the list"
}

// preview is the beginning of a text of several lines.
func preview(text string) string {
	first, rest, more := strings.Cut(text, "\n")
	if !more {
		return first
	}
	return fmt.Sprintf("%s and %d more", first, strings.Count(rest, "\n")+1)
}

func (c *copyMenu) render(t *theme.Theme, items []copyItem, title string, room size) []string {
	s := sheet{theme: t, width: room.width - 2}
	if c.sent != nil {
		s.text(t.Strong, "Sent to the terminal's clipboard: "+preview(c.sent.text))
		s.text(t.Faint, "Not every terminal takes it. If yours did not, select the text.")
	}
	s.blankLine()
	for _, item := range items {
		s.pair(t.Key, item.key, 3, t.Text, item.name)
		s.pair(t.Text, "", 3, t.Faint, preview(item.text))
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
	m.over = m.copying.under
	return nil
}
