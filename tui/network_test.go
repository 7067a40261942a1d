package tui_test

import (
	"io"
	"net/http"
	"strings"
	"time"
)

// network is the way to the gateway: how long it takes, and what becomes of
// answers on it.
type network struct {
	to      http.RoundTripper
	creates http.RoundTripper // instead of it for what is made, nil for none
	answers *strings.Replacer
}

const networkTime = 80 * time.Millisecond

func (n network) RoundTrip(r *http.Request) (*http.Response, error) {
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
