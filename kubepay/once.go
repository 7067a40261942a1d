package kubepay

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// once sends a request once. Where a connection that had served before ends without
// an answer, [http.Transport] would send a GET again at once, over one idle
// connection after another, and the gateway may have counted each: a payment is to
// be asked for no oftener than its pace allows. Over HTTP/2 only what the gateway
// did not take in is sent again.
func (c *Client) once(request *http.Request) (*http.Response, error) {
	ctx, end := context.WithCancelCause(request.Context()) // ends with the request's own
	var sent atomic.Bool
	trace := &httptrace.ClientTrace{
		WroteHeaders: func() { sent.Store(true) },
		GotConn: func(info httptrace.GotConnInfo) {
			if sent.Load() && !overHTTP2(info) {
				end(io.ErrUnexpectedEOF)
				info.Conn.Close() // or it might be sent before the end is heard of
			}
		},
	}
	return c.transport.RoundTrip(request.WithContext(httptrace.WithClientTrace(ctx, trace)))
}

func overHTTP2(info httptrace.GotConnInfo) bool {
	conn, ok := info.Conn.(*tls.Conn)
	return ok && conn.ConnectionState().NegotiatedProtocol == "h2"
}
