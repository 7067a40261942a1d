package watchlist

import (
	"cmp"
	"slices"
	"time"

	"paywatch/kubepay"
)

// Used are the coins and the currencies of the payments on the list, those of the
// newest payment first.
func (l *List) Used() (coins []kubepay.Token, currencies []kubepay.Currency) {
	lastCoin, lastCurrency := map[kubepay.Token]time.Time{}, map[kubepay.Currency]time.Time{}
	for _, e := range l.entries {
		if e.Intent == nil {
			continue
		}
		note(lastCoin, e.Intent.Token, e.born())
		note(lastCurrency, e.Intent.Currency, e.born())
	}
	return newestFirst(lastCoin), newestFirst(lastCurrency)
}

func note[K ~string](last map[K]time.Time, name K, at time.Time) {
	if before, ok := last[name]; name != "" && (!ok || at.After(before)) {
		last[name] = at
	}
}

func newestFirst[K ~string](last map[K]time.Time) []K {
	var names []K
	for name := range last {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b K) int {
		return cmp.Or(last[b].Compare(last[a]), cmp.Compare(a, b))
	})
	return names
}
