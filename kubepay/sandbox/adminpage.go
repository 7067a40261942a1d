package sandbox

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
)

//go:embed page/page.html
var pageHTML string

//go:embed page/page.css
var pageStyle string

//go:embed page/page.js
var pageScript string

// pagePolicy lets the page run its own script and use its own style, both known by
// their digests, and nothing that anybody managed to write into a payment.
var pagePolicy = strings.Join([]string{
	"default-src 'none'", "script-src " + digestOf(pageScript), "style-src " + digestOf(pageStyle),
	"connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
}, "; ")

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"dict": dict}).Parse(pageHTML))

// dict is what a part of the page is given: names and values in turn.
func dict(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// pageMost is how many payments the page shows, the newest.
const pageMost = 100

// adminPage is the page for people.
func (g *Gateway) adminPage() answer {
	clock := g.tellClock()
	data := map[string]any{
		"Style": template.CSS(pageStyle), "Script": template.JS(pageScript),
		"Now": short(clock.Now), "Speed": clock.Speed, "Faults": g.tellFaults(), "Rows": rows(g.tellPayments(pageMost)), "Most": pageMost,
		"Statuses": statuses, "Kinds": kindNames(), "Codes": codes, "Cards": cards, "Coins": payuri.Symbols(),
	}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, data); err != nil {
		panic(err) // the template is of this package
	}
	return answer{http.StatusOK, http.Header{
		"Content-Type":            {"text/html; charset=utf-8"},
		"Content-Security-Policy": {pagePolicy},
	}, b.Bytes()}
}

// row is a payment as the page shows it. What came from outside is cleaned, and the
// template escapes it.
type row struct {
	adminPayment
	Path            string
	Created, Expiry string
	Metadata        string
}

// rows are the payments, the newest first.
func rows(payments []adminPayment) []row {
	var out []row
	for _, p := range slices.Backward(payments) {
		out = append(out, row{
			adminPayment: p,
			Path:         "payments/" + string(p.ID) + "/",
			Created:      short(p.CreatedAt),
			Expiry:       short(p.ExpiresAt),
			Metadata:     metadataText(p.Metadata),
		})
	}
	return out
}

func (r row) Token() string   { return kubepay.Clean(string(r.adminPayment.Token), maxText) }
func (r row) Address() string { return kubepay.Clean(string(r.PayAddress), maxText) }

// trimmed is an amount in coins without the zeros that fill its places.
func trimmed(amount string) string {
	if !strings.Contains(amount, ".") {
		return amount
	}
	return strings.TrimSuffix(strings.TrimRight(amount, "0"), ".")
}

func (r row) Total() string    { return r.AmountFiat + " " + string(r.Currency) }
func (r row) Captured() string { return r.CapturedFiat + " " + string(r.Currency) }
func (r row) Coins() string {
	return trimmed(r.CapturedCrypto) + " of " + trimmed(r.AmountCrypto) + " " + r.Token()
}

// metadataMost is how much of the metadata the page shows.
const metadataMost = 2000

func metadataText(m map[string]any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the template escapes
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
