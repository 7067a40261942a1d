package kubepay

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

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
	}
	return amount, nil
}
