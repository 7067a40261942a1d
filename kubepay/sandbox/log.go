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

// logSize bounds the log: five minutes of a thousand payments at 10 s.
const logSize = 1 << 15

// requestLog keeps the last requests in the order of their arrival.
type requestLog struct {
	mu      sync.Mutex
	entries []Entry // a ring once it is full
	seq     int     // how many requests there have been
}

// begin notes a request and gives its number.
func (l *requestLog) begin(e Entry) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	seq := l.seq
	l.seq++
	if seq < logSize {
		l.entries = append(l.entries, e)
	} else {
		l.entries[seq%logSize] = e
	}
	return seq
}

// answered notes the answer to a request, unless it has left the log.
func (l *requestLog) answered(seq, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seq-seq <= logSize {
		l.entries[seq%logSize].Status = status
	}
}

// Log returns the last 32 768 requests, oldest first.
func (g *Gateway) Log() []Entry {
	l := &g.log
	l.mu.Lock()
	defer l.mu.Unlock()
	oldest := 0
	if l.seq > logSize {
		oldest = l.seq % logSize
	}
	return append(append([]Entry{}, l.entries[oldest:]...), l.entries[:oldest]...)
}
