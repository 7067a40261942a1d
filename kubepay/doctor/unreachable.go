package doctor

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"time"

	"paywatch/kubepay"
)

// unreachable says why there is no answer, and what to do about it, without the
// words of whoever is at the other end.
func unreachable(e *kubepay.Error) (said, remedy string) {
	const check = "check the network and KUBEPAY_URL"
	if cause, ok := e.Proxy(); ok {
		said, _ := unreachable(&kubepay.Error{Kind: kubepay.Unreachable, Err: cause})
		return "the proxy: " + said, e.Remedy()
	}
	if said, remedy := untrusted(e.Err); said != "" {
		return said, remedy
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](e.Err); ok {
		return "something answers there, but does not speak TLS", "check the scheme and the port in KUBEPAY_URL"
	}
	if words, known := kubepay.KnownFailure(e.Err); known {
		return words, check
	}
	if e.Err != nil && strings.Contains(e.Err.Error(), "protocol version") {
		return "it speaks only a TLS older than 1.2", "ask KubePay, or whoever runs what stands between"
	}
	if timeout, ok := errors.AsType[net.Error](e.Err); ok && timeout.Timeout() {
		return "no connection came about in time", check + ", and whether a firewall lets it through"
	}
	if e.Err == nil {
		return "no whole answer came in time", check
	}
	return "it cannot be reached", check
}

// untrusted says what is wrong with a certificate, "" where that is not it.
func untrusted(err error) (said, remedy string) {
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		if e.Reason != x509.Expired || e.Cert == nil {
			return "its certificate may not be used for this", "ask KubePay"
		}
		if time.Now().Before(e.Cert.NotBefore) {
			return "its certificate is not good before " + day(e.Cert.NotBefore), "check this machine's clock, then ask KubePay"
		}
		return "its certificate ran out on " + day(e.Cert.NotAfter), "check this machine's clock, then ask KubePay"
	}
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		said = "its certificate is for another name than " + kubepay.Clean(e.Host, longest)
		return said, "check the name in KUBEPAY_URL, and whether this network wants a log-in first"
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		remedy = "find out who stands between: a firewall that reads along, or this machine's list of authorities is old"
		return "nobody whom this machine trusts vouches for its certificate", remedy
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return "its certificate cannot be trusted", "ask KubePay"
	}
	return "", ""
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
