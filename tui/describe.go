package tui

import (
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Describe says in words what happened, and whether that was while nobody looked:
// in those of the screen, for output that is none.
func Describe(ev kubepay.Event, now time.Time) string { return describe(ev, now) + whileAway(ev) }

// Received is what has come of what is asked for, in both currencies.
func Received(in kubepay.Intent) string {
	coins := captured(in.Crypto, string(in.Token), func(d decimal.NullDecimal) string { return crypto(in.Token, d) })
	money := captured(in.Fiat, string(in.Currency), fiat)
	return money + ", " + coins
}
