package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
)

// row is a payment as the page shows it. What came from outside is cleaned, and the
// page escapes it.
type row struct {
	adminPayment
	path            string
	created, expiry string
	metadata        string
}

// rows are the payments, the newest first.
func rows(payments []adminPayment) []row {
	var out []row
	for _, p := range slices.Backward(payments) {
		out = append(out, row{
			adminPayment: p,
			path:         "payments/" + string(p.ID) + "/",
			created:      short(p.CreatedAt),
			expiry:       short(p.ExpiresAt),
			metadata:     metadataText(p.Metadata),
		})
	}
	return out
}

func (r row) token() string   { return kubepay.Clean(string(r.Token), maxText) }
func (r row) address() string { return kubepay.Clean(string(r.PayAddress), maxText) }

// trimmed is an amount in coins without the zeros that fill its places.
func trimmed(amount string) string {
	if !strings.Contains(amount, ".") {
		return amount
	}
	return strings.TrimSuffix(strings.TrimRight(amount, "0"), ".")
}

func (r row) total() string    { return r.AmountFiat + " " + string(r.Currency) }
func (r row) captured() string { return r.CapturedFiat + " " + string(r.Currency) }
func (r row) coins() string {
	return trimmed(r.CapturedCrypto) + " of " + trimmed(r.AmountCrypto) + " " + r.token()
}

// metadataMost is how much of the metadata the page shows.
const metadataMost = 2000

func metadataText(m map[string]any) string {
	if len(m) == 0 {
		return ""
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the page escapes
	if err := enc.Encode(m); err != nil {
		panic(err) // it was decoded from JSON
	}
	return kubepay.Clean(b.String(), metadataMost)
}

// short is a time of the API as the page shows it.
func short(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return t.Format("2006-01-02 15:04:05 UTC")
}
