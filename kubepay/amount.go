package kubepay

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Amount is what is asked for and what has arrived, in one unit, exactly. A
// part that the gateway left out is not valid: unknown is never zero.
type Amount struct {
	Total    decimal.NullDecimal
	Captured decimal.NullDecimal
}

// Missing is what the payer has still to send, never below zero. It is not
// valid where either part is unknown.
func (a Amount) Missing() decimal.NullDecimal {
	return a.difference(a.Total, a.Captured)
}

// Over is what arrived beyond the total, never below zero. It is not valid
// where either part is unknown.
func (a Amount) Over() decimal.NullDecimal {
	return a.difference(a.Captured, a.Total)
}

func (Amount) difference(from, take decimal.NullDecimal) decimal.NullDecimal {
	if !from.Valid || !take.Valid {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.Max(from.Decimal.Sub(take.Decimal), decimal.Zero))
}

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

// Bounds of an amount. The documented forms have 50 digits and no exponent;
// beyond these, a few bytes would ask for gigabytes of digits.
const (
	maxAmountLength = 80
	maxExponent     = 60
)

// parseAmount reads a decimal that is not negative, exactly.
func parseAmount(s string) (decimal.Decimal, error) {
	if len(s) > maxAmountLength {
		return decimal.Decimal{}, &wrongValue{"it has too many digits"}
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		exponent, err := strconv.Atoi(s[i+1:])
		if err != nil || exponent > maxExponent || exponent < -maxExponent {
			return decimal.Decimal{}, &wrongValue{"its exponent is out of reach"}
		}
	}
	amount, err := decimal.NewFromString(s)
	switch {
	case err != nil:
		return decimal.Decimal{}, &wrongValue{"it is no amount"}
	case amount.IsNegative():
		return decimal.Decimal{}, &wrongValue{"it is below zero"}
	case amount.IsZero():
		return zero(amount), nil
	}
	return amount, nil
}

// zeros are those with few decimals, from none on.
var zeros = func() (zeros [19]decimal.Decimal) {
	for places := range zeros {
		zeros[places] = decimal.New(0, -int32(places))
	}
	return zeros
}()

// zero is a zero that payments share: most have nothing yet of what is asked for.
func zero(d decimal.Decimal) decimal.Decimal {
	if places := -int(d.Exponent()); places >= 0 && places < len(zeros) {
		return zeros[places]
	}
	return d
}
