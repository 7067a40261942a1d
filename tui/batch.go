package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

// apply takes in what the engine has seen and asks for the next batch.
func (m *Model) apply(batch batchMsg) tea.Cmd {
	m.takeHealth(batch.Health)
	for _, o := range batch.Observations {
		m.markStale(o)
		if o.Raw != nil && m.list.Get(o.ID) != nil {
			m.answers.keep(o.ID, o.Raw)
		}
	}
	totals := m.list.TotalsRevision()
	var looks []kubepay.Observation
	var events []kubepay.Event
	for _, o := range batch.Observations {
		if o, changes, ok := m.known.Take(o); ok {
			looks, events = append(looks, o), append(events, changes...)
		}
	}
	events = m.list.Apply(looks, events)
	if m.list.TotalsRevision() != totals {
		m.frame.stale(headerPart)
	}
	next := nextBatch(m.ctx, m.opts.Engine)
	if len(events) == 0 {
		return next
	}
	return tea.Batch(next, m.announce(events))
}

func (m *Model) takeHealth(h watch.Health) {
	if h.TokenRefused && !m.health.TokenRefused {
		m.refused = true
	}
	if calm(h) != calm(m.health) {
		m.frame.stale(headerPart)
	}
	if h.Offset != m.health.Offset {
		m.frame.stale(everything)
	}
	m.health = h
}

// calm is the health without the figures that run all the time: they come to the
// screen with the clock.
func calm(h watch.Health) watch.Health {
	h.Latency, h.PerSecond = 0, 0
	return h
}

// markStale says which parts of the screen an observation may alter. An answer
// that is the same as before alters only how old it is, which the clock brings
// to the screen.
func (m *Model) markStale(o kubepay.Observation) {
	e := m.list.Get(o.ID)
	if e == nil || o.Intent == nil && o.Err == nil && e.Err == nil {
		return
	}
	m.frame.stale(listPart)
	if o.ID == m.listView.selected {
		m.frame.stale(everything)
	}
}
