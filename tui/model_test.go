package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/track"
	"paywatch/kubepay/watch"
)

// still is a Watcher that sees nothing of itself.
type still struct{}

func (still) Add(...kubepay.ID)             {}
func (still) Made(kubepay.Observation)      {}
func (still) Remove(...kubepay.ID)          {}
func (still) Show(...kubepay.ID)            {}
func (still) Look(kubepay.ID) time.Time     { return noon }
func (still) Pause(bool)                    {}
func (still) Acknowledge(kubepay.ID, int64) {}
func (still) Next(ctx context.Context) (keeper.Batch, error) {
	<-ctx.Done()
	return keeper.Batch{}, ctx.Err()
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// stage is a model without a program around it: messages go in one by one.
type stage struct {
	*Model
	known *track.Tracker
	seq   uint64
}

// onStage opens a model of a size that watches payments.
func onStage(tb testing.TB, s size, intents ...kubepay.Intent) *stage {
	tb.Helper()
	m := &stage{Model: New(tb.Context(), Options{Engine: still{}, Interval: 10 * time.Second, Location: time.UTC})}
	m.known = track.New()
	var ids []kubepay.ID
	m.Update(tea.WindowSizeMsg{Width: s.width, Height: s.height})
	m.Update(clockMsg(noon))
	for _, in := range intents {
		ids = append(ids, in.ID)
	}
	m.Update(listed(ids...))
	m.Update(m.seen(intents...))
	return m
}

// listed is the batch that puts payments on the list.
func listed(ids ...kubepay.ID) (batch batchMsg) {
	for _, id := range ids {
		batch.Added = append(batch.Added, keeper.Payment{Payment: ledger.Payment{ID: id, Added: noon}})
	}
	return batch
}

// seen is the batch of good looks that brought these intents, one after another.
func (m *stage) seen(intents ...kubepay.Intent) batchMsg {
	batch := batchMsg{Health: watch.Health{Latency: 80 * time.Millisecond, Pace: 10 * time.Second}}
	for i := range intents {
		m.seq++
		at := noon.Add(time.Duration(m.seq))
		o, events, _ := m.known.Take(kubepay.Observation{
			ID: intents[i].ID, Seq: m.seq, At: at, Date: noon, Next: at.Add(10 * time.Second), Intent: &intents[i],
		})
		batch.Observations = append(batch.Observations, o)
		batch.Events = append(batch.Events, events...)
	}
	return batch
}

var someStatuses = []kubepay.Status{kubepay.Partial, kubepay.Pending, kubepay.Paid, kubepay.Expired, kubepay.Failed, "on_hold"}

// someIntents are n payments, made a second apart, of which the first is the
// newest; every sixth has the same status.
func someIntents(n int) []kubepay.Intent {
	coin, _ := payuri.Lookup("BTC")
	intents := make([]kubepay.Intent, n)
	for i := range intents {
		captured := decimal.NullDecimal{Valid: true}
		status := someStatuses[i%len(someStatuses)]
		switch status {
		case kubepay.Partial, "on_hold":
			captured.Decimal = decimal.New(10000, -8)
		case kubepay.Paid:
			captured.Decimal = decimal.New(41250, -8)
		}
		made := noon.Add(-time.Duration(i) * time.Second)
		intents[i] = kubepay.Intent{
			ID: kubepay.ID(fmt.Sprintf("%08x-67c5-4759-bf4a-1b4c3da863b8", i)), Status: status, Token: "BTC", Currency: "EUR",
			CreatedAt: made, UpdatedAt: made, ExpiresAt: noon.Add(15 * time.Minute), PayAddress: coin.FromSeed("nobody"),
			Fiat:     kubepay.Amount{Total: amountOf("25"), Captured: decimal.NewNullDecimal(captured.Decimal.Mul(decimal.New(60000, 0)))},
			Crypto:   kubepay.Amount{Total: amountOf("0.0004125"), Captured: captured},
			Metadata: []kubepay.Field{{Key: "order", Value: fmt.Sprintf("Table %d", i)}},
		}
	}
	return intents
}
