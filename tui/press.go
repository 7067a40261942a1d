package tui

import (
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

// press hands a key to whatever has the keys: an open field, a question, what lies
// over the main screen, or that itself.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.unkept.pressed()
	switch {
	case m.layout.tooSmall: // see blind
		return m.quit()
	case m.prompt.open():
		return m.typed(k)
	case m.question.open() && m.asksAtFoot():
		m.answerQuestion(k)
		return nil
	case m.over != noOverlay:
		return m.pressOverlay(k)
	}
	m.note.pressed()
	return m.pressMain(k)
}

// pressMain obeys a key on the main screen.
func (m *Model) pressMain(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, keys.Quit):
		return m.quit()
	case key.Matches(k, keys.New):
		return m.newSale()
	case key.Matches(k, keys.Help):
		m.open(helpOverlay)
	case key.Matches(k, keys.Filter):
		return m.prompt.ask(askFilter, m.prompt.filter)
	case key.Matches(k, keys.Add):
		return m.prompt.ask(askIDs, "")
	case key.Matches(k, keys.Sort):
		m.list.SetOrder(m.list.Order().Following())
		m.say("sorted: " + m.list.Order().String())
	case key.Matches(k, keys.Tabs):
		m.stepTab()
	case key.Matches(k, keys.History):
		return m.openHistory()
	case key.Matches(k, keys.Doubts):
		m.openDoubts()
	case key.Matches(k, keys.Totals):
		return m.openTotals()
	case key.Matches(k, keys.Raw):
		return m.openRaw()
	case key.Matches(k, keys.Developer):
		return m.openDeveloper()
	case key.Matches(k, keys.Mute):
		m.say(m.herald.mute())
	case key.Matches(k, keys.Back):
		m.back()
	case m.pressMove(k):
	default:
		return m.pressList(k)
	}
	return nil
}

// pressMove moves the selection, or scrolls the details when they have the keys.
func (m *Model) pressMove(k tea.KeyPressMsg) bool {
	page := max(m.listView.page()-1, 1)
	if m.focus == detailPane {
		page = max(m.detail.height-2, 1)
	}
	switch by, moves := keys.stride(k, page); {
	case moves:
		m.move(by)
	case key.Matches(k, keys.Detail):
		m.focus = detailPane
	case key.Matches(k, keys.List):
		m.focus, m.detail.offset = listPane, 0
	default:
		return false
	}
	return true
}

func (m *Model) move(by int) {
	m.listView.chosen = true
	if m.focus == detailPane {
		m.detail.scroll(by)
		return
	}
	m.list.See(m.listView.selected)
	m.listView.move(m.list, by)
	m.list.See(m.listView.selected)
}

// pressList does something with the list, wherever that is shown: with the marked
// payments, or else with the selected one.
func (m *Model) pressList(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, keys.Mark):
		m.mark()
	case key.Matches(k, keys.MarkAll):
		m.markAll()
	case key.Matches(k, keys.Export):
		return m.askExport()
	case key.Matches(k, keys.Undo):
		m.undo()
	case key.Matches(k, keys.Acknowledge):
		m.acknowledge()
	case key.Matches(k, keys.Pause):
		m.engine.pause()
	case m.listView.marks.len() > 0 && m.pressMarked(k):
	default:
		m.pressPayment(k)
	}
	return nil
}

// pressPayment does something with the selected payment.
func (m *Model) pressPayment(k tea.KeyPressMsg) {
	e := m.selected()
	if e == nil {
		return
	}
	m.list.See(e.ID)
	switch {
	case key.Matches(k, keys.Look):
		m.look()
	case key.Matches(k, keys.Copy):
		m.copying = copyMenu{ids: []kubepay.ID{e.ID}, under: m.over}
		m.open(copyOverlay)
	case key.Matches(k, keys.Remove):
		m.remove()
	case m.over != noOverlay: // the rest is of what only the main screen shows
	case key.Matches(k, keys.Customer):
		m.customer.id = e.ID
		m.open(customerOverlay)
	case key.Matches(k, keys.Explorer):
		m.links.offset = 0
		m.open(linkOverlay)
	case key.Matches(k, keys.Form):
		m.detail.bare = !m.detail.bare
	}
}

// back leaves the details, or else unmarks everything, clears the filter, or shows
// all tabs.
func (m *Model) back() {
	if m.focus == detailPane {
		m.focus, m.detail.offset = listPane, 0
		return
	}
	if m.listView.marks.len() > 0 {
		m.listView.marks.clear()
		return
	}
	if m.list.Filtered() {
		m.setFilter("")
		return
	}
	m.setTab(watchlist.All)
}

func (m *Model) look() {
	at := m.engine.Look(m.listView.selected)
	if at.IsZero() {
		m.say("paused: it is looked at first thing when p goes on")
		return
	}
	if wait := at.Sub(m.now); wait > time.Second {
		m.say(fmt.Sprintf("not sooner than the gateway allows: next look in %s, at %s", age(wait), timeOfDay(at, m.now)))
		return
	}
	m.say("looking now")
}

// acknowledge clears the selected payment's alarms, and the one about the token.
func (m *Model) acknowledge() {
	m.condition.refused = false
	if e := m.selected(); e != nil {
		m.list.See(e.ID)
		m.engine.Acknowledge(e.ID, m.list.Acknowledge(e.ID))
	}
}
