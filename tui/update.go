package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// Update takes in one message. It is a table of contents: each case is a verb,
// and whatever became stale is rendered at the end.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	m.refresh()
	if ask := m.askTold(); ask != nil {
		cmd = tea.Batch(cmd, ask)
	}
	return m, cmd
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	if m.blind(msg) {
		return nil
	}
	switch msg := msg.(type) {
	case clockMsg:
		return m.tick(time.Time(msg))
	case batchMsg:
		return m.apply(msg)
	case arrivedMsg:
		m.engine.Add(msg...)
		m.frame.stale(everything)
		return nextArrivals(m.ctx, m.opts.Arrivals)
	case exportedMsg:
		m.exported(msg)
	case soldMsg:
		return m.sold(msg)
	case tea.KeyPressMsg:
		m.frame.stale(everything)
		return m.press(msg)
	case tea.PasteMsg:
		m.frame.stale(everything)
		return m.paste(msg.Content)
	case tea.MouseClickMsg:
		return m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		return m.wheel(msg.Mouse())
	case tea.WindowSizeMsg:
		m.resize(size{msg.Width, msg.Height})
	case tea.EnvMsg:
		m.learnTerminal(msg.Getenv)
	case tea.BackgroundColorMsg:
		m.paint(msg.IsDark())
	case tea.BlurMsg:
		m.herald.unwatched = true
	case tea.FocusMsg:
		m.herald.unwatched = false
	case strikeMsg:
		return m.herald.strike()
	case playedMsg:
		return m.played(msg)
	case answered[told]:
		return m.hearTold(msg)
	case archiveMsg:
		m.frame.stale(everything)
		return m.hear(msg)
	case engineClosedMsg:
		return tea.Quit
	}
	return nil
}

func (m *Model) tick(now time.Time) tea.Cmd {
	m.now = now.In(m.opts.Location)
	m.note.expire(m.now)
	m.herald.title.expire(m.now)
	if m.opts.Troubles != nil {
		m.condition.learnTroubles(m.opts.Troubles())
	}
	m.list.Leave(m.now, m.onShow())
	m.frame.stale(everything)
	return tea.Batch(nextSecond(), m.tickRecords(), m.tickDoubts())
}

// paint takes the terminal's own word for what is dark.
func (m *Model) paint(dark bool) {
	m.theme = theme.New(m.opts.Theme, dark)
	m.listView.forget()
	m.frame.stale(everything)
}
