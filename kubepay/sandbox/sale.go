package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// sale is what a payment is made for: the fields of a create, read.
type sale struct {
	fiat     decimal.Decimal
	crypto   decimal.Decimal
	token    kubepay.Token
	currency kubepay.Currency
	metadata map[string]any // JSON values
}

// problems are Django REST Framework's lists of messages by field.
type problems map[string][]string

// Error is the problems in one line.
func (p problems) Error() string {
	var parts []string
	for _, field := range slices.Sorted(maps.Keys(p)) {
		parts = append(parts, field+": "+strings.Join(p[field], " "))
	}
	return strings.Join(parts, "; ")
}

// cardKey is the metadata key that names a card.
const cardKey = "sandbox"

// card is what the payment will do: by metadata, else by the cents.
func (s sale) card() Card {
	if name, ok := s.metadata[cardKey].(string); ok {
		if card, ok := cardNamed(name); ok {
			return card
		}
	}
	return cardFor(s.fiat)
}

// checkedSale is a client's sale as the gateway would read it from the wire.
func checkedSale(k kubepay.Sale) (sale, problems) {
	body, err := json.Marshal(k)
	if err != nil {
		return sale{}, problems{"metadata": {"It cannot be written as JSON."}}
	}
	fields, refusal := decodeFields(body)
	if refusal != nil {
		return sale{}, problems{"non_field_errors": {string(refusal.body)}}
	}
	return saleOf(fields)
}

// saleOf checks the fields of a create by the documentation's rules. It does
// not say which are required: here one of the amounts is enough, and the other
// follows from the sandbox's rates.
func saleOf(fields map[string]any) (sale, problems) {
	s, wrong := sale{metadata: map[string]any{}}, problems{}
	check := func(field string, optional bool, read func(v any) string) bool {
		v, given := fields[field]
		message := ""
		switch {
		case !given && !optional:
			message = "This field is required."
		case given && v == nil:
			message = "This field may not be null."
		case given:
			message = read(v)
		}
		if message != "" {
			wrong[field] = []string{message}
		}
		return given
	}
	crypto := check("amount_crypto", true, func(v any) (m string) { s.crypto, m = readDecimal(v, 35, cryptoPlaces); return m })
	fiat := check("amount_fiat", crypto, func(v any) (m string) { s.fiat, m = readDecimal(v, 17, fiatPlaces); return m })
	check("token", false, func(v any) (m string) { s.token, m = readToken(v); return m })
	check("currency", false, func(v any) (m string) { s.currency, m = readCurrency(v); return m })
	check("metadata", true, func(v any) (m string) { s.metadata, m = readMetadata(v); return m })
	if len(wrong) > 0 {
		return sale{}, wrong
	}
	switch {
	case !crypto:
		s.crypto = inCoins(s.fiat, s.currency, s.token)
	case !fiat:
		s.fiat = inFiat(s.crypto, s.token, s.currency)
	}
	return s, nil
}

// readDecimal reads an amount of at most so many digits before the point and
// places behind it. No sign and no exponent, by the documentation's patterns.
func readDecimal(v any, digits, places int) (decimal.Decimal, string) {
	const invalid = "A valid number is required."
	text := ""
	switch v := v.(type) {
	case string:
		text = strings.TrimSpace(v)
	case json.Number:
		text = v.String()
	}
	before, behind, _ := strings.Cut(text, ".")
	switch {
	case before+behind == "", strings.Trim(before+behind, "0123456789") != "":
		return decimal.Zero, invalid
	case len(behind) > places:
		return decimal.Zero, fmt.Sprintf("Ensure that there are no more than %d decimal places.", places)
	case len(before) > digits:
		return decimal.Zero, fmt.Sprintf("Ensure that there are no more than %d digits before the decimal point.", digits)
	}
	d, err := decimal.NewFromString("0" + before + "." + behind + "0") // either may be empty
	if err != nil {
		return decimal.Zero, invalid
	}
	return d, ""
}

// maxToken bounds what has to be kept of a name that nobody knows.
const maxToken = 64

func readToken(v any) (kubepay.Token, string) {
	s, ok := v.(string)
	switch s = strings.TrimSpace(s); {
	case !ok:
		return "", "Not a valid string."
	case s == "":
		return "", "This field may not be blank."
	case len(s) > maxToken:
		return "", fmt.Sprintf("Ensure this field has no more than %d characters.", maxToken)
	}
	return kubepay.Token(s), ""
}

func readCurrency(v any) (kubepay.Currency, string) {
	if s, ok := v.(string); ok && (s == "EUR" || s == "USD") {
		return kubepay.Currency(s), ""
	}
	return "", fmt.Sprintf(`"%v" is not a valid choice.`, v)
}

func readMetadata(v any) (map[string]any, string) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, "Expected a dictionary of items."
	}
	if card, ok := m[cardKey]; ok {
		name, _ := card.(string)
		if _, known := cardNamed(name); !known {
			return nil, fmt.Sprintf(`%q: "%v" is not the name of a test card.`, cardKey, card)
		}
	}
	return m, ""
}
