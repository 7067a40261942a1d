package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// part is a part of the main screen that is rendered on its own.
type part uint8

const (
	headerPart part = 1 << iota
	listPart
	detailPart
	footerPart
	everything = headerPart | listPart | detailPart | footerPart
)

// frame is the screen as it was last rendered, and what of it no longer holds.
type frame struct {
	dirty                part
	header, rule, footer string
	view                 tea.View
}

func (f *frame) stale(p part) { f.dirty |= p }

// refresh renders what is stale. It is the only place where the screen is made.
func (m *Model) refresh() {
	if m.frame.dirty == 0 || m.size.width == 0 {
		return
	}
	alarm := unrecorded(&m.theme, m.condition.recording, m.now, m.window)
	m.size = size{m.window.width, m.window.height - len(alarm)}
	under := m.prompt.under(&m.theme, m.size)
	m.size.height -= len(under)
	m.layout = arrange(m.size, m.focus)
	m.settle()
	var content string
	switch {
	case m.layout.tooSmall:
		content = m.renderTooSmall()
	case m.over != noOverlay:
		content = strings.Join(m.renderOverlay(), "\n")
	default:
		content = m.renderMain()
	}
	if under = append(under, alarm...); len(under) > 0 {
		content += "\n" + strings.Join(under, "\n")
	}
	m.frame.view = m.compose(content)
	m.frame.dirty = 0
}

// settle makes sure that a payment is selected, and has it looked at more often
// than the others.
func (m *Model) settle() {
	before := m.listView.selected
	m.listView.size = m.layout.list
	if m.listView.height == 0 {
		m.listView.size = m.layout.detail // taking turns: it comes back as large
	}
	m.listView.stayAtTop(m.list)
	m.listView.settle(m.list)
	if m.listView.selected != before {
		m.detail.offset, m.detail.bare = 0, false
		m.frame.stale(everything)
	}
	if shown := m.onShow(); m.engine.show(shown) {
		m.opts.Calls.Follow(shown)
	}
}

func (m *Model) renderMain() string {
	t, now, l := &m.theme, m.moment(), m.layout
	if m.frame.dirty&headerPart != 0 {
		m.frame.header = header(t, m.news(), l.width)
		m.frame.rule = m.rule()
	}
	if m.frame.dirty&listPart != 0 && l.list.height > 0 {
		m.listView.render(t, m.list, now)
	}
	if m.frame.dirty&detailPart != 0 && l.detail.height > 0 {
		m.detail.size, m.detail.told = l.detail, m.telling.of(m.listView.selected)
		m.detail.render(t, m.selected(), now, m.focus == detailPane)
	}
	if m.frame.dirty&footerPart != 0 {
		m.frame.footer = m.renderFooter()
	}
	return m.join()
}

func (m *Model) renderFooter() string {
	if m.asks() {
		return m.lastLine.render(&m.theme, m.size.width)
	}
	hints, marked := keys.hints(m.focus, m.selected() != nil, m.opts.Seller != nil), m.listView.marks.len()
	if marked > 0 {
		hints = keys.markedHints()
	}
	return footer(&m.theme, m.note, hints, marked, m.size.width)
}

// join sets the ready lines together. Each is as wide as its room, so that
// nothing is measured here, and nothing is copied twice.
func (m *Model) join() string {
	t, l := &m.theme, m.layout
	var b strings.Builder
	b.Grow(len(m.frame.view.Content) + 256)
	b.WriteString(m.frame.header)
	write := func(lines ...string) {
		for _, text := range lines {
			b.WriteByte('\n')
			b.WriteString(text)
		}
	}
	write(m.frame.rule)
	switch {
	case l.stacked:
		write(m.listView.lines...)
		write(t.Rule.Render(strings.Repeat(t.Glyphs.Rule, l.width)))
		write(m.detail.lines...)
	case l.list.height == 0:
		write(m.detail.lines...)
	case l.detail.height == 0:
		write(m.listView.lines...)
	default:
		wall := t.Rule.Render(t.Glyphs.Wall)
		for i, text := range m.listView.lines {
			write(text)
			b.WriteString(wall)
			b.WriteString(m.detail.lines[i])
		}
	}
	if l.ruled {
		write(t.Rule.Render(ruleWith(t, l, t.Glyphs.TeeUp)))
	}
	write(m.frame.footer)
	return b.String()
}

// View hands over the screen as it was rendered.
func (m *Model) View() tea.View { return m.frame.view }

// compose adds to the screen's text what the terminal shows around it.
func (m *Model) compose(content string) tea.View {
	v := tea.NewView(content)
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.ReportFocus = true
	v.WindowTitle = m.herald.title.show(m.list)
	v.ProgressBar = m.progress()
	v.Cursor = m.cursor()
	return v
}

// cursor is where the next letter goes, in the field that is open.
func (m *Model) cursor() *tea.Cursor {
	switch {
	case m.layout.tooSmall:
	case m.over == historyOverlay:
		return m.history.cursor()
	case m.over == totalsOverlay:
		return m.totals.cursor()
	case m.asksAtFoot() && m.prompt.open():
		return m.prompt.cursor(m.size)
	}
	return nil
}

// progress is the shown payment's, for the terminal's own bar.
func (m *Model) progress() *tea.ProgressBar {
	if !m.showsProgress {
		return nil
	}
	e := m.selected()
	if e == nil || e.Intent == nil || !e.Open() {
		return nil
	}
	r, ok := e.Intent.Received()
	if !ok {
		return nil
	}
	state := tea.ProgressBarDefault
	if e.Stale(m.now) {
		state = tea.ProgressBarWarning
	}
	return tea.NewProgressBar(state, r.Percent())
}
