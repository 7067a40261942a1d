package sandbox

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"paywatch/kubepay"
)

//go:embed page/page.css
var pageStyle string

//go:embed page/page.js
var pageScript string

// pagePolicy lets the page run its own script and use its own style, both known by
// their digests, and nothing that anybody managed to write into a payment.
var pagePolicy = sync.OnceValue(func() string {
	return strings.Join([]string{
		"default-src 'none'", "script-src " + digestOf(pageScript), "style-src " + digestOf(pageStyle),
		"connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
	}, "; ")
})

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// pageMost is how many payments the page shows, the newest.
const pageMost = 100

// adminPage is the page for people.
func (g *Gateway) adminPage() answer {
	var p pageWriter
	p.whole(g.tellClock(), g.tellFaults(), rows(g.tellPayments(pageMost)))
	return answer{http.StatusOK, http.Header{
		"Content-Type":            {"text/html; charset=utf-8"},
		"Content-Security-Policy": {pagePolicy()},
	}, p.Bytes()}
}

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
