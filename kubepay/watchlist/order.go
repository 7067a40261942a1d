package watchlist

import (
	"cmp"

	"paywatch/kubepay"
)

// Order is a way to sort the list.
type Order int

// The orders, in the sequence in which a key steps through them.
const (
	WaitingFirst Order = iota // open payments before closed ones, the newest first within
	Newest                    // the newest first
	TimeLeft                  // the one that expires next first, then open ones without expiry, closed ones last
	Largest                   // the largest total first, a currency at a time, unknown ones last
	orders
)

func (o Order) String() string {
	return [...]string{"waiting first", "newest", "time left", "largest"}[o]
}

// Following is the order that comes after o.
func (o Order) Following() Order { return (o + 1) % orders }

// sortKey is an entry's place in an order. It is kept in the entry, so that the
// place is found again by binary search after the entry has changed.
type sortKey struct {
	rank   int8            // smaller first, before all else
	number uint32          // grows with every addition, larger first: no two are equal
	total  *kubepay.Intent // by its currency, the larger total first; nil where totals do not count
	when   int64           // Unix microseconds, which every year has; smaller first
}

func (k sortKey) compare(other sortKey) int {
	if k.rank != other.rank {
		return cmp.Compare(k.rank, other.rank)
	}
	if a, b := k.total, other.total; a != b && a != nil && b != nil {
		if by := cmp.Or(cmp.Compare(a.Currency, b.Currency), b.Fiat.Total.Decimal.Cmp(a.Fiat.Total.Decimal)); by != 0 {
			return by
		}
	}
	return cmp.Or(cmp.Compare(k.when, other.when), cmp.Compare(other.number, k.number))
}

func byKey(a, b *Entry) int { return a.key.compare(b.key) }

func keyOf(e *Entry, o Order) sortKey {
	k := sortKey{number: e.key.number, when: -e.born().UnixMicro()}
	switch o {
	case WaitingFirst:
		if !e.Open() {
			k.rank = 1
		}
	case TimeLeft:
		switch {
		case !e.Open():
			k.rank = 2
		case e.Intent == nil || e.Intent.ExpiresAt.IsZero():
			k.rank = 1
		default:
			k.when = e.Intent.ExpiresAt.UnixMicro()
		}
	case Largest:
		if e.Intent == nil || !e.Intent.Fiat.Total.Valid {
			k.rank = 1
		} else {
			k.total = e.Intent
		}
	}
	return k
}
