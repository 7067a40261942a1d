package kubepay

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// defaultConnections is enough for 1 000 payments looked at every 3 s by a
// gateway that takes 40 ms.
const defaultConnections = 16

// newTransport is tuned for asking one host again and again: every connection
// is kept, and none is opened beyond the limit.
func newTransport(connections int) *http.Transport {
	if connections <= 0 {
		connections = defaultConnections
	}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		OnProxyConnectResponse: letThrough,
		DialContext:            (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    5 * time.Second,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           connections,
		MaxIdleConnsPerHost:    connections,
		MaxConnsPerHost:        connections,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		// All requests may share one HTTP/2 connection: one that died in silence,
		// as when a laptop slept, must not take every look with it.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second},
	}
}
