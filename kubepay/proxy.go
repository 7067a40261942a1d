package kubepay

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// opProxy is what package net/http calls the way to a proxy.
const opProxy = "proxyconnect"

// byProxy gives what failed on the way to the proxy that the environment names, if
// it was there.
func byProxy(err error) (cause error, ok bool) {
	op, ok := errors.AsType[*net.OpError](err)
	if !ok || op.Op != opProxy {
		return nil, false
	}
	return op.Err, true
}

// proxyNamed names the proxy by the address that was called, if one was.
func proxyNamed(cause error) string {
	if op, ok := errors.AsType[*net.OpError](cause); ok && op.Addr != nil {
		return "the proxy " + op.Addr.String()
	}
	return "the proxy"
}

// proxyRefusal is the status code of a proxy that does not let a request through.
type proxyRefusal int

// Error says so in none of the proxy's own words.
func (r proxyRefusal) Error() string { return fmt.Sprintf("it refuses to connect (%d)", int(r)) }

// letThrough tells a proxy that refuses from a gateway that does.
func letThrough(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
	if r.StatusCode == http.StatusOK {
		return nil
	}
	return &net.OpError{Op: opProxy, Net: "tcp", Err: proxyRefusal(r.StatusCode)}
}

// Proxy gives what failed on the way to the proxy that the environment names: then
// nothing is known of the gateway.
func (e *Error) Proxy() (cause error, ok bool) { return byProxy(e.Err) }
