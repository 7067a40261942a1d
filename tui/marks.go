package tui

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

// marks are the payments that something is to be done to together. A mark is a
// payment's, wherever that stands and whether it is shown or not. The zero marks
// is ready.
type marks struct {
	since map[kubepay.ID]uint64 // the later marked, the higher
	n     uint64
}

func (s *marks) len() int               { return len(s.since) }
func (s *marks) has(id kubepay.ID) bool { return s.since[id] != 0 }
func (s *marks) clear()                 { s.since = nil }

func (s *marks) add(id kubepay.ID) {
	if s.has(id) {
		return
	}
	if s.since == nil {
		s.since = map[kubepay.ID]uint64{}
	}
	s.n++
	s.since[id] = s.n
}

func (s *marks) drop(ids ...kubepay.ID) {
	for _, id := range ids {
		delete(s.since, id)
	}
}

// all are the marked payments, in the order in which they were marked.
func (s *marks) all() []kubepay.ID {
	return slices.SortedFunc(maps.Keys(s.since), func(a, b kubepay.ID) int { return cmp.Compare(s.since[a], s.since[b]) })
}

// mark marks the selected payment, or unmarks it.
func (m *Model) mark() {
	s, id := &m.listView.marks, m.listView.selected
	switch {
	case id == "":
	case s.has(id):
		s.drop(id)
	default:
		m.listView.chosen = true
		m.list.See(id)
		s.add(id)
	}
}

// markAll marks every payment that is shown, or unmarks those if all are marked.
func (m *Model) markAll() {
	s, n, at := &m.listView.marks, m.list.Len(), m.list.At
	if m.over == devOverlay {
		n, at = m.dev.count(m.list), func(i int) *watchlist.Entry { return m.dev.at(m.list, i) }
	}
	every := true
	for i := range n {
		every = every && s.has(at(i).ID)
	}
	for i := range n {
		if id := at(i).ID; every {
			s.drop(id)
		} else {
			s.add(id)
		}
	}
	if n == 0 {
		m.say("there is nothing to mark")
	}
}

// pressMarked does something to the marked payments together, and tells whether
// the key is one for that.
func (m *Model) pressMarked(k tea.KeyPressMsg) bool {
	switch {
	case key.Matches(k, keys.Look):
		m.lookAtMarked()
	case key.Matches(k, keys.Remove):
		m.askRemove()
	case key.Matches(k, keys.Copy):
		m.copying = copyMenu{ids: m.listView.marks.all(), under: m.over}
		m.open(copyOverlay)
	default:
		return false
	}
	return true
}

// lookAtMarked has them all looked at, as soon as each may be.
func (m *Model) lookAtMarked() {
	ids := m.listView.marks.all()
	var last time.Time
	for _, id := range ids {
		if at := m.engine.Look(id); at.After(last) {
			last = at
		}
	}
	if last.IsZero() {
		m.say("paused: " + payments(len(ids)) + " to be looked at first thing when p goes on")
		return
	}
	if wait := last.Sub(m.now); wait > time.Second {
		m.say(fmt.Sprintf("looking at %s as the gateway allows: the last in %s", payments(len(ids)), age(wait)))
		return
	}
	m.say("looking at " + payments(len(ids)) + " now")
}

// askRemove asks once for all whether the marked payments are to be taken off the
// list.
func (m *Model) askRemove() {
	ids := m.listView.marks.all()
	asks := "Take " + payments(len(ids)) + " off the list?"
	if hidden := m.hidden(ids); hidden > 0 {
		asks = fmt.Sprintf("Take %s off the list, %d of them not shown?", payments(len(ids)), hidden)
	}
	m.ask(asks, func() { m.removeAll(ids) })
}

// hidden is how many of payments the tab or the filter does not show.
func (m *Model) hidden(ids []kubepay.ID) (n int) {
	for _, id := range ids {
		if _, shown := m.list.Index(id, m.listView.place); !shown {
			n++
		}
	}
	return n
}

func (m *Model) removeAll(ids []kubepay.ID) {
	v := &m.listView
	above := 0 // the selection, if it goes, passes to what stood under it
	for _, id := range ids {
		if i, shown := m.list.Index(id, v.place); shown && i < v.place {
			above++
		}
	}
	v.place -= above
	gone := m.list.RemoveAll(ids)
	m.listView.marks.drop(ids...)
	if len(gone) == 0 {
		m.say("they are off the list already")
		return
	}
	m.engine.Remove(idsOf(gone)...)
	m.takenOff.put(gone...)
	m.say("taken off the list: " + payments(len(gone)) + "   z brings " + themOrIt(len(gone)) + " back")
}

func idsOf(entries []*watchlist.Entry) []kubepay.ID {
	ids := make([]kubepay.ID, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	return ids
}

func themOrIt(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
