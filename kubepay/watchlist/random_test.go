package watchlist_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// ids is how many payments there are in a fuzzed story: enough to be moved both
// a few and many at a time.
const ids = 90

func idOf(n int) kubepay.ID { return kubepay.ID(fmt.Sprintf("id-%02d", n)) }

type random struct{ *rand.Rand }

func pick[T any](r *random, of ...T) T { return of[r.IntN(len(of))] }

func (r *random) id() kubepay.ID { return idOf(r.IntN(ids)) }

func (r *random) ids() []kubepay.ID {
	var some []kubepay.ID
	for range pick(r, 1, 2, 80) {
		some = append(some, r.id())
	}
	return some
}

func (r *random) batch(l *till) []kubepay.Observation {
	var batch []kubepay.Observation
	for range pick(r, 1, 3, 100) {
		l.seq++
		l.now = l.now.Add(time.Second)
		batch = append(batch, r.observation(r.id(), l.seq, l.now))
	}
	return batch
}

func (r *random) observation(id kubepay.ID, seq uint64, at time.Time) kubepay.Observation {
	o := kubepay.Observation{ID: id, Seq: seq, At: at, Next: pick(r, time.Time{}, at.Add(interval))}
	switch r.IntN(6) {
	case 0:
		o.Err = pick[error](r, broken, &kubepay.Error{Kind: kubepay.Unreachable})
	case 1:
		o.Unchanged = true
	default:
		in := r.intent(id)
		in.UpdatedAt = at
		o.Intent = &in
	}
	return o
}

func (r *random) intent(id kubepay.ID) kubepay.Intent {
	return sale(id, titled(pick(r, "t", "Table 7", "寿司")),
		status(pick(r, kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Failed, kubepay.Expired, "on hold", "odd")),
		made(pick(r, time.Time{}, noon, noon.Add(time.Hour))),
		expires(pick(r, time.Time{}, noon, noon.Add(time.Hour))),
		func(in *kubepay.Intent) {
			in.Currency = pick[kubepay.Currency](r, "EUR", "USD", "")
			in.Fiat.Total = pick(r, decimal.NullDecimal{}, exactly("7"), exactly("7.00"), exactly("100"))
			in.Fiat.Captured = pick(r, decimal.NullDecimal{}, exactly("0"), exactly("0.1"), exactly("1e-60"), exactly("7"))
		})
}
