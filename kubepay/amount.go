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
	return difference(a.Total, a.Captured)
}

// Over is what arrived beyond the total, never below zero. It is not valid
// where either part is unknown.
func (a Amount) Over() decimal.NullDecimal {
	return difference(a.Captured, a.Total)
}

func difference(from, take decimal.NullDecimal) decimal.NullDecimal {
	if !from.Valid || !take.Valid {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.Max(from.Decimal.Sub(take.Decimal), decimal.Zero))
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
