package kubepay

import (
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
)

// NetworkWords says in plain words why there is no whole answer. What it does
// not know it leaves as it is, but for the operation's name, which says nothing
// to a person.
func NetworkWords(err error) string {
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return "no address is known for " + dns.Name
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing answers there"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection was reset"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection ended before the answer did"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "there is no way to it on this network"
	}
	text := err.Error()
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Err != nil {
		text = op.Err.Error()
	}
	return strings.TrimPrefix(text, "tls: failed to verify certificate: ")
}
