package kubepay

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxDetail     = 160            // characters of the gateway's own words
	maxRetryAfter = 24 * time.Hour // a longer wait would be as good as giving up
)

// statusError turns an answer that is not 2xx into an [Error].
func statusError(r *http.Response, body []byte, what call) *Error {
	e := &Error{Code: r.StatusCode, Kind: kindOf(r.StatusCode, what), Detail: detailOf(body)}
	e.NoToken = e.Kind == Unauthorised && !what.authorised
	if e.Kind == Throttled || e.Kind == Broken {
		e.RetryAfter = RetryAfter(r.Header, e.Detail)
	}
	return e
}

func kindOf(code int, what call) ErrorKind {
	switch {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return Unauthorised
	case code == http.StatusNotFound && what.id != "":
		return NotFound
	case code == http.StatusTooManyRequests:
		return Throttled
	case code >= 500:
		return Broken
	}
	return Refused
}

// expectedIn is Django REST Framework's wording of a throttled request, which
// survives where a proxy drops Retry-After.
var expectedIn = form(`available in (\d{1,9}) second`)

// RetryAfter is how long to leave the gateway alone: seconds or a date (RFC
// 9110, section 10.2.3), the date by the gateway's own clock where it has one.
func RetryAfter(h http.Header, detail string) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	var wait time.Duration
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		wait = time.Duration(min(seconds, uint64(maxRetryAfter/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		now, err := http.ParseTime(h.Get("Date"))
		if err != nil {
			now = time.Now()
		}
		wait = at.Sub(now)
	} else if m := expectedIn().FindStringSubmatch(detail); m != nil {
		seconds, _ := strconv.Atoi(m[1])
		wait = time.Duration(seconds) * time.Second
	}
	return min(max(wait, 0), maxRetryAfter)
}

// networkError is for a request without a whole answer, though perhaps with the code
// of one.
func networkError(err error, code int, unsent bool) error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Kind: Unreachable, Code: code, Detail: Clean(NetworkWords(err), maxDetail), Err: err, Unsent: unsent}
}

// notJSON is for a 2xx from something that is no gateway, such as a hotel's
// log-in page. Its words are not quoted.
func notJSON(r *http.Response) *Error {
	detail := "it is no JSON object"
	if t := r.Header.Get("Content-Type"); t != "" {
		detail += " but " + t
	}
	return &Error{Kind: Unreadable, Code: r.StatusCode, Detail: detail}
}
