package tui

import (
	"strconv"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

// tabOrder is how the tabs stand beside each other.
var tabOrder = []watchlist.Tab{watchlist.Open, watchlist.Finished, watchlist.All}

// tabs names the parts of the list and how many payments each has. The one in
// force stands in brackets, and alone where there is no room for all. Stepping on
// moves nothing.
func (l *line) tabs(list *watchlist.List, room int) *line {
	open, finished := list.Tally()
	counts := map[watchlist.Tab]int{watchlist.All: open + finished, watchlist.Open: open, watchlist.Finished: finished}
	shown, width := tabOrder, 0
	for _, tab := range tabOrder {
		width += cellWidth(tabWord(tab, counts[tab]))
	}
	if width > room {
		shown = []watchlist.Tab{list.Tab()}
	}
	for _, tab := range shown {
		word, style := tabWord(tab, counts[tab]), l.theme.Faint
		if tab == list.Tab() {
			style = l.theme.Accent
			word = "[" + word[1:len(word)-1] + "]"
		}
		room -= cellWidth(word)
		if room >= 0 {
			l.add(style, word)
		}
	}
	return l
}

func tabWord(tab watchlist.Tab, n int) string {
	return " " + tab.String() + " " + strconv.Itoa(n) + " "
}

// stepTab shows the next part of the list.
func (m *Model) stepTab() {
	m.setTab(m.list.Tab().Following())
	m.say("showing: " + tabSaid[m.list.Tab()])
}

var tabSaid = map[watchlist.Tab]string{
	watchlist.All:      "all payments",
	watchlist.Open:     "open payments, those that may still be paid",
	watchlist.Finished: "finished payments, those that are over",
}

func (m *Model) setTab(tab watchlist.Tab) {
	if tab != m.list.Tab() {
		m.list.SetTab(tab)
	}
}

// reveal makes sure that the tab does not hide a payment.
func (m *Model) reveal(id kubepay.ID) {
	if _, visible := m.list.Index(id, 0); !visible && m.list.Get(id) != nil {
		m.setTab(watchlist.All)
	}
}
