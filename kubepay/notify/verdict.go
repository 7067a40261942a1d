package notify

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"paywatch/kubepay"
)

// verdict is what came of one try.
type verdict struct {
	told   bool          // it arrived
	final  bool          // it was refused: trying again would change nothing
	wait   time.Duration // how long the endpoint asks to be left alone
	said   string        // what came back, clean and short
	output []byte        // what a command put out
}

const (
	maxWhy      = 160     // characters of what a try ended with
	maxResponse = 4 << 10 // bytes of an endpoint's answer that are read
)

// judge says what an endpoint's answer means. Its body is quoted where something
// went wrong, unless it is a page for people.
func judge(code int, h http.Header, body []byte) verdict {
	v := verdict{said: strings.TrimSpace(fmt.Sprintf("%d %s", code, http.StatusText(code)))}
	switch {
	case code >= 200 && code < 300:
		v.told = true
		return v
	case code == http.StatusRequestTimeout, code == http.StatusTooManyRequests, code >= 500:
		v.wait = kubepay.RetryAfter(h, "")
	case code >= 300 && code < 400:
		v.final = true
		v.said += ": a redirect, which is not followed"
		return v
	default:
		v.final = true
	}
	if words := kubepay.Clean(string(body), maxWhy); words != "" && !isPage(h, words) {
		v.said = kubepay.Clean(v.said+": "+words, maxWhy)
	}
	return v
}

func isPage(h http.Header, words string) bool {
	return strings.HasPrefix(words, "<") || strings.Contains(strings.ToLower(h.Get("Content-Type")), "html")
}

// The pace of trying again.
const (
	firstWait   = 5 * time.Second
	longestWait = time.Hour
	keepTrying  = 3 * 24 * time.Hour // since the event was observed

	// comeBack is how long nothing is set aside for its age after the start: what
	// was owed over closing days deserves more than one try, at a moment when the
	// network may not be up.
	comeBack = time.Hour
)

// pause is how long to wait after so many failed tries: twice as long each time,
// of which jitter, from 0 to 1, takes off up to a quarter. It is computed from
// the number that the outbox keeps: a library's back-off, which is an object that
// counts by itself, would forget with the program.
func pause(tries int, jitter float64) time.Duration {
	wait := min(firstWait<<min(max(tries-1, 0), 16), longestWait)
	return wait - time.Duration(jitter*float64(wait)/4)
}

// next is when a delivery is tried again that has just failed so many times, or
// that it is set aside.
func (v verdict) next(tries int, observed, started, now time.Time, jitter float64) (at time.Time, aside bool) {
	if v.final || now.Sub(observed) >= keepTrying && now.Sub(started) >= comeBack {
		return time.Time{}, true
	}
	return now.Add(max(pause(tries, jitter), v.wait)), false
}
