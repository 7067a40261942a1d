package tui

import (
	"strings"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/tui/words"
)

// unknown stands where the gateway did not say.
const unknown = "?"

// fiatPlaces is how many decimals euros and dollars have (KubePay's
// amount_fiat has two).
const fiatPlaces = 2

// fiat is an amount of money for people: two decimals, thousands apart.
func fiat(d decimal.NullDecimal) string {
	if !d.Valid {
		return unknown
	}
	return grouped(d.Decimal.StringFixed(max(fiatPlaces, places(d.Decimal))))
}

// withUnit puts the unit behind an amount.
func withUnit(amount, unit string) string {
	if unit == "" {
		return amount
	}
	return amount + " " + unit
}

func fiatOf(in *kubepay.Intent, d decimal.NullDecimal) string {
	return withUnit(fiat(d), string(in.Currency))
}

func cryptoOf(in *kubepay.Intent, d decimal.NullDecimal) string {
	return withUnit(crypto(in.Token, d), string(in.Token))
}

// crypto is an amount of coins for people: every digit that counts, and as many
// decimals as make amounts of one coin line up.
func crypto(token kubepay.Token, d decimal.NullDecimal) string {
	if !d.Valid {
		return unknown
	}
	return words.CoinDigits(d.Decimal, token)
}

// places is how many decimals of d are not trailing zeros.
func places(d decimal.Decimal) int32 {
	_, fraction, ok := strings.Cut(d.String(), ".")
	if !ok {
		return 0
	}
	return int32(len(strings.TrimRight(fraction, "0")))
}

// grouped sets thousands apart with a blank.
func grouped(s string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}
