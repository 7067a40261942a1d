package tui_test

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
)

// books are an archive in memory, that answers as the ledger does, but as slowly
// as a story wants it to.
type books struct {
	mu       sync.Mutex
	payments map[kubepay.ID]*ledger.Payment
	raw      map[kubepay.ID][]byte
	number   int64
	slow     func(query string) time.Duration // nil for at once
	fails    error
}

func newBooks() *books {
	return &books{payments: map[kubepay.ID]*ledger.Payment{}, raw: map[kubepay.ID][]byte{}}
}

// recording is an engine whose batches are in the books before anybody sees them.
type recording struct {
	*watch.Engine
	books *books
}

// Next is the next batch, recorded.
func (r recording) Next(ctx context.Context) (watch.Batch, error) {
	batch, err := r.Engine.Next(ctx)
	for _, o := range batch.Observations {
		r.books.record(o)
	}
	return batch, err
}

// Remove takes a payment off the list, and leaves it in the books.
func (r recording) Remove(ids ...kubepay.ID) {
	r.Engine.Remove(ids...)
	r.books.mu.Lock()
	defer r.books.mu.Unlock()
	for _, id := range ids {
		if p := r.books.payments[id]; p != nil {
			p.Watched = false
		}
	}
}

func (b *books) record(o kubepay.Observation) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if o.Intent == nil {
		return
	}
	p := b.payments[o.ID]
	if p == nil {
		p = &ledger.Payment{ID: o.ID, Added: o.At, Watched: true}
		b.payments[o.ID] = p
	}
	after := *o.Intent
	if p.Intent != nil {
		after = after.Keep(*p.Intent)
	}
	for _, c := range kubepay.Changes(p.Intent, after) {
		b.number++
		p.Events = append(p.Events, kubepay.Event{Change: c, At: o.At, Date: o.Date, Number: b.number, Source: kubepay.Watching})
	}
	p.Intent, p.SeenAt, p.Watched = &after, o.At, true
	if o.Raw != nil {
		b.raw[o.ID] = slices.Clone(o.Raw)
	}
}

// tells has a hook told of the last thing that happened to a payment.
func (b *books) tells(id kubepay.ID, d ledger.Delivery) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.payments[id]
	d.Number = int64(len(p.Deliveries) + 1)
	d.Event = p.Events[len(p.Events)-1]
	p.Deliveries = append(p.Deliveries, d)
}

// Search finds payments.
func (b *books) Search(ctx context.Context, query string, limit int) ([]ledger.Found, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.slow != nil {
		wait := b.slow(query)
		b.mu.Unlock()
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
		b.mu.Lock()
	}
	if err := cmp.Or(ctx.Err(), b.fails); err != nil {
		return nil, err
	}
	var found []ledger.Found
	for p := range maps.Values(b.payments) {
		if p.Intent != nil && b.answers(p, query) {
			found = append(found, foundOf(p))
		}
	}
	slices.SortFunc(found, func(x, y ledger.Found) int {
		return cmp.Or(y.CountedAt.Compare(x.CountedAt), cmp.Compare(x.ID, y.ID))
	})
	return found[:min(len(found), limit)], nil
}

func foundOf(p *ledger.Payment) ledger.Found {
	in := p.Intent
	return ledger.Found{
		ID: p.ID, Title: in.Title(), Status: in.Status, Token: in.Token, Currency: in.Currency, Fiat: in.Fiat, Crypto: in.Crypto,
		CreatedAt: in.CreatedAt, CountedAt: countedAt(p), Late: late(p), Watched: p.Watched,
	}
}

func late(p *ledger.Payment) bool {
	return slices.ContainsFunc(p.Events, func(ev kubepay.Event) bool { return ev.Kind == kubepay.Late })
}

func countedAt(p *ledger.Payment) time.Time {
	at := p.Intent.CreatedAt
	for _, ev := range p.Events {
		if ev.Kind == kubepay.Captured {
			at = ev.At
		}
	}
	return at
}

// answers tells whether a payment has every word of a query.
func (b *books) answers(p *ledger.Payment, query string) bool {
	in := p.Intent
	texts := []string{string(p.ID), string(in.Token), string(in.Currency), in.Fiat.Total.Decimal.StringFixed(2),
		countedAt(p).UTC().Format("15:04"), countedAt(p).UTC().Format(time.DateOnly), "status:" + string(in.Status)}
	for _, f := range in.Metadata {
		texts = append(texts, strings.Fields(f.Value)...)
	}
	ends := []string{string(p.ID), string(in.PayAddress)}
	for _, tx := range in.Transactions {
		ends = append(ends, string(tx.ID))
	}
	if late(p) {
		texts = append(texts, "late")
	}
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		begins := func(text string) bool { return strings.HasPrefix(strings.ToLower(text), word) }
		isEnd := func(text string) bool { return strings.HasSuffix(strings.ToLower(text), word) }
		if !slices.ContainsFunc(texts, begins) && !slices.ContainsFunc(ends, isEnd) {
			return false
		}
	}
	return true
}

// Payment is one payment.
func (b *books) Payment(_ context.Context, id kubepay.ID) (ledger.Payment, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.payments[id]
	if p == nil {
		return ledger.Payment{}, cmp.Or(b.fails, ledger.ErrUnknown)
	}
	whole := *p
	whole.Events, whole.Deliveries = slices.Clone(p.Events), slices.Clone(p.Deliveries)
	return whole, b.fails
}

// Raw is the last answer about a payment.
func (b *books) Raw(_ context.Context, id kubepay.ID) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.raw[id], b.fails
}

// Totals adds up.
func (b *books) Totals(_ context.Context, since, until time.Time) (ledger.Totals, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	totals := ledger.Totals{Since: since, Until: until}
	for _, id := range slices.Sorted(maps.Keys(b.payments)) {
		p := b.payments[id]
		if p.Intent == nil || countedAt(p).Before(since) || !countedAt(p).Before(until) {
			continue
		}
		add(&totals, p)
	}
	return totals, b.fails
}

func add(totals *ledger.Totals, p *ledger.Payment) {
	in := p.Intent
	outcome, came := ledger.Outcome(in.Status), in.Fiat.Captured.Decimal
	r, _ := in.Received()
	switch {
	case r.Captured.GreaterThan(r.Total):
		outcome = ledger.Overpaid
	case late(p):
		outcome = ledger.Late
	case (in.Status == kubepay.Failed || in.Status == kubepay.Expired) && r.Captured.IsPositive():
		outcome = ledger.Underpaid
	}
	line := ledger.TotalsLine{Currency: in.Currency, Token: in.Token, Outcome: outcome}
	i := slices.IndexFunc(totals.Lines, func(l ledger.TotalsLine) bool {
		return l.Currency == line.Currency && l.Token == line.Token && l.Outcome == line.Outcome
	})
	if i < 0 {
		i = len(totals.Lines)
		totals.Lines = append(totals.Lines, line)
	}
	l := &totals.Lines[i]
	l.Payments++
	l.Fiat, l.Crypto = l.Fiat.Add(came), l.Crypto.Add(in.Crypto.Captured.Decimal)
	hour := ledger.HourTotal{Hour: countedAt(p).Truncate(time.Hour), Currency: in.Currency, Payments: 1, Fiat: came}
	totals.Hours = append(totals.Hours, hour)
}
