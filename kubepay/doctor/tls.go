package doctor

import (
	"crypto/tls"
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay"
)

// soonOut is how long before its end a certificate should have been renewed.
const soonOut = 14 * 24 * time.Hour

// tlsFindings say how the connection is kept from others, and for how long the
// certificate is good.
func tlsFindings(origin string, v visit, now time.Time) []Finding {
	if strings.HasPrefix(origin, "http://") {
		return []Finding{found(Gateway, "tls", OK, "none, and none is needed: the gateway is this machine", "")}
	}
	state := v.watch.tls()
	if state == nil || len(state.PeerCertificates) == 0 {
		return nil // of which the answer says why
	}
	version := tls.VersionName(state.Version)
	leaf := state.PeerCertificates[0]
	for _, c := range state.PeerCertificates {
		if c.NotAfter.Before(leaf.NotAfter) {
			leaf = c // the whole chain must be good
		}
	}
	left := leaf.NotAfter.Sub(now)
	text := fmt.Sprintf("good until %s, for %s more", day(leaf.NotAfter), length(left))
	certificate := found(Gateway, "certificate", OK, text, "")
	if left < soonOut {
		certificate = found(Gateway, "certificate", Warning, text, "tell KubePay, unless it is always renewed that late")
	}
	return []Finding{
		found(Gateway, "tls", OK, version, "").with("version", version),
		certificate.with("expires_at", stamp(leaf.NotAfter)).with("issuer", kubepay.Clean(leaf.Issuer.CommonName, 80)),
	}
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// length is a length of time for people: 40 s, 3 min, 2 h, 5 d.
func length(d time.Duration) string {
	switch d = d.Abs(); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return fmt.Sprintf("%d d", d/(24*time.Hour))
}
