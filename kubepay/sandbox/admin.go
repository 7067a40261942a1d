package sandbox

import (
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

// admin goes by path and method. A slash at the end may be left out.
func (g *Gateway) admin(r *http.Request) answer {
	parts := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.Path+"/", adminPath), "/"), "/")
	what, id := parts[0], ""
	if len(parts) > 1 {
		id = parts[1]
	}
	switch {
	case len(parts) == 1 && what == "":
		return only(r, map[string]func() answer{"GET": g.adminPage})
	case len(parts) == 1 && what == "payments":
		return only(r, map[string]func() answer{
			"GET":  func() answer { return jsonAnswer(http.StatusOK, g.look(0).payments) },
			"POST": func() answer { return g.adminCreate(r) },
		})
	case len(parts) == 1 && what == "clock":
		return only(r, map[string]func() answer{
			"GET":  func() answer { return jsonAnswer(http.StatusOK, g.look(1).clock) },
			"POST": func() answer { return g.adminClock(r) },
		})
	case len(parts) == 1 && what == "faults":
		return only(r, map[string]func() answer{
			"GET":    func() answer { return jsonAnswer(http.StatusOK, g.look(1).faults) },
			"POST":   func() answer { return g.adminBreak(r) },
			"DELETE": func() answer { g.Mend(); return jsonAnswer(http.StatusOK, g.look(1).faults) },
		})
	case len(parts) == 1 && what == "reset":
		return only(r, map[string]func() answer{"POST": func() answer { return g.adminReset(r) }})
	case what == "payments" && (len(parts) == 2 || len(parts) == 3 && parts[2] == "faults"):
		return g.adminPayment(r, kubepay.ID(id), len(parts) == 3)
	}
	return sentence(http.StatusNotFound, "there is nothing at this address; GET /_/ is the page that says what there is")
}

// adminPayment goes by method for one payment, or for its faults.
func (g *Gateway) adminPayment(r *http.Request, id kubepay.ID, faults bool) answer {
	now := g.now()
	p, ok := g.payment(id, now)
	tell := func() answer {
		p, _ := g.payment(id, now)
		return jsonAnswer(http.StatusOK, p.admin(now))
	}
	switch {
	case !ok:
		return sentence(http.StatusNotFound, unknownPayment(id).Error())
	case faults:
		return only(r, map[string]func() answer{
			"GET":    func() answer { return jsonAnswer(http.StatusOK, adminFaults(p.faults, now)) },
			"POST":   func() answer { return g.adminBreak(r, id) },
			"DELETE": func() answer { g.mend(id); return tell() },
		})
	}
	return only(r, map[string]func() answer{
		"GET": tell,
		"POST": func() answer {
			o, refused := adminObject(r)
			if refused != nil {
				return *refused
			}
			step := readSet(o, p, now)
			if w, bad := o.first(); bad {
				return refusal(http.StatusBadRequest, w)
			}
			if err := g.set(id, step, now); err != nil {
				return sentence(http.StatusConflict, err.Error())
			}
			return tell()
		},
	})
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
	now := g.now()
	p := g.add(made, now)
	if p == nil {
		return refusal(http.StatusConflict, wrong{"id", "there is a payment with this id already; choose another, or leave it out"})
	}
	told, _ := g.payment(p.id, now)
	return jsonAnswer(http.StatusCreated, told.admin(now))
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
	if err := g.Break(f, ids...); err != nil {
		return sentence(http.StatusNotFound, unknownPayment(ids[0]).Error())
	}
	if len(ids) == 0 {
		return jsonAnswer(http.StatusOK, g.look(1).faults)
	}
	now := g.now()
	p, _ := g.payment(ids[0], now)
	return jsonAnswer(http.StatusOK, adminFaults(p.faults, now))
}

func (g *Gateway) adminClock(r *http.Request) answer {
	o, refused := adminObject(r)
	if refused != nil {
		return *refused
	}
	ahead, speed := o.duration("jump", time.Microsecond, reach), o.speed("speed", g.look(1).clock.Speed)
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
	return jsonAnswer(http.StatusOK, g.look(1).clock)
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
	return jsonAnswer(http.StatusOK, g.look(0).payments)
}
