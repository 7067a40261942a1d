package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/watchlist"
)

// apply takes in what is new and asks for the next batch.
func (m *Model) apply(batch batchMsg) tea.Cmd {
	m.frame.stale(m.condition.take(&batch))
	totals := m.list.TotalsRevision()
	m.takeList(batch.Added, batch.Removed)
	recorded := m.takeUnkept(&batch)
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
	next := nextBatch(m.ctx, m.engine.Watcher)
	if recorded == nil && len(events) == 0 { // as ever
		return next
	}
	m.sumUpAbsence(events)
	return tea.Batch(next, recorded, m.announce(events))
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
		p = m.sale.withAnswer(p, m.opts.Interval)
		if before := m.takenOff.back(p); before != nil {
			m.list.Restore(before)
			continue
		}
		kept = append(kept, watchlist.Kept{
			ID: p.ID, Added: p.Added, Intent: p.Intent, SeenAt: p.SeenAt, Within: p.Within, Events: p.Events, ReadUpTo: p.ReadUpTo,
		})
	}
	m.list.Put(kept...)
	for _, k := range kept {
		m.makeRoom(k.Intent)
	}
	if id := m.listView.arrived(m.list); id != "" {
		m.reveal(id)
		m.listView.choose(id)
	}
	m.frame.stale(everything)
}

// makeRoom has the list leave room for an amount. It never takes that back: the columns
// would jump.
func (m *Model) makeRoom(in *kubepay.Intent) {
	if in == nil {
		return
	}
	if cells := cellWidth(fiatOf(in, in.Fiat.Total)); cells > m.listView.fiat {
		m.listView.fiat = cells
		m.frame.stale(everything)
	}
}

// markStale says which parts of the screen an observation may alter. An answer
// that is the same as before alters only how old it is, which the clock brings
// to the screen.
func (m *Model) markStale(o kubepay.Observation) {
	e := m.list.Get(o.ID)
	if e == nil {
		return
	}
	if same := o.Intent == nil && o.Err == nil; same && e.Err == nil {
		return
	}
	m.frame.stale(listPart)
	if o.ID == m.listView.selected {
		m.frame.stale(everything)
	}
	if e.Intent == nil || o.Intent != nil && !sameTotal(o.Intent, e.Intent) {
		m.makeRoom(o.Intent)
	}
}

func sameTotal(a, b *kubepay.Intent) bool {
	return a.Currency == b.Currency && a.Fiat.Total.Decimal.Equal(b.Fiat.Total.Decimal)
}
