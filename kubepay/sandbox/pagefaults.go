package sandbox

import (
	"fmt"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

func faultTools(faults []adminFault) g.Node {
	return tool("faults", "Faults of the whole gateway",
		h.Div(h.ID("on"), live(), told(faults)),
		breakForm("faults/"),
		lift("faults/", "lift all, those of payments too"),
	)
}

// told is what is wrong on purpose.
func told(faults []adminFault) g.Node {
	if len(faults) == 0 {
		return nil
	}
	return h.Ul(g.Map(faults, func(f adminFault) g.Node { return h.Li(g.Text(f.line())) }))
}

func (f adminFault) line() string {
	var b strings.Builder
	b.WriteString(string(f.Kind))
	if f.Code != 0 {
		fmt.Fprintf(&b, " %d", f.Code)
	}
	for _, part := range [][2]string{{" of ", f.Field}, {", ", f.Wait}, {", after ", f.After}, {", for ", f.For}} {
		if part[1] != "" {
			b.WriteString(part[0] + part[1])
		}
	}
	if f.Calls != 0 {
		fmt.Fprintf(&b, ", for %d calls", f.Calls)
	}
	fmt.Fprintf(&b, "; met by %d calls", f.Met)
	return b.String()
}

// breakForm is the form by which something is broken. The style of the page shows of
// its fields those that the kind of fault has.
func breakForm(path string) g.Node {
	kinds := g.Map(kindNames(), func(k FaultKind) g.Node { return valued(string(k), k == ErrorStatus) })
	codes := g.Map(codes, func(code int) g.Node { return valued(strconv.Itoa(code), code == 503) })
	fields := g.Map(answerFields, func(f string) g.Node { return option(f, g.If(f == "status", h.Selected())) })
	return form(path,
		labelled("fault", choose("kind", kinds...)),
		labelled("code", choose("code", codes...), h.Class("if code")),
		labelled("wait", input("wait", "4", h.Value("5s")), h.Class("if wait")),
		labelled("field", choose("field", fields...), h.Class("if field")),
		labelled("for", input("for", "5", h.Placeholder("1m"))),
		labelled("calls", input("calls", "4", h.Placeholder("all"), g.Attr("inputmode", "numeric"))),
		button("break"),
	)
}

// valued is an option that the style of the page finds by its value.
func valued(value string, selected bool) g.Node {
	return option(value, h.Value(value), g.If(selected, h.Selected()))
}
