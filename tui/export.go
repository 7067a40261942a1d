package tui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Exporter writes payments as a table to a file that is not there yet, in the
// format that its name ends in, for its owner alone to read.
type Exporter interface {
	Export(ctx context.Context, path string, all []ledger.Payment) error
}

// exportedMsg is the end of an export.
type exportedMsg struct {
	path string
	n    int
	err  error
}

// mostPath is how many characters of a file's name are shown.
const mostPath = 200

// askExport asks for the name of the file to which the marked payments are
// written, or else the selected one.
func (m *Model) askExport() tea.Cmd {
	switch {
	case m.opts.Export == nil:
		m.say("nothing can be exported from this screen")
		return nil
	case m.listView.marks.len() == 0 && m.selected() == nil:
		m.say("there is nothing to export")
		return nil
	}
	m.note = note{}
	return m.prompt.ask(askFile, m.now.Format("payments-20060102-150405")+".csv")
}

// toExport are the payments that an export is of.
func (m *Model) toExport() []ledger.Payment {
	ids := m.listView.marks.all()
	if len(ids) == 0 {
		ids = []kubepay.ID{m.listView.selected}
	}
	var all []ledger.Payment
	for _, id := range ids {
		if e := m.list.Get(id); e != nil {
			all = append(all, ledger.Payment{
				ID: e.ID, Added: e.Added, Watched: true, Intent: e.Intent, SeenAt: e.SeenAt, Events: e.Events, Late: e.Derived().Late,
			})
		}
	}
	return all
}

// export writes the file; the screen goes on meanwhile. The field stays open until
// that is done: of a name that is no good one another is made.
func (m *Model) export(path string) tea.Cmd {
	p := &m.prompt
	if p.writing != "" {
		return nil
	}
	path = strings.TrimSpace(path)
	all := m.toExport()
	if path == "" || len(all) == 0 {
		p.close()
		m.say("nothing was exported")
		return nil
	}
	p.writing, p.trouble = path, ""
	ctx, to := m.ctx, m.opts.Export
	return func() tea.Msg { return exportedMsg{path, len(all), to.Export(ctx, path, all)} }
}

func (m *Model) exported(msg exportedMsg) {
	m.frame.stale(everything)
	p := &m.prompt
	waited := p.asking == askFile && p.writing == msg.path // and not left meanwhile
	if waited && msg.err != nil {
		p.writing, p.trouble = "", kubepay.Clean(msg.err.Error(), mostTroubleText+mostPath)
		return
	}
	if waited {
		p.close()
	}
	if msg.err != nil {
		m.warn(m.shortOf(kubepay.Clean(msg.err.Error(), mostTroubleText+mostPath), kubepay.Clean(msg.path, mostPath)))
		return
	}
	m.sayLong(fmt.Sprintf("%s written to %s", payments(msg.n), kubepay.Clean(msg.path, mostPath)))
}

// leastPath is how many cells of a file's name are shown at least.
const leastPath = 12

// shortOf is a sentence about a file with no more of the end of its name than leaves
// room for the remedy.
func (m *Model) shortOf(text, path string) string {
	excess := cellWidth(text) - m.noteRoom()
	keep := max(cellWidth(path)-excess, leastPath)
	if excess <= 0 || keep >= cellWidth(path) {
		return text
	}
	return strings.Replace(text, path, ansi.TruncateLeft(path, cellWidth(path)-keep+1, m.theme.Glyphs.Ellipsis), 1)
}
