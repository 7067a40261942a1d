package kubepay

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
)

// NetworkWords says in plain words why there is no whole answer. What it does
// not know it leaves as it is, but for the operation's name, which says nothing
// to a person.
func NetworkWords(err error) string {
	if way, ok := byProxy(err); ok {
		return proxyNamed(way) + ": " + NetworkWords(way)
	}
	if words, known := KnownFailure(err); known {
		return words
	}
	if words := untrusted(err); words != "" {
		return words
	}
	text := err.Error()
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Err != nil {
		text = op.Err.Error()
	}
	return text
}

// KnownFailure says in words of its own why there is no whole answer, if it is one of
// the failures that every network has.
func KnownFailure(err error) (words string, known bool) {
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return "no address is known for " + dns.Name, true
	}
	if refusal, ok := errors.AsType[proxyRefusal](err); ok {
		return refusal.Error(), true
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing answers there", true
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection was reset", true
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection ended before the answer did", true
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "there is no way to it on this network", true
	}
	return "", false
}

// untrusted says in plain words why a connection cannot be kept from others, "" where
// that is not it.
func untrusted(err error) string {
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return "what answers there does not speak TLS"
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok && e.Reason == x509.Expired {
		return "its certificate is out of date by this machine's clock"
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return "its certificate is for another name"
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return "nobody whom this machine trusts vouches for its certificate"
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return "its certificate cannot be trusted"
	}
	return ""
}
