package watchlist

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Order is a way to sort the list.
type Order int

// The orders, in the sequence in which a key steps through them.
const (
	WaitingFirst Order = iota // open payments before closed ones, the newest first within
	Newest                    // the newest first
	TimeLeft                  // the one that expires next first, closed ones last
	Largest                   // the largest total first, a currency at a time
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
	over     bool
	currency string
	amount   decimal.Decimal
	when     int64 // Unix nanoseconds, smaller first
	number   uint64
}

func (k sortKey) compare(other sortKey) int {
	return cmp.Or(
		compareBool(k.over, other.over),
		strings.Compare(k.currency, other.currency),
		other.amount.Cmp(k.amount),
		cmp.Compare(k.when, other.when),
		cmp.Compare(other.number, k.number),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func byKey(a, b *Entry) int { return a.key.compare(b.key) }

func keyOf(e *Entry, o Order) sortKey {
	k := sortKey{number: e.number}
	born := e.Added
	if e.Intent != nil && !e.Intent.CreatedAt.IsZero() {
		born = e.Intent.CreatedAt
	}
	switch o {
	case WaitingFirst:
		k.over, k.when = !e.Open(), -born.UnixNano()
	case Newest:
		k.when = -born.UnixNano()
	case TimeLeft:
		k.over = !e.Open()
		k.when = -born.UnixNano()
		if e.Intent != nil && e.Open() && !e.Intent.ExpiresAt.IsZero() {
			k.when = e.Intent.ExpiresAt.UnixNano()
		}
	case Largest:
		if e.Intent != nil && e.Intent.Fiat.Total.Valid {
			k.currency, k.amount = string(e.Intent.Currency), e.Intent.Fiat.Total.Decimal
		}
	}
	return k
}

// fewMoves is how many entries are moved one at a time. Beyond it, taking all
// of them out and merging them back in one pass is cheaper.
const fewMoves = 8

// ordered is a run of entries kept sorted by their keys.
type ordered []*Entry

func (s ordered) find(e *Entry) (int, bool) {
	return slices.BinarySearchFunc(s, e, byKey)
}

// rekey gives every entry of moved its new key and returns the run with each in
// its new place. All of moved must be in the run.
func (s ordered) rekey(moved []*Entry, o Order) ordered {
	if len(moved) <= fewMoves {
		for _, e := range moved {
			s = s.without(e)
			e.key = keyOf(e, o)
			s = s.with(e)
		}
		return s
	}
	rest := s.withoutAll(moved)
	for _, e := range moved {
		e.key = keyOf(e, o)
	}
	return rest.merge(moved)
}

func (s ordered) with(e *Entry) ordered {
	i, _ := s.find(e)
	return slices.Insert(s, i, e)
}

func (s ordered) without(e *Entry) ordered {
	if i, ok := s.find(e); ok {
		return slices.Delete(s, i, i+1)
	}
	return s
}

// merge puts newcomers, whose keys are set, in their places.
func (s ordered) merge(newcomers []*Entry) ordered {
	newcomers = slices.SortedFunc(slices.Values(newcomers), byKey)
	i, j := len(s)-1, len(newcomers)-1
	s = append(s, newcomers...)
	for k := len(s) - 1; j >= 0; k-- {
		if i >= 0 && byKey(s[i], newcomers[j]) > 0 {
			s[k] = s[i]
			i--
		} else {
			s[k] = newcomers[j]
			j--
		}
	}
	return s
}

func byNumber(a, b *Entry) int { return cmp.Compare(a.number, b.number) }

// withoutAll takes entries out, those that are in.
func (s ordered) withoutAll(leaving []*Entry) ordered {
	if len(leaving) <= fewMoves {
		for _, e := range leaving {
			s = s.without(e)
		}
		return s
	}
	gone := make(map[*Entry]bool, len(leaving))
	for _, e := range leaving {
		gone[e] = true
	}
	return slices.DeleteFunc(s, func(e *Entry) bool { return gone[e] })
}
