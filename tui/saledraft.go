package tui

import (
	"slices"
	"strings"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
)

// draft is a sale as it is typed: what the fields of the form hold.
type draft struct {
	amount          keyed
	currency        string
	coin            string
	coinTyped       bool // the coin is none of the choices
	reference, note string
}

// The keys of the metadata that a sale is given. The first is what lists show.
const (
	referenceKey = "order"
	noteKey      = "note"
)

// sale is the draft as the gateway is asked for it.
func (d draft) sale() kubepay.Sale {
	s := kubepay.Sale{
		AmountFiat: d.amount.Get(), Token: kubepay.Token(strings.TrimSpace(d.coin)), Currency: kubepay.Currency(d.currency),
	}
	for key, text := range map[string]string{referenceKey: d.reference, noteKey: d.note} {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if s.Metadata == nil {
			s.Metadata = map[string]any{}
		}
		s.Metadata[key] = text
	}
	return s
}

// draftOf is the draft that a sale was made from.
func draftOf(s kubepay.Sale) draft {
	text := func(key string) string {
		value, _ := s.Metadata[key].(string)
		return kubepay.Clean(value, mostRemark)
	}
	amount, _ := parseKeyed(s.AmountFiat)
	return draft{
		amount: amount, currency: kubepay.Clean(string(s.Currency), mostCoin), coin: kubepay.Clean(string(s.Token), mostCoin),
		reference: text(referenceKey), note: text(noteKey),
	}
}

// words says what the draft asks for, as in "12.50 EUR in BTC for Table 7".
func (d draft) words() string {
	text := d.amount.Get() + " " + d.currency + " in " + strings.TrimSpace(d.coin)
	if r := strings.TrimSpace(d.reference); r != "" {
		text += " for " + r
	}
	return text
}

// started tells whether a person has typed anything into the draft.
func (d draft) started() bool { return d.amount != "" || d.reference != "" || d.note != "" }

// used is what sales are made in: the last used first, then what else there is.
type used struct {
	currencies []string
	coins      []string
}

func newUsed(l *watchlist.List) used {
	u := used{currencies: []string{"EUR", "USD"}}
	coins, currencies := l.Used()
	for _, token := range slices.Concat(coins, payuri.Symbols()) {
		if coin := kubepay.Clean(string(token), mostCoin); coin != "" && !slices.Contains(u.coins, coin) {
			u.coins = append(u.coins, coin)
		}
	}
	for _, currency := range slices.Backward(currencies) {
		if slices.Contains(u.currencies, string(currency)) {
			u.currencies = toFront(string(currency), u.currencies)
		}
	}
	return u
}

// How many characters the texts of a sale may have.
const (
	mostCoin   = 40  // the name of a coin
	mostRemark = 500 // the reference and the note, as many as are read back
)

// take puts what a sale was made in first.
func (u *used) take(s kubepay.Sale) {
	u.currencies = toFront(string(s.Currency), u.currencies)
	u.coins = toFront(string(s.Token), u.coins)
}

// toFront is a list with one text at its head, and nowhere else.
func toFront(text string, list []string) []string {
	rest := slices.DeleteFunc(slices.Clone(list), func(other string) bool { return other == text })
	return append([]string{text}, rest...)
}

// known spells a coin as its choice does, if it is one in any case.
func (u used) known(coin string) (string, bool) {
	coin = strings.TrimSpace(coin)
	for _, choice := range u.coins {
		if strings.EqualFold(choice, coin) {
			return choice, true
		}
	}
	return coin, false
}
