package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watch"
)

// still is a Watcher that sees nothing of itself.
type still struct{}

func (still) Add(...kubepay.ID)         {}
func (still) Remove(...kubepay.ID)      {}
func (still) Show(...kubepay.ID)        {}
func (still) Look(kubepay.ID) time.Time { return noon }
func (still) Pause(bool)                {}
func (still) Next(ctx context.Context) (watch.Batch, error) {
	<-ctx.Done()
	return watch.Batch{}, ctx.Err()
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// stage is a model without a program around it: messages go in one by one.
type stage struct {
	*Model
	seq uint64
}

// onStage opens a model of a size that watches payments.
func onStage(tb testing.TB, s size, intents ...kubepay.Intent) *stage {
	tb.Helper()
	ids := make([]kubepay.ID, len(intents))
	for i, in := range intents {
		ids[i] = in.ID
	}
	m := &stage{Model: New(tb.Context(), Options{Engine: still{}, Interval: 10 * time.Second, IDs: ids, Location: time.UTC})}
	m.Update(tea.WindowSizeMsg{Width: s.width, Height: s.height})
	m.Update(clockMsg(noon))
	m.Update(m.seen(intents...))
	return m
}

// seen is the batch of good looks that brought these intents.
func (m *stage) seen(intents ...kubepay.Intent) batchMsg {
	batch := batchMsg{Health: watch.Health{Latency: 80 * time.Millisecond, Pace: 10 * time.Second}}
	for i := range intents {
		m.seq++
		batch.Observations = append(batch.Observations, kubepay.Observation{
			ID: intents[i].ID, Seq: m.seq, At: noon, Date: noon, Next: noon.Add(10 * time.Second), Intent: &intents[i],
		})
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
