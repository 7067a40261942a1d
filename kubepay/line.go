package kubepay

import (
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// Line is the connection that a request went over, as far as its transport told.
type Line struct {
	Use  LineUse
	HTTP uint8  // the protocol's major version, 0 when there was no answer
	TLS  uint16 // the version, as in [crypto/tls], 0 for none
}

// LineUse tells whether a connection had served before.
type LineUse uint8

// What is known of a connection.
const (
	LineUnknown LineUse = iota // there was none, or the transport did not tell
	LineOpened                 // it was opened for this request
	LineReused                 // it had served other requests
)

// line watches whether a request got hold of a connection.
type line struct {
	sought atomic.Bool
	got    atomic.Uint32 // a LineUse
}

func (l *line) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { l.sought.Store(true) },
		GotConn: func(info httptrace.GotConnInfo) {
			if info.Reused {
				l.got.Store(uint32(LineReused))
			} else {
				l.got.Store(uint32(LineOpened))
			}
		},
	}
}

// silent tells that nothing can have been sent: no connection, name or
// handshake came about. A transport that does not report is not silent.
func (l *line) silent() bool { return l.sought.Load() && l.got.Load() == uint32(LineUnknown) }

// seen is what is known of the connection once the request is over.
func (l *line) seen(answer *http.Response) Line {
	known := Line{Use: LineUse(l.got.Load())}
	if answer == nil {
		return known
	}
	known.HTTP = uint8(answer.ProtoMajor)
	if answer.TLS != nil {
		known.TLS = answer.TLS.Version
	}
	return known
}
