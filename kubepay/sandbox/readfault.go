package sandbox

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"
)

// takes is what a kind of fault needs besides its name.
type takes struct {
	least, most time.Duration // of wait, both 0 where there is none
	code, field bool
}

// kinds are every kind of fault. A wait is no longer than a server would take.
var kinds = map[FaultKind]takes{
	ErrorStatus:  {code: true},
	Latency:      {least: time.Millisecond, most: time.Minute},
	Hang:         {},
	Drip:         {least: time.Millisecond, most: 10 * time.Second},
	Reset:        {},
	Dropped:      {},
	CutOff:       {},
	WrongTypes:   {field: true},
	MissingField: {field: true},
	ClockOff:     {least: -reach, most: reach},
}

func kindNames() []FaultKind { return slices.Sorted(maps.Keys(kinds)) }

// throttledWait is a wait for a 429, which may be left out.
var throttledWait = takes{code: true, most: time.Hour}

// maxFaults bounds what one payment, or the whole gateway, can be made to suffer.
const maxFaults = 100

var codes = []int{
	http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusTooManyRequests,
	http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
}

// answerFields are what an answer can lack, or have of a wrong type.
var answerFields = []string{
	"id", "status", "token", "currency", "created_at", "updated_at", "expires_at", "pay_address", "amount_fiat", "amount_crypto",
	"amount_captured_fiat", "amount_captured_crypto", "metadata", "transactions", "payment_log",
}

// readFault reads one way to misbehave.
func readFault(o *object) Fault {
	f := Fault{
		Kind:  choice(o, "kind", kindNames()),
		After: o.duration("after", 0, reach),
		For:   o.duration("for", time.Millisecond, reach),
		Calls: o.whole("calls", 1, 1_000_000),
		Code:  o.whole("code", 400, 599),
		Field: choice(o, "field", answerFields),
	}
	needs := kinds[f.Kind]
	if f.Code == http.StatusTooManyRequests {
		needs = throttledWait
		f.Wait = time.Second
	}
	if needs.most == 0 {
		o.known = append(o.known, "wait")
	} else if wait := o.duration("wait", needs.least, needs.most); o.has("wait") {
		f.Wait = wait
	}
	o.rest()
	o.fits(f, needs)
	return f
}

// fits says what a fault lacks, and what it has for nothing.
func (o *object) fits(f Fault, needs takes) {
	switch {
	case !o.has("kind"):
		o.fail("", "a fault needs its kind; choose among %s", list(kindNames()))
	case needs.code && !slices.Contains(codes, f.Code):
		missing := fmt.Sprintf("a fault of kind %s needs a code", f.Kind)
		if f.Code != 0 {
			missing = fmt.Sprintf("%d is none of the codes that there are", f.Code)
		}
		o.fail("code", "%s; choose among 401, 403, 404, 429, 500, 502, 503 and 504", missing)
	case o.idle(needs) != "":
		o.fail(o.idle(needs), "a fault of kind %s has no use for %s; leave it out", f.Kind, o.idle(needs))
	case needs.field && f.Field == "":
		o.fail("field", `a fault of kind %s needs a field of the answer; write it as in "status"`, f.Kind)
	case needs.most > 0 && !needs.code && f.Wait == 0:
		o.fail("wait", `a fault of kind %s needs a wait; write it as in "5s"`, f.Kind)
	}
}

// idle is a name that a fault has for nothing, if there is one.
func (o *object) idle(needs takes) string {
	switch {
	case !needs.code && o.has("code"):
		return "code"
	case !needs.field && o.has("field"):
		return "field"
	case needs.most == 0 && o.has("wait"):
		return "wait"
	}
	return ""
}
