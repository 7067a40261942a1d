package watchlist_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/track"
	"paywatch/kubepay/watchlist"
)

// noon is when every story begins.
var noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

const interval = 10 * time.Second

// till is a list in a story: looks come in one after the other, by way of what is
// known of each payment.
type till struct {
	*watchlist.List
	known *track.Tracker
	t     *testing.T
	now   time.Time
	seq   uint64
}

func newTill(t *testing.T, ids ...kubepay.ID) *till {
	t.Helper()
	l := &till{List: watchlist.New(), known: track.New(), t: t, now: noon}
	l.Add(l.now, ids...)
	return l
}

// Add puts payments on the list that are new to it.
func (l *till) Add(now time.Time, ids ...kubepay.ID) []kubepay.ID { return add(l.List, now, ids...) }

func add(l *watchlist.List, now time.Time, ids ...kubepay.ID) []kubepay.ID {
	var all []watchlist.Kept
	for _, id := range ids {
		all = append(all, watchlist.Kept{ID: id, Added: now})
	}
	return l.Put(all...)
}

// Apply has the list take in a batch of looks.
func (l *till) Apply(batch []kubepay.Observation) []kubepay.Event {
	return apply(l.List, l.known, batch)
}

func apply(l *watchlist.List, known *track.Tracker, batch []kubepay.Observation) []kubepay.Event {
	var looks []kubepay.Observation
	var all []kubepay.Event
	for _, o := range batch {
		if o, events, ok := known.Take(o); ok {
			looks, all = append(looks, o), append(all, events...)
		}
	}
	return l.Apply(looks, all)
}

// observed applies one observation, an interval after the last one.
func (l *till) observed(o kubepay.Observation) []kubepay.Event {
	l.seq++
	l.now = l.now.Add(interval)
	o.Seq, o.At, o.Date = l.seq, l.now, l.now.Add(time.Second)
	if !o.Next.IsZero() {
		o.Next = l.now.Add(interval)
	}
	return l.Apply([]kubepay.Observation{o})
}

// soon marks an observation after which the payment is looked at again.
var soon = noon

func (l *till) sees(in kubepay.Intent) []kubepay.Event {
	return l.observed(kubepay.Observation{ID: in.ID, Intent: &in, Next: soon})
}

func (l *till) seesInPublic(in kubepay.Intent) []kubepay.Event {
	in.Metadata, in.Transactions = nil, nil
	return l.observed(kubepay.Observation{ID: in.ID, Intent: &in, Next: soon, Public: true})
}

func (l *till) seesNoChange(id kubepay.ID) []kubepay.Event {
	return l.observed(kubepay.Observation{ID: id, Unchanged: true, Next: soon})
}

func (l *till) fails(id kubepay.ID) []kubepay.Event {
	return l.observed(kubepay.Observation{ID: id, Err: broken, Next: soon})
}

var broken = &kubepay.Error{Kind: kubepay.Broken, Op: "look at the payment", Code: 502}

// sale is a payment of 25.00 EUR in Bitcoin, of which nothing has come.
func sale(id kubepay.ID, details ...func(*kubepay.Intent)) kubepay.Intent {
	in := kubepay.Intent{
		ID: id, Status: kubepay.Pending, Token: "BTC", Currency: "EUR",
		CreatedAt: noon, ExpiresAt: noon.Add(15 * time.Minute),
		PayAddress:   "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		Fiat:         kubepay.Amount{Total: exactly("25.00"), Captured: exactly("0.00")},
		Crypto:       kubepay.Amount{Total: exactly("0.0005"), Captured: exactly("0")},
		Metadata:     []kubepay.Field{{Key: "order", Value: "Table 7"}},
		Transactions: []kubepay.Transaction{},
	}
	for _, d := range details {
		d(&in)
	}
	return in
}

func exactly(s string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

func status(s kubepay.Status) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) { in.Status = s }
}

// came is what has arrived, in both units.
func came(fiat, crypto string) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) {
		in.Fiat.Captured, in.Crypto.Captured = exactly(fiat), exactly(crypto)
	}
}

func transaction(id kubepay.TxID, received string, at time.Time) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) {
		in.Transactions = append(in.Transactions, kubepay.Transaction{ID: id, Received: exactly(received).Decimal, CreatedAt: at})
	}
}

func titled(title string) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) { in.Metadata = []kubepay.Field{{Key: "title", Value: title}} }
}

func total(fiat string, c kubepay.Currency) func(*kubepay.Intent) {
	return func(in *kubepay.Intent) { in.Fiat.Total, in.Currency = exactly(fiat), c }
}

// kinds is what happened, in short.
func kinds(events []kubepay.Event) []kubepay.ChangeKind {
	var all []kubepay.ChangeKind
	for _, ev := range events {
		all = append(all, ev.Kind)
	}
	return all
}

// shown is what is visible, from the top.
func (l *till) shown() []kubepay.ID {
	var ids []kubepay.ID
	for i := range l.Len() {
		ids = append(ids, l.At(i).ID)
	}
	return ids
}
