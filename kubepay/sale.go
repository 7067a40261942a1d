package kubepay

import (
	"regexp"
	"strings"
	"sync"
)

// Sale is what a payment is created from. At least one of the amounts is given;
// what is empty is left out of the request.
type Sale struct {
	AmountFiat   string         `json:"amount_fiat,omitempty"`
	AmountCrypto string         `json:"amount_crypto,omitempty"`
	Token        Token          `json:"token"`
	Currency     Currency       `json:"currency"`
	Metadata     map[string]any `json:"metadata,omitempty"` // the merchant's own
}

// The documented forms of amounts, in KubePay's own notation. They are compiled
// when the first sale is checked, not whenever the program starts.
var (
	fiatForm   = form(`^\d{0,17}(?:\.\d{0,2})?$`)
	cryptoForm = form(`^\d{0,35}(?:\.\d{0,15})?$`)
)

func form(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// Check tells what the gateway would refuse, as an [Error] that names the first
// field to correct.
func (s Sale) Check() error {
	switch {
	case s.AmountFiat == "" && s.AmountCrypto == "":
		return saleError("amount_fiat", "no amount is given")
	case tooLong(s.AmountFiat, maxFiatDigits):
		return saleError("amount_fiat", "it has more than 17 digits before the point")
	case s.AmountFiat != "" && !positive(s.AmountFiat, fiatForm()):
		return saleError("amount_fiat", "it must be above zero, with at most 2 decimals, such as 25.00")
	case tooLong(s.AmountCrypto, maxCryptoDigits):
		return saleError("amount_crypto", "it has more than 35 digits before the point")
	case s.AmountCrypto != "" && !positive(s.AmountCrypto, cryptoForm()):
		return saleError("amount_crypto", "it must be above zero, with at most 15 decimals, such as 0.0004125")
	case s.Currency != "EUR" && s.Currency != "USD":
		return saleError("currency", "it must be EUR or USD")
	case s.Token == "":
		return saleError("token", "no coin is given")
	case s.Token != Token(Clean(string(s.Token), maxWord)):
		return saleError("token", "it is no name of a coin")
	}
	return nil
}

// The most digits before the point.
const (
	maxFiatDigits   = 17
	maxCryptoDigits = 35
)

func tooLong(amount string, most int) bool {
	whole, _, _ := strings.Cut(amount, ".")
	return len(whole) > most && strings.Trim(whole, "0123456789") == ""
}

func positive(amount string, form *regexp.Regexp) bool {
	return form.MatchString(amount) && strings.ContainsAny(amount, "123456789")
}

func saleError(field, detail string) error {
	return &Error{Kind: Refused, Op: opCreate, Field: field, Detail: detail, Unsent: true}
}
