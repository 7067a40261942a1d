package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"paywatch/kubepay"
)

// adminPath is where the sandbox is looked at and set: a page for people, and the
// API behind it. KubePay has nothing there.
const adminPath = "/_/"

func isAdmin(path string) bool { return path+"/" == adminPath || strings.HasPrefix(path, adminPath) }

// serveAdmin answers one request for the admin page or its API. No fault touches
// it.
func (g *Gateway) serveAdmin(w http.ResponseWriter, r *http.Request) {
	a, refused := adminRefusal(r)
	if !refused {
		a = g.admin(r)
	}
	header := w.Header()
	for name, value := range adminHeader {
		header.Set(name, value)
	}
	for name, values := range a.header {
		header[name] = values
	}
	w.WriteHeader(a.code)
	_, _ = w.Write(a.body) // the caller may have left
}

// adminHeader keeps answers where they belong: no other site frames or loads them,
// and nobody stores them.
var adminHeader = map[string]string{
	"Cache-Control":                "no-store",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

// methods are what an address answers, by method.
type methods map[string]func() answer

// admin goes by path. A slash at the end may be left out.
func (g *Gateway) admin(r *http.Request) answer {
	parts := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.Path+"/", adminPath), "/"), "/")
	switch {
	case len(parts) == 1:
		if m, ok := g.adminWhole(parts[0], r); ok {
			return m.answer(r)
		}
	case parts[0] == "payments" && len(parts) == 2, parts[0] == "payments" && len(parts) == 3 && parts[2] == "faults":
		return g.adminOne(kubepay.ID(parts[1]), len(parts) == 3, r)
	}
	return sentence(http.StatusNotFound, "there is nothing at this address; GET /_/ is the page that says what there is")
}

// adminWhole is what there is of the gateway as a whole.
func (g *Gateway) adminWhole(what string, r *http.Request) (methods, bool) {
	tell := func(v any) answer { return jsonAnswer(http.StatusOK, v) }
	m, ok := map[string]methods{
		"": {"GET": g.adminPage},
		"payments": {
			"GET":  func() answer { return tell(g.tellPayments(0)) },
			"POST": func() answer { return g.adminCreate(r) },
		},
		"clock": {
			"GET":  func() answer { return tell(g.tellClock()) },
			"POST": func() answer { return g.adminClock(r) },
		},
		"faults": {
			"GET":    func() answer { return tell(g.tellFaults()) },
			"POST":   func() answer { return g.adminBreak(r) },
			"DELETE": func() answer { g.Mend(); return tell(g.tellFaults()) },
		},
		"reset": {"POST": func() answer { return g.adminReset(r) }},
	}[what]
	return m, ok
}

// adminOne is what there is of one payment, or of its faults.
func (g *Gateway) adminOne(id kubepay.ID, faults bool, r *http.Request) answer {
	if _, ok := g.payment(id, g.now()); !ok {
		return sentence(http.StatusNotFound, unknownPayment(id).Error())
	}
	if faults {
		return methods{
			"GET":    func() answer { return jsonAnswer(http.StatusOK, g.tellOne(id).Faults) },
			"POST":   func() answer { return g.adminBreak(r, id) },
			"DELETE": func() answer { g.mend(id); return jsonAnswer(http.StatusOK, g.tellOne(id).Faults) },
		}.answer(r)
	}
	return methods{
		"GET":  func() answer { return jsonAnswer(http.StatusOK, g.tellOne(id)) },
		"POST": func() answer { return g.adminSet(id, r) },
	}.answer(r)
}

func (g *Gateway) tellOne(id kubepay.ID) adminPayment {
	now := g.now()
	p, _ := g.payment(id, now)
	return p.admin(now)
}

func (g *Gateway) adminSet(id kubepay.ID, r *http.Request) answer {
	o, refused := adminObject(r)
	if refused != nil {
		return *refused
	}
	now := g.now()
	p, _ := g.payment(id, now)
	step := readSet(o, p, now)
	if w, bad := o.first(); bad {
		return refusal(http.StatusBadRequest, w)
	}
	if err := g.set(id, step, now); err != nil {
		return sentence(http.StatusConflict, err.Error())
	}
	return jsonAnswer(http.StatusOK, g.tellOne(id))
}

func (g *Gateway) adminCreate(r *http.Request) answer {
	o, refused := adminObject(r)
	if refused != nil {
		return *refused
	}
	made := readOrder(o)
	if w, bad := o.first(); bad {
		return refusal(http.StatusBadRequest, w)
	}
	p := g.add(made, g.now())
	if p == nil {
		return refusal(http.StatusConflict, wrong{"id", "there is a payment with this id already; choose another, or leave it out"})
	}
	return jsonAnswer(http.StatusCreated, g.tellOne(p.id))
}

// adminBreak adds a fault to one payment, or to all there will ever be, and tells
// what faults there are.
func (g *Gateway) adminBreak(r *http.Request, ids ...kubepay.ID) answer {
	o, refused := adminObject(r)
	if refused != nil {
		return *refused
	}
	f := readFault(o)
	if w, bad := o.first(); bad {
		return refusal(http.StatusBadRequest, w)
	}
	on := g.tellFaults()
	if len(ids) > 0 {
		on = g.tellOne(ids[0]).Faults
	}
	if len(on) >= maxFaults {
		return sentence(http.StatusConflict, fmt.Sprintf("there are %d faults here already; lift them with DELETE", maxFaults))
	}
	if err := g.Break(f, ids...); err != nil {
		return sentence(http.StatusNotFound, unknownPayment(ids[0]).Error())
	}
	if len(ids) == 0 {
		return jsonAnswer(http.StatusOK, g.tellFaults())
	}
	return jsonAnswer(http.StatusOK, g.tellOne(ids[0]).Faults)
}

func (g *Gateway) adminClock(r *http.Request) answer {
	o, refused := adminObject(r)
	if refused != nil {
		return *refused
	}
	ahead, speed := o.duration("jump", time.Microsecond, reach), o.speed("speed", g.tellClock().Speed)
	o.rest()
	if len(o.values) == 0 {
		o.fail("", `nothing is said; say how fast the clock is to run, as in {"speed": 60}, or how far to jump, as in {"jump": "10m"}`)
	}
	if w, bad := o.first(); bad {
		return refusal(http.StatusBadRequest, w)
	}
	if !g.wind(ahead, speed) {
		return refusal(http.StatusConflict, wrong{"jump", "the clock is a century ahead already; reset the sandbox"})
	}
	return jsonAnswer(http.StatusOK, g.tellClock())
}

func (g *Gateway) adminReset(r *http.Request) answer {
	o, refused := adminObject(r)
	if refused != nil {
		return *refused
	}
	if len(o.values) > 0 {
		return sentence(http.StatusBadRequest, "reset takes nothing; send {}")
	}
	g.Reset()
	return jsonAnswer(http.StatusOK, g.tellPayments(0))
}
