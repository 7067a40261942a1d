package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Test tells a hook of one made-up event, marked as a test, and says in a
// sentence what came of it.
func Test(ctx context.Context, h Hook, o Options) (string, error) {
	t := newTeller(h, o)
	defer t.close()
	began := time.Now()
	m := madeUp(h.Name, began)
	v, err := t.tell(ctx, m)
	if err != nil {
		return "", err
	}
	log := logFile{path: o.Log}
	log.add(time.Now(), h.Name, m.ID+" a test: "+v.said, v.output)
	if v.told {
		return fmt.Sprintf("%s was told of a made-up payment, %s: %s in %v", h.Name, m.Type, v.said, time.Since(began).Round(time.Millisecond)), nil
	}
	remedy := "check its url and the network"
	switch {
	case h.URL == "":
		remedy = "check its exec"
		if o.Log != "" {
			remedy += ", what it put out is in " + o.Log
		}
	case v.final:
		remedy = "check its url and its secret"
	}
	return "", fmt.Errorf("cannot tell %s: %s; %s", h.Name, v.said, remedy)
}

// madeUp says of a payment that there is not that it was paid.
func madeUp(hook string, now time.Time) Message {
	in := kubepay.Intent{
		ID: "test", Status: kubepay.Paid, Currency: "EUR", Token: "BTC", CreatedAt: now.Add(-time.Minute), ExpiresAt: now.Add(14 * time.Minute),
		Fiat: whole("12.50"), Crypto: whole("0.00013"),
		Metadata: []kubepay.Field{{Key: "title", Value: "a test by paywatch"}},
	}
	m := NewMessage(ledger.Delivery{Hook: hook, Intent: in, Event: kubepay.Event{
		Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: in.ID, From: string(kubepay.Pending), To: string(kubepay.Paid)},
		At:     now, Source: kubepay.Watching,
	}})
	m.Data.Test = true
	return m
}

// whole is an amount that has arrived.
func whole(s string) kubepay.Amount {
	d := decimal.NewNullDecimal(decimal.RequireFromString(s))
	return kubepay.Amount{Total: d, Captured: d}
}
