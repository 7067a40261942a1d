package sandbox

import (
	"net/http"
	"strings"
	"time"

	"paywatch/kubepay"
)

// endpoint is one of the three calls of the documentation.
type endpoint int

const (
	nowhere endpoint = iota
	create
	retrieve
	publicRetrieve
)

// route is what a path asks for.
type route struct {
	endpoint endpoint
	id       kubepay.ID // "" for a create
	method   string     // the one that the endpoint answers
	slash    bool       // whether the path ends in the slash that it must end in
}

const paymentsPath = "/api/gateway/payments/"

func routeOf(path string) route {
	trimmed := strings.TrimSuffix(path, "/")
	rt := route{slash: trimmed != path, method: http.MethodGet}
	rest, ok := strings.CutPrefix(trimmed+"/", paymentsPath)
	parts := strings.Split(rest, "/") // the last is empty
	switch {
	case !ok:
	case rest == "":
		rt.endpoint, rt.method = create, http.MethodPost
	case parts[0] == "":
	case len(parts) == 2:
		rt.endpoint, rt.id = retrieve, kubepay.ID(parts[0])
	case len(parts) == 3 && parts[1] == "public":
		rt.endpoint, rt.id = publicRetrieve, kubepay.ID(parts[0])
	}
	return rt
}

// ServeHTTP answers one request, with the faults that are on.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if isAdmin(r.URL.Path) {
		g.serveAdmin(w, r)
		return
	}
	rt, who := routeOf(r.URL.Path), g.callerOf(r)
	seq := g.log.begin(Entry{At: time.Now(), ID: rt.id, Method: r.Method, Path: r.URL.Path, JWT: who.sent})
	now := g.now()
	faults := g.meet(rt.id, now)
	a := g.answer(r, rt, who, faults, now).spoil(faults)
	deliver(w, r, a, faults, g.now, func() { g.log.answered(seq, a.code) })
}

// answer goes through a request in the order of Django and its REST framework:
// proxy, path, authentication, permission, throttling, method, body.
func (g *Gateway) answer(r *http.Request, rt route, who caller, faults []Fault, now time.Time) answer {
	status, broken := find(faults, ErrorStatus)
	switch {
	case broken && status.Code >= http.StatusInternalServerError:
		return page(status.Code)
	case rt.endpoint == nowhere:
		return page(http.StatusNotFound)
	case !rt.slash:
		return moved301(withSlash(r))
	case who.sent && (!who.trusted || status.Code == http.StatusUnauthorized):
		return tokenNotValid() // even where no token is needed
	case !who.sent && rt.endpoint != publicRetrieve:
		return unauthenticated()
	case status.Code == http.StatusForbidden && rt.endpoint != publicRetrieve:
		return forbidden()
	case status.Code == http.StatusTooManyRequests:
		return throttled(status.Wait)
	case r.Method != rt.method:
		return notAllowed(r.Method, rt.method+", OPTIONS")
	case rt.endpoint == create:
		return g.create(r, now)
	}
	return g.retrieve(rt, who, faults, now)
}

func withSlash(r *http.Request) string {
	to := r.URL.EscapedPath() + "/"
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	return to
}

func (g *Gateway) retrieve(rt route, who caller, faults []Fault, now time.Time) answer {
	p, ok := g.payment(rt.id, now)
	if status, _ := find(faults, ErrorStatus); !ok || status.Code == http.StatusNotFound {
		return notFound()
	}
	if wait := g.tooSoon(look{who.name, rt.id}, time.Now()); wait > 0 {
		return throttled(wait)
	}
	skew, _ := find(faults, ClockOff)
	in := p.intentAt(now, skew.Wait)
	if rt.endpoint == publicRetrieve {
		return jsonAnswer(http.StatusOK, in.publicIntent)
	}
	return jsonAnswer(http.StatusOK, in)
}

// tooSoon is how long the caller has to wait before its next look, if at all: by
// this machine's clock, however fast the gateway's runs.
func (g *Gateway) tooSoon(l look, now time.Time) time.Duration {
	if g.opts.Unthrottled {
		return 0
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.throttle.take(l, now)
}
