package sandbox

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"net/http"
	"strings"
	"sync"
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
		"connect-src 'self'", "img-src data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
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
	var b bytes.Buffer
	whole := wholePage(g.tellClock(), g.tellFaults(), rows(g.tellPayments(pageMost)))
	if err := whole.Render(&b); err != nil {
		panic(err) // memory takes whatever is written
	}
	return answer{http.StatusOK, http.Header{
		"Content-Type":            {"text/html; charset=utf-8"},
		"Content-Security-Policy": {pagePolicy()},
	}, b.Bytes()}
}
