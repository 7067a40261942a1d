package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
)

// apply takes in what is new and asks for the next batch.
func (m *Model) apply(batch batchMsg) tea.Cmd {
	m.takeHealth(batch.Health)
	m.takeRecording(batch.Recording)
	m.takeElsewhere(batch.Elsewhere)
	totals := m.list.TotalsRevision()
	m.takeList(batch.Added, batch.Removed)
	recorded := m.takeUnkept(batch)
	for _, o := range batch.Observations {
		m.markStale(o)
		if o.Raw != nil && m.list.Get(o.ID) != nil {
			m.keepAnswer(o)
		}
	}
	events := m.list.Apply(batch.Observations, batch.Events)
	for _, r := range batch.Read {
		m.list.Read(r.ID, r.UpTo)
		m.frame.stale(everything)
	}
	if m.list.TotalsRevision() != totals {
		m.frame.stale(headerPart)
	}
	if batch.Notice != "" {
		m.warn(batch.Notice)
		m.frame.stale(footerPart)
	}
	if len(events)+len(batch.Added)+len(batch.Removed) > 0 {
		m.recorded()
	}
	m.toldMore(batch.Told)
	next := tea.Batch(nextBatch(m.ctx, m.opts.Engine), recorded)
	if len(events) == 0 {
		return next
	}
	m.sumUpAbsence(events)
	return tea.Batch(next, m.announce(events))
}

// keepAnswer keeps what a look brought, good or not, as it came.
func (m *Model) keepAnswer(o kubepay.Observation) {
	failed := ""
	if o.Err != nil {
		failed = reasonOf(o.Err)
	}
	m.answers.keep(o.ID, o.Raw, o.At, failed)
}

// takeList takes in what was put on the list and what was taken off it.
func (m *Model) takeList(added []keeper.Payment, removed []kubepay.ID) {
	if len(added)+len(removed) == 0 {
		return
	}
	m.list.RemoveAll(removed)
	m.listView.marks.drop(removed...)
	var kept []watchlist.Kept
	for _, p := range added {
		p = m.withAnswer(p)
		before := m.returning[p.ID]
		if delete(m.returning, p.ID); before != nil && len(before.Events) >= len(p.Events) {
			m.list.Restore(before)
			continue
		}
		kept = append(kept, watchlist.Kept{
			ID: p.ID, Added: p.Added, Intent: p.Intent, SeenAt: p.SeenAt, Within: p.Within, Events: p.Events, ReadUpTo: p.ReadUpTo,
		})
	}
	m.list.Put(kept...)
	if m.awaited != "" && m.list.Get(m.awaited) != nil {
		m.reveal(m.awaited)
		m.chosen, m.listView.selected, m.awaited = true, m.awaited, ""
	}
	m.frame.stale(everything)
}

// withAnswer is a payment that was just put on the list, with what the answer to its
// create said, where nothing else is known of it and that says what to pay and where
// to: it is shown until the first look, and never recorded, for it does not say where
// the payment stands.
func (m *Model) withAnswer(p keeper.Payment) keeper.Payment {
	if p.ID != m.created.ID {
		return p
	}
	if in := m.created.Intent; p.Intent == nil && in.PayAddress != "" && in.Crypto.Total.Valid {
		p.Intent, p.SeenAt, p.Within = in, m.created.At, m.opts.Interval
	}
	m.created = kubepay.Observation{}
	return p
}

// takeRecording takes in whether what is seen is kept.
func (m *Model) takeRecording(r keeper.Recording) {
	if r != m.recording {
		m.recording = r
		m.frame.stale(everything)
	}
}

// takeElsewhere takes in whether another program looks.
func (m *Model) takeElsewhere(elsewhere bool) {
	if elsewhere != m.elsewhere {
		m.elsewhere = elsewhere
		m.frame.stale(everything)
	}
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
