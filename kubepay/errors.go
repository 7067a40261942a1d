package kubepay

import (
	"fmt"
	"net/http"
	"time"
)

// ErrorKind sorts what can go wrong with a request by what a person can do
// about it.
type ErrorKind string

// Every kind of failure.
const (
	Unauthorised ErrorKind = "unauthorised" // 401, 403: the token is refused, missing or ran out
	NotFound     ErrorKind = "not found"    // 404
	Throttled    ErrorKind = "throttled"    // 429: RetryAfter says for how long
	Refused      ErrorKind = "refused"      // another 4xx, or a redirect that is not followed
	Unreachable  ErrorKind = "unreachable"  // no answer: name, connection, TLS, time-out, cut off
	Broken       ErrorKind = "broken"       // 5xx
	Unreadable   ErrorKind = "unreadable"   // an answer that cannot be understood
)

// Error is a failed request: what was tried, on which payment, and the remedy.
// It never holds the token. A look that its context cancelled is no Error, since
// nothing failed: its error is the context's.
type Error struct {
	Kind       ErrorKind
	Op         string        // what was tried, as in "look at the payment"
	ID         ID            // of which payment, "" when none is known yet
	Code       int           // HTTP status code, 0 when there was no answer
	RetryAfter time.Duration // how long the gateway asks to be left alone, 0 if it does not say
	Detail     string        // the gateway's or the network's own words, clean and short
	Field      string        // the field to blame, if one is: of the answer, or of a sale that is not sent
	Err        error         // the cause, if there is one

	// NoToken tells, with Unauthorised, that no token was sent.
	NoToken bool

	// Unsent tells that the request cannot have reached the gateway, so that
	// repeating even a create is safe.
	Unsent bool
}

// Error is one sentence with the remedy behind a semicolon.
func (e *Error) Error() string {
	s := failed(e.Op, e.ID) + ": " + e.Reason()
	if r := e.Remedy(); r != "" {
		s += "; " + r
	}
	return s
}

// failed says what was tried, and on which payment.
func failed(op string, id ID) string {
	if id == "" {
		return "cannot " + op
	}
	return "cannot " + op + " " + string(id)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Reason says in a few words what went wrong, without the payment and without
// the remedy.
func (e *Error) Reason() string {
	switch e.Kind {
	case Unauthorised:
		if e.NoToken {
			return e.with("the gateway wants a token")
		}
		return e.with("the gateway refuses the token")
	case NotFound:
		return "the gateway does not know this payment"
	case Throttled:
		return "the gateway asks to be called less often"
	case Refused:
		if e.Field != "" {
			return e.with(fmt.Sprintf("the sale's %q is not right", e.Field))
		}
		if e.Unsent {
			return e.Detail
		}
		return e.with("the gateway refuses the request")
	case Unreachable:
		if e.CutOff() {
			return e.with("the gateway's answer was cut off")
		}
		return e.with("the gateway cannot be reached")
	case Broken:
		return fmt.Sprintf("the gateway is in trouble (%d)", e.Code)
	case Unreadable:
		if e.Field != "" {
			return e.with(fmt.Sprintf("the gateway's answer has an unreadable %q", e.Field))
		}
		return e.with("the gateway's answer is unreadable")
	}
	return e.with(string(e.Kind))
}

// Remedy says what a person can do about it, or "" when waiting is all.
func (e *Error) Remedy() string {
	if e.Op == opCreate && !e.Unsent {
		switch {
		case !e.Unmade():
			return "it may have been made: look for it in KubePay's panel before it is made again"
		case e.Kind == Throttled:
			return "wait before it is tried again"
		}
	}
	switch e.Kind {
	case Unauthorised:
		if e.NoToken {
			return "set KUBEPAY_TOKEN"
		}
		return "renew KUBEPAY_TOKEN"
	case NotFound:
		return "check the id, and that KUBEPAY_URL is the gateway it was made on"
	case Throttled:
		if e.RetryAfter > 0 {
			return fmt.Sprintf("it is asked again in %d s", int((e.RetryAfter+time.Second-1)/time.Second))
		}
		return "it is asked again more slowly"
	case Refused:
		if e.Unsent || e.Code == http.StatusBadRequest {
			return "" // what is wrong is said already
		}
		return "check KUBEPAY_URL"
	case Unreachable:
		if e.CutOff() {
			return "check the network"
		}
		if _, ok := e.Proxy(); ok {
			return "check HTTPS_PROXY and HTTP_PROXY"
		}
		return "check the network and KUBEPAY_URL"
	case Unreadable:
		if e.Field != "" {
			return "the raw answer shows what came"
		}
		return "check that KUBEPAY_URL is a KubePay gateway"
	}
	return ""
}

// CutOff tells that an answer had begun, and never came to its end.
func (e *Error) CutOff() bool { return e.Kind == Unreachable && e.Code != 0 }

// Unmade tells of a create that failed that no payment was made, for certain. Of
// any other failure nobody knows: it must not be repeated but by a person who
// has looked.
func (e *Error) Unmade() bool {
	switch e.Kind {
	case Unauthorised, Throttled:
		return true
	case Refused: // such a redirect may lead to a payment that was made
		return e.Code != http.StatusFound && e.Code != http.StatusSeeOther
	}
	return e.Unsent
}

func (e *Error) with(reason string) string {
	if e.Detail == "" {
		return reason
	}
	return reason + " (" + e.Detail + ")"
}
