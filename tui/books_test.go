package tui_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// The ledger reads and writes times of day by the machine's clock, which in
// stories goes by UTC.
func init() { time.Local = time.UTC }

// books are a story's ledger, which answers as slowly as the story wants it to,
// or fails.
type books struct {
	*ledger.Ledger
	mu    sync.Mutex
	slow  func(query string) time.Duration // nil for at once
	fails error

	forgets error // what is sent cannot be kept, nil where it can
}

// openBooks opens the story's ledger, which has hooks told of what is paid.
func (s *story) openBooks() *books {
	s.Helper()
	opened := time.Now()
	l, err := ledger.Open(s.path, ledger.Options{
		Gateway: s.client.Origin(),
		Hooks: func(ev kubepay.Event, _ kubepay.Intent) []string {
			if ev.At.Before(opened) || !slices.Contains(ev.Topics(), kubepay.Topic(kubepay.Paid)) {
				return nil
			}
			return s.with.hooks
		},
	})
	if err != nil {
		s.Fatal(err)
	}
	return &books{Ledger: l}
}

// breaks has every question fail, or with nil none.
func (b *books) breaks(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fails = err
}

func (b *books) failure() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.fails
}

// takes has queries take their time.
func (b *books) takes(slow func(query string) time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slow = slow
}

// Search finds payments.
func (b *books) Search(ctx context.Context, query string, limit int) ([]ledger.Found, error) {
	b.mu.Lock()
	slow := b.slow
	b.mu.Unlock()
	if slow != nil {
		select {
		case <-time.After(slow(query)):
		case <-ctx.Done():
		}
	}
	if err := b.failure(); err != nil {
		return nil, err
	}
	return b.Ledger.Search(ctx, query, limit)
}

// Payment is one payment.
func (b *books) Payment(ctx context.Context, id kubepay.ID) (ledger.Payment, error) {
	if err := b.failure(); err != nil {
		return ledger.Payment{}, err
	}
	return b.Ledger.Payment(ctx, id)
}

// Raw is the last answer about a payment.
func (b *books) Raw(ctx context.Context, id kubepay.ID) ([]byte, error) {
	if err := b.failure(); err != nil {
		return nil, err
	}
	return b.Ledger.Raw(ctx, id)
}

// Totals adds up.
func (b *books) Totals(ctx context.Context, since, until time.Time) (ledger.Totals, error) {
	if err := b.failure(); err != nil {
		return ledger.Totals{}, err
	}
	return b.Ledger.Totals(ctx, since, until)
}

// Attempt notes that a sale is about to be sent.
func (b *books) Attempt(at time.Time, sale kubepay.Sale) (int64, error) {
	if b.forgets != nil {
		return 0, b.forgets
	}
	return b.Ledger.Attempt(at, sale)
}

// earlier is a payment in full.
type earlier struct {
	order, price string
	at           time.Time
}

// sold are payments that the books have from an earlier run, and that are no
// longer on the list.
func (b *books) sold(sales ...earlier) error {
	var records []ledger.Record
	var ids []kubepay.ID
	for i, s := range sales {
		at := s.at
		raw := fmt.Appendf(nil, `{"id":"%08d-%04d-4000-8000-000000000000","status":"paid","token":"BTC","currency":"EUR","created_at":%q,`+
			`"amount_fiat":%q,"amount_captured_fiat":%[4]q,"amount_crypto":"0.001","amount_captured_crypto":"0.001","metadata":{"order":%q}}`,
			at.Unix()%1e8, i, at.UTC().Format(time.RFC3339), s.price, s.order)
		in, err := kubepay.Answer{Raw: raw}.Intent()
		if err != nil {
			return err
		}
		r := ledger.Record{Intent: in, Raw: raw, SeenAt: at, Date: at}
		for _, c := range kubepay.Changes(nil, in) {
			r.Events = append(r.Events, kubepay.Event{Change: c, At: at, Date: at, Source: kubepay.Watching})
		}
		records, ids = append(records, r), append(ids, in.ID)
	}
	return errors.Join(b.Ledger.Watch(sales[0].at, ids...), b.Record(records, true), b.Unwatch(ids...))
}

// owed is the first thing that a hook is to be told.
func (s *story) owed(hook string) int64 {
	s.Helper()
	due, err := s.books.Due(hook, time.Now(), 1)
	if err != nil || len(due) == 0 {
		s.Fatalf("%s is owed nothing: %v", hook, err)
	}
	return due[0].Number
}

// does fails the story with an error.
func (s *story) does(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}
