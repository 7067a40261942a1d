package sandbox

import (
	"sync"
	"time"

	"paywatch/kubepay"
)

// Entry is one request that reached the gateway. It never holds the token.
type Entry struct {
	At     time.Time  // when it arrived, by the true clock
	ID     kubepay.ID // the payment of the path, "" for a create
	Method string
	Path   string
	Status int  // the status answered with, 0 while none has been
	JWT    bool // whether a bearer token came along
}

// logSize bounds the log: a quarter of an hour of a thousand payments.
const logSize = 100_000

// requestLog keeps the last requests in the order of their arrival.
type requestLog struct {
	mu      sync.Mutex
	entries []*Entry // a ring once it is full
	next    int
}

func (l *requestLog) begin(e Entry) *Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.entries) < logSize {
		l.entries = append(l.entries, &e)
		return &e
	}
	l.entries[l.next] = &e
	l.next = (l.next + 1) % logSize
	return &e
}

func (l *requestLog) answered(e *Entry, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Status = status
}

// Log returns the requests so far, oldest first, at most the last 100 000.
func (g *Gateway) Log() []Entry {
	l := &g.log
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]Entry, 0, len(l.entries))
	for i := range l.entries {
		out = append(out, *l.entries[(l.next+i)%len(l.entries)])
	}
	return out
}
