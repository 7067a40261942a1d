package report

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// unknown stands, for people, where nobody said.
const unknown = "?"

// exact is an amount for programs, "" where it is not known.
func exact(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

// exactFiat is an amount of money for programs, with its cents.
func exactFiat(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return cents(d.Decimal)
}

// stamp is a time for programs, to the millisecond, "" for the zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano)
}

// cents writes an amount of euros or dollars with at least their two decimals.
func cents(d decimal.Decimal) string {
	const places = 2
	_, fraction, _ := strings.Cut(d.String(), ".")
	return d.StringFixed(int32(max(places, len(fraction))))
}

// money is an amount of money for people.
func money(d decimal.NullDecimal, unit string) string {
	if !d.Valid {
		return unknown
	}
	return withUnit(cents(d.Decimal), unit)
}

// coins is an amount of coins for people.
func coins(d decimal.NullDecimal, unit string) string {
	if !d.Valid {
		return unknown
	}
	return withUnit(d.Decimal.String(), unit)
}

func withUnit(amount, unit string) string {
	if unit == "" {
		return amount
	}
	return amount + " " + unit
}
