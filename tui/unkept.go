package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// unkept is what is shown and not in the file, while nothing can be recorded.
type unkept struct {
	listed  map[kubepay.ID]bool    // on the list on credit
	changed map[kubepay.ID]bool    // with changes that have no number yet
	sales   map[kubepay.ID]soldMsg // made here, and not known to be on the list of the file

	leaving bool // a person wants to quit, and is told of it
	warned  bool // that was so before the last key
}

// pressed notes that a key follows on what was said.
func (u *unkept) pressed() { u.leaving, u.warned = false, u.leaving }

// warning is what a person who wants to quit has to know, "" where there is nothing
// or that was just said.
func (u *unkept) warning() string {
	n := u.count()
	if u.leaving = n > 0 && !u.warned; !u.leaving {
		return ""
	}
	return counted(n, "payment is", "payments are") + " not recorded: q again leaves, and what is missing is printed"
}

// count is how many payments it is about.
func (u *unkept) count() int {
	n := len(u.listed)
	for id := range u.changed {
		if !u.listed[id] {
			n++
		}
	}
	return n
}

// made tells whether an attempt is that of a payment that was made here and is not
// recorded yet.
func (u *unkept) made(a ledger.Attempt) bool {
	for _, s := range u.sales {
		if s.is(a) {
			return true
		}
	}
	return false
}

// takeUnkept takes in what a batch brings that is not recorded, and what is by now:
// sales of that kind are struck out.
func (m *Model) takeUnkept(b *batchMsg) tea.Cmd {
	u := &m.unkept
	if b.Recording.Since.IsZero() {
		u.changed = nil
	}
	var cmds []tea.Cmd
	for _, p := range b.Added {
		if p.Credit {
			u.listed = marked(u.listed, p.ID)
			continue
		}
		cmds = append(cmds, m.strikeOutSale(p.ID))
	}
	for _, id := range b.Recorded {
		delete(u.listed, id)
		cmds = append(cmds, m.strikeOutSale(id))
	}
	for _, ev := range b.Events {
		if ev.Number == 0 && !b.Recording.Since.IsZero() {
			u.changed = marked(u.changed, ev.ID)
		}
	}
	return tea.Batch(cmds...)
}

func marked(ids map[kubepay.ID]bool, id kubepay.ID) map[kubepay.ID]bool {
	if ids == nil {
		ids = map[kubepay.ID]bool{}
	}
	ids[id] = true
	return ids
}

// strikeOutRecorded has a sale that became a payment struck out once that payment is
// on the list of the file: until then the attempt is all that is kept of it.
func (m *Model) strikeOutRecorded(s soldMsg) tea.Cmd {
	u := &m.unkept
	if u.sales == nil {
		u.sales = map[kubepay.ID]soldMsg{}
	}
	u.sales[s.id] = s
	if m.list.Get(s.id) != nil && !u.listed[s.id] {
		return m.strikeOutSale(s.id)
	}
	return nil
}

func (m *Model) strikeOutSale(id kubepay.ID) tea.Cmd {
	s, made := m.unkept.sales[id]
	if !made {
		return nil
	}
	delete(m.unkept.sales, id)
	return m.strikeOut(s.attempt)
}

// quit ends the program. Where it has shown what it could not record, it says so
// first, and ends with the next key that quits.
func (m *Model) quit() tea.Cmd {
	text := m.unkept.warning()
	if text == "" {
		return tea.Quit
	}
	m.over = noOverlay
	m.note = note{text: text, loud: true}
	return nil
}

// renderTooSmall is what a window shows in which nothing else can be drawn.
func (m *Model) renderTooSmall() string {
	if m.unkept.leaving {
		return enlarge(m.note.text, m.size)
	}
	return enlarge("enlarge the window", m.size)
}
