package tui_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"
)

// network is the way to the gateway: how long it takes, and what becomes of
// answers on it.
type network struct {
	to      http.RoundTripper
	creates http.RoundTripper // instead of it for what is made, nil for none
	answers *strings.Replacer
	lines   *lines // nil where it does not tell of connections
}

// lines are connections as a client hears of them: one at first, used on.
type lines struct{ used atomic.Bool }

func (w scenery) linesOf() *lines {
	if w.tells {
		return &lines{}
	}
	return nil
}

func (l *lines) tell(ctx context.Context) {
	trace := httptrace.ContextClientTrace(ctx)
	if l == nil || trace == nil {
		return
	}
	trace.GetConn("gateway.example:443")
	trace.GotConn(httptrace.GotConnInfo{Reused: l.used.Swap(true)})
}

const networkTime = 80 * time.Millisecond

func (n network) RoundTrip(r *http.Request) (*http.Response, error) {
	n.lines.tell(r.Context())
	select {
	case <-time.After(networkTime):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	to := n.to
	if r.Method == http.MethodPost && n.creates != nil {
		to = n.creates
	}
	res, err := to.RoundTrip(r)
	if err != nil || n.answers == nil {
		return res, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(strings.NewReader(n.answers.Replace(string(body))))
	res.ContentLength = -1
	res.Header.Del("Content-Length")
	return res, nil
}
