package tui

import (
	"fmt"
	"strings"
)

// renderDeveloper draws the developer's screen: all calls together, under them the
// payments, and beside or under those the calls about the selected one.
func (m *Model) renderDeveloper() []string {
	v, t := &m.dev, &m.theme
	v.size = m.size
	if v.compare.id != "" {
		return m.renderCompare()
	}
	if v.wrong {
		v.gather(m)
	}
	foot := m.devFoot()
	body := size{v.width, max(v.height-1-len(foot), 0)}
	above := m.devSums(body)
	rest := size{v.width, max(body.height-len(above)-1, 0)}
	v.from = 1 + len(above) + 1 + headingLines
	lines := append(above, t.Rule.Render(strings.Repeat(t.Glyphs.Rule, v.width)))
	if v.width >= sideBySideWidth {
		half := max(v.width*45/100, 50)
		list := m.devList(size{half, rest.height})
		detail := m.devPayment(size{v.width - half - 1, rest.height})
		wall := t.Rule.Render(t.Glyphs.Wall)
		for i := range list {
			lines = append(lines, list[i]+wall+detail[i])
		}
	} else {
		height := max(rest.height*2/5, min(rest.height, 3))
		lines = append(lines, m.devList(size{v.width, height})...)
		lines = append(lines, m.devPayment(size{v.width, rest.height - height})...)
	}
	lines = filled(lines, body)
	return append(append([]string{m.devTitle()}, lines...), foot...)
}

func (m *Model) devTitle() string {
	t, v, n := &m.theme, &m.dev, m.list.Len()
	said := payments(n)
	if v.wrong {
		said = fmt.Sprintf("only what is wrong: %d of %d", m.wrongOnes(), n)
	}
	if marked := m.listView.marks.len(); marked > 0 {
		said = fmt.Sprintf("%s %d marked, %s", t.Glyphs.Marked, marked, said)
	}
	width := min(cellWidth(said), max(v.width-12, 0))
	name, room := "Calls to the gateway", max(v.width-width-3, 0)
	if cellWidth(name) > room {
		name = "Calls"
	}
	style := t.Faint
	if v.wrong {
		style = t.Accent
	}
	l := newLine(t).gap(1).put(t.Strong, name, room, left).gap(1)
	return l.put(style, said, width, right).to(v.width)
}

// wrongOnes is how many of the payments that are listed as wrong are so.
func (m *Model) wrongOnes() int {
	n := len(m.dev.ids)
	if e := m.selected(); n > 0 && e != nil && wrongWith(e, m.moment()) == "" {
		n--
	}
	return n
}

// devFoot is the foot: the field or the question that is open, what the program has
// to say, or the keys.
func (m *Model) devFoot() []string {
	switch {
	case m.asks():
		return []string{m.lastLine.render(&m.theme, m.size.width)}
	case m.note.text != "":
		return []string{m.foot(m.note.text)}
	}
	wrong := "e only what is wrong"
	if m.dev.wrong {
		wrong = "e all payments"
	}
	if m.listView.marks.len() > 0 {
		return m.keysAtFoot([]string{"esc none", "? help", "r look now", "y copy", "x take off", "E export", "space mark", "* all", "↑↓ payment", "enter answers", wrong, "p pause"})
	}
	return m.keysAtFoot([]string{"esc back", "? help", "↑↓ payment", "enter answers", wrong, "r look now", "space mark", "p pause"})
}
