package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// copyMenu offers the texts of a payment that people paste elsewhere. What was
// chosen stays on the screen: the terminal is asked to put it on its clipboard
// (OSC 52), and never says whether it did.
type copyMenu struct {
	title  string
	items  []copyItem
	copied *copyItem
}

type copyItem struct {
	key, name, text string
}

func (c *copyMenu) offer(e *watchlist.Entry) {
	*c = copyMenu{title: nameOf(e)}
	add := func(key, name, text string) {
		if text != "" {
			c.items = append(c.items, copyItem{key, name, text})
		}
	}
	if in := e.Intent; in != nil {
		r := payuri.For(*in)
		add("a", "address", r.Address)
		add("u", "payment URI", r.URI)
		if r.Amount.Valid {
			add("m", "amount missing, in "+string(in.Token), r.Amount.Decimal.String())
		}
		if n := len(in.Transactions); n > 0 {
			add("t", "latest transaction", string(in.Transactions[n-1].ID))
		}
	}
	add("i", "id", string(e.ID))
}

func (c *copyMenu) render(t *theme.Theme, room size) []string {
	s := sheet{theme: t, width: room.width - 2}
	s.blankLine()
	for _, item := range c.items {
		style := t.Text
		if c.copied != nil && c.copied.key == item.key {
			style = t.Accent
		}
		s.pair(t.Key, item.key, 3, style, item.name)
		s.pair(t.Text, "", 3, t.Faint, item.text)
		s.blankLine()
	}
	hint := "press a letter   esc back"
	if c.copied != nil {
		s.text(t.Strong, "Sent to the terminal's clipboard: "+c.copied.name+".")
		s.text(t.Faint, "Not every terminal takes it. If yours did not, select the text above.")
	}
	return titled(t, "Copy from "+c.title, filled(inset(s.lines), size{room.width, room.height - chrome}), hint, room.width)
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
	for _, item := range m.copying.items {
		if k.String() == item.key {
			m.copying.copied = &item
			return tea.SetClipboard(item.text)
		}
	}
	m.over = noOverlay
	return nil
}
