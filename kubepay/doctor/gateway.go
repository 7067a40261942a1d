package doctor

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/settings"
)

const (
	tries       = 3               // of which the middle one counts
	patience    = 3 * time.Second // no second try of a gateway that takes longer
	slowAnswer  = time.Second
	clockGrain  = 500 * time.Millisecond // half of the second that a Date header has
	noticeable  = 5 * time.Second        // the clocks may be apart
	intolerable = 5 * time.Minute
)

// nobodys is the id of a payment that there is not. Each is asked for once, so
// that the gateway's pace is kept.
func nobodys() kubepay.ID {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // which never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return kubepay.ID(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}

// visit is one request, on a connection of its own.
type visit struct {
	answer kubepay.Answer
	err    error
	watch  *stopwatch
	took   time.Duration
	middle time.Time // of the request, by the local clock
}

// visit looks at a payment that there is not.
func (e Examination) visit(ctx context.Context, s settings.Settings, look func(*kubepay.Client, context.Context, kubepay.ID) (kubepay.Answer, error)) visit {
	client, err := e.clientOf(s)
	if err != nil {
		return visit{err: err}
	}
	defer client.Close()
	v := visit{watch: newStopwatch()}
	v.answer, v.err = look(client, httptrace.WithClientTrace(ctx, v.watch.trace()), nobodys())
	v.took = time.Since(v.watch.began)
	v.middle = v.watch.began.Add(v.took / 2)
	return v
}

// gatewayCheck finds out whether the gateway answers, how fast, and what stands
// between.
func (e Examination) gatewayCheck(c chosen) Check {
	return Check{Gateway, "answer", gatewayTime, func(ctx context.Context) []Finding {
		proxy, ok := e.proxyFinding(c)
		if !ok {
			return []Finding{proxy} // asking would fail in words that quote it
		}
		var visits []visit
		for range tries {
			v := e.visit(ctx, c.bare(), (*kubepay.Client).RetrievePublic)
			visits = append(visits, v)
			if v.took > patience || kindOf(v.err) == kubepay.Unreachable || ctx.Err() != nil {
				break
			}
		}
		last := visits[len(visits)-1]
		all := append([]Finding{proxy}, answerFinding(last, ctx))
		if kindOf(last.err) != kubepay.Unreachable && ctx.Err() == nil {
			all = append(all, speedFinding(visits))
		}
		all = append(all, tlsFindings(c.origin, last, time.Now())...)
		if ctx.Err() == nil && kindOf(last.err) != kubepay.Unreachable {
			all = append(all, clockFinding(last))
		}
		return all
	}}
}

func kindOf(err error) kubepay.ErrorKind {
	if e, ok := errors.AsType[*kubepay.Error](err); ok {
		return e.Kind
	}
	return ""
}

// proxyFinding says what stands before the gateway. It is false where that cannot
// be used.
func (e Examination) proxyFinding(c chosen) (Finding, bool) {
	to, err := url.Parse(c.origin)
	if err != nil || e.Transport != nil {
		return found(Gateway, "proxy", OK, "none", ""), true
	}
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: to})
	switch {
	case err != nil, proxy != nil && (proxy.Hostname() == "" || proxy.Host == "http:" || proxy.Host == "https:"):
		return answer(Failed, "the proxy that HTTPS_PROXY or HTTP_PROXY names is no address", "write it as in http://proxy.example:3128, or unset it"), false
	case proxy == nil:
		return found(Gateway, "proxy", OK, "none", ""), true
	}
	return found(Gateway, "proxy", OK, "by way of "+proxy.Host+", which the environment names", ""), true
}

// answerFinding says whether a KubePay gateway answers. To ask for a payment that
// there is not is answered with 404 by one.
func answerFinding(v visit, ctx context.Context) Finding {
	e, ok := errors.AsType[*kubepay.Error](v.err)
	switch {
	case ctx.Err() != nil:
		return answer(Failed, "no answer within "+length(gatewayTime), "check the network and KUBEPAY_URL")
	case v.err == nil:
		return answer(Warning, "it knows a payment whose id was made up just now", "check that KUBEPAY_URL is a KubePay gateway")
	case !ok:
		return answer(Failed, "it cannot be asked", "check KUBEPAY_URL")
	}
	return refusedFinding(e)
}

func answer(verdict Verdict, said, remedy string) Finding {
	return found(Gateway, "answer", verdict, said, remedy)
}

// refusedFinding says what it means that the gateway does not tell of a payment.
func refusedFinding(e *kubepay.Error) Finding {
	switch e.Kind {
	case kubepay.NotFound:
		if e.Detail == "" {
			return answer(Warning, "it answers, but not as KubePay does where it does not know a payment", asItIs)
		}
		return answer(OK, "it answers", "")
	case kubepay.Unauthorised:
		return answer(OK, "it answers, and wants a token even for what a shop front may see", "")
	case kubepay.Throttled:
		return answer(Warning, "it answers, and asks to be called less often", "wait a while; choose a longer --interval if it stays so")
	case kubepay.Broken:
		return answer(Failed, fmt.Sprintf("it is in trouble (%d)", e.Code), "wait, or ask KubePay")
	case kubepay.Unreachable:
		said, remedy := unreachable(e)
		return answer(Failed, said, remedy)
	case kubepay.Unreadable:
		return answer(Failed, "something else than a KubePay gateway answers", "check KUBEPAY_URL, and whether this network wants a log-in first")
	}
	if e.Code/100 == 3 {
		return answer(Failed, fmt.Sprintf("it sends callers elsewhere (%d)", e.Code), "set KUBEPAY_URL to where the gateway is now")
	}
	return answer(Failed, fmt.Sprintf("it refuses the request (%d)", e.Code), "check KUBEPAY_URL")
}

const asItIs = "check that KUBEPAY_URL is a KubePay gateway, with its path if it has one"

func speedFinding(visits []visit) Finding {
	var all []phases
	var whole []time.Duration
	for _, v := range visits {
		all, whole = append(all, v.watch.phases()), append(whole, v.took)
	}
	parts := median(all)
	said, values := parts.parts()
	took := middle(whole)
	text := fmt.Sprintf("%s in all", milliseconds(took))
	if said != "" {
		text += " (" + said + ")"
	}
	if len(visits) > 1 {
		text += fmt.Sprintf(", the middle of %d", len(visits))
	}
	f := found(Gateway, "speed", OK, text, "")
	if parts.answer > slowAnswer || parts.answer < 0 && took > slowAnswer {
		f = found(Gateway, "speed", Warning, text, "check the network; a gateway as slow as this is looked at less often")
	}
	f.Values = values
	return f.with("whole_ms", took.Milliseconds())
}

// clockFinding holds this machine's clock against the gateway's. The Date header
// has a grain of a second.
func clockFinding(v visit) Finding {
	if v.answer.Date.IsZero() {
		return found(Gateway, "clock", Warning, "the gateway does not say what time it is", "")
	}
	off := v.middle.Sub(v.answer.Date.Add(clockGrain)).Round(time.Second)
	f := found(Gateway, "clock", OK, "this machine's clock agrees with the gateway's", "")
	if off.Abs() > noticeable {
		way := "ahead of"
		if off < 0 {
			way = "behind"
		}
		f = found(Gateway, "clock", Warning, fmt.Sprintf("this machine's clock is %s %s the gateway's", length(off), way), "have it set by the network (NTP)")
		if off.Abs() > intolerable {
			f.Verdict = Failed
		}
	}
	return f.with("ahead_s", int64(off/time.Second))
}
