package doctor

import (
	"crypto/tls"
	"fmt"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"
)

// phases is how long the parts of one request took. A part that there was not,
// such as the look-up of a name that is an address, is below zero.
type phases struct{ name, connection, tls, answer time.Duration }

const never = -1 * time.Nanosecond

// stopwatch times one request.
type stopwatch struct {
	mu                                     sync.Mutex
	began, named, dialled, shook, sent     time.Time
	name, connection, handshake, firstByte time.Duration
	state                                  *tls.ConnectionState
}

func newStopwatch() *stopwatch {
	return &stopwatch{began: time.Now(), name: never, connection: never, handshake: never, firstByte: never}
}

func (s *stopwatch) trace() *httptrace.ClientTrace {
	do := func(f func()) {
		s.mu.Lock()
		defer s.mu.Unlock()
		f()
	}
	since := func(t time.Time) time.Duration { return max(time.Since(t), 0) }
	return &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { do(func() { s.named = time.Now() }) },
		DNSDone:  func(httptrace.DNSDoneInfo) { do(func() { s.name = since(s.named) }) },
		ConnectStart: func(string, string) {
			do(func() {
				if s.dialled.IsZero() { // several addresses may be tried at once
					s.dialled = time.Now()
				}
			})
		},
		ConnectDone: func(_, _ string, err error) {
			do(func() {
				if err == nil && s.connection == never {
					s.connection = since(s.dialled)
				}
			})
		},
		TLSHandshakeStart: func() { do(func() { s.shook = time.Now() }) },
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			do(func() {
				if err == nil {
					s.handshake, s.state = since(s.shook), &state
				}
			})
		},
		WroteRequest: func(httptrace.WroteRequestInfo) { do(func() { s.sent = time.Now() }) },
		GotFirstResponseByte: func() {
			do(func() {
				if !s.sent.IsZero() {
					s.firstByte = since(s.sent)
				}
			})
		},
	}
}

func (s *stopwatch) phases() phases {
	s.mu.Lock()
	defer s.mu.Unlock()
	return phases{s.name, s.connection, s.handshake, s.firstByte}
}

func (s *stopwatch) tls() *tls.ConnectionState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// median is the middle one of each part.
func median(all []phases) phases {
	of := func(part func(phases) time.Duration) time.Duration {
		var known []time.Duration
		for _, p := range all {
			if d := part(p); d >= 0 {
				known = append(known, d)
			}
		}
		return middle(known)
	}
	return phases{
		of(func(p phases) time.Duration { return p.name }), of(func(p phases) time.Duration { return p.connection }),
		of(func(p phases) time.Duration { return p.tls }), of(func(p phases) time.Duration { return p.answer }),
	}
}

func middle(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return never
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// parts are the parts that there were, with the words and the names of the values.
func (p phases) parts() (said string, values map[string]any) {
	values = map[string]any{}
	var words []string
	for _, part := range []struct {
		word, name string
		took       time.Duration
	}{
		{"name", "name_ms", p.name}, {"connection", "connection_ms", p.connection}, {"TLS", "tls_ms", p.tls}, {"first byte", "first_byte_ms", p.answer},
	} {
		if part.took < 0 {
			continue
		}
		words = append(words, part.word+" "+milliseconds(part.took))
		values[part.name] = part.took.Milliseconds()
	}
	return strings.Join(words, ", "), values
}

func milliseconds(d time.Duration) string {
	if d < time.Millisecond {
		return "under 1 ms"
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}
