package tui

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// describe says in words what happened.
func describe(ev kubepay.Event, now time.Time) string {
	to, from := inUnit(ev.To, ev.Unit), inUnit(ev.From, ev.Unit)
	switch ev.Kind {
	case kubepay.FirstSeen:
		return "first seen, " + to
	case kubepay.StatusChanged:
		return to + ", was " + from
	case kubepay.Captured:
		return to + " received in all"
	case kubepay.NewTx:
		return to + " by " + shortTx(ev.TxID)
	case kubepay.AddressMoved:
		return "ADDRESS MOVED to " + to + ", was " + from
	case kubepay.ExpiryMoved:
		return "time to pay ends " + moved(ev.To, now) + ", was " + moved(ev.From, now)
	case kubepay.TotalChanged:
		return "TOTAL CHANGED to " + to + ", was " + from
	case kubepay.Overpaid:
		return "overpaid by " + to
	case kubepay.Late:
		return "late: " + strings.TrimSpace(to+" arrived after expiry")
	case kubepay.WentBack:
		return "TAKEN BACK: now " + to + ", was " + from
	}
	return string(ev.Kind)
}

// inUnit is an amount in its unit for people, or a text that has no unit as it
// is.
func inUnit(text, unit string) string {
	d, err := decimal.NewFromString(text)
	if unit == "" || err != nil {
		return text
	}
	return withUnit(crypto(kubepay.Token(unit), decimal.NewNullDecimal(d)), unit)
}

func moved(rfc3339 string, now time.Time) string {
	t, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return rfc3339
	}
	return timeOfDay(t, now)
}

// shortTx is a transaction's id as people compare it: both ends.
func shortTx(id kubepay.TxID) string {
	const end = 6
	runes := []rune(id)
	if len(runes) <= 2*end+3 {
		return string(id)
	}
	return string(runes[:end]) + "..." + string(runes[len(runes)-end:])
}
