package command

import (
	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
)

// Statuses are what payments can be asked for by.
func Statuses() []string {
	return texts([]kubepay.Status{kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Failed, kubepay.Expired})
}

// Coins are what payments can probably be paid in: the gateway does not document
// which it takes.
func Coins() []string { return texts(payuri.Symbols()) }

func texts[T ~string](of []T) []string {
	var all []string
	for _, w := range of {
		all = append(all, string(w))
	}
	return all
}
