package kubepay

import "github.com/shopspring/decimal"

// Ratio compares what arrived with the total.
type Ratio struct {
	Captured, Total decimal.Decimal
}

// Received is the ratio by which progress is shown: the coin's, since coins are
// what payers send, or fiat's where the coin's is not known. It reports false
// where neither is.
func (in Intent) Received() (Ratio, bool) {
	for _, a := range []Amount{in.Crypto, in.Fiat} {
		if a.Total.Valid && a.Captured.Valid && a.Total.Decimal.IsPositive() {
			return Ratio{Captured: a.Captured.Decimal, Total: a.Total.Decimal}, true
		}
	}
	return Ratio{}, false
}

// Percent is the ratio in whole percent: never 100 before it is all there,
// never 0 when something came, never above 100.
func (r Ratio) Percent() int { return r.Parts(100) }

// Parts is the ratio in parts of n, such as the cells of a bar, with the
// promise of [Ratio.Percent]: n only when all is there, 0 only when nothing is.
// With n below 2 there is no room for "some": it is then 0 until all is there.
func (r Ratio) Parts(n int) int {
	switch {
	case !r.Captured.IsPositive():
		return 0
	case r.Captured.GreaterThanOrEqual(r.Total):
		return n
	}
	whole, _ := r.Captured.Mul(decimal.NewFromInt(int64(n))).QuoRem(r.Total, 0)
	return min(max(int(whole.IntPart()), 1), n-1)
}
