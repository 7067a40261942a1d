package sandbox

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
)

// form is one request to the API, which the script of the page sends: its fields, as
// JSON.
func form(path string, parts ...g.Node) g.Node {
	return h.Form(h.Data("path", path), g.Group(parts))
}

// lift is the form that lifts the faults at a path.
func lift(path, says string) g.Node {
	return form(path, h.Data("method", "DELETE"), button(says))
}

func button(says string) g.Node     { return h.Button(g.Text(says)) }
func mainButton(says string) g.Node { return h.Button(h.Class("main"), g.Text(says)) }

// set is a button that sets a field to one value.
func set(name, value, says string) g.Node {
	return h.Button(h.Name(name), h.Value(value), g.Text(says))
}

// labelled is a field with its name for people in front.
func labelled(says string, field g.Node, more ...g.Node) g.Node {
	return h.Label(g.Group(more), g.Text(says+" "), field)
}

func input(name, size string, more ...g.Node) g.Node {
	return h.Input(h.Name(name), g.Group(more), g.Attr("size", size))
}

// decimals has a phone show its digits.
func decimals() g.Node { return g.Attr("inputmode", "decimal") }

func choose(name string, options ...g.Node) g.Node {
	return h.Select(h.Name(name), g.Group(options))
}

func option(says string, more ...g.Node) g.Node {
	return h.Option(g.Group(more), g.Text(says))
}

// saleTools is the form of a sale.
func saleTools() g.Node {
	coins := g.Map(payuri.Symbols(), func(t kubepay.Token) g.Node { return option(string(t)) })
	lives := g.Map(cards, func(c Card) g.Node { return option(c.Description, h.Value(c.Name)) })
	return tool("new", "New payment", form("payments/",
		labelled("amount", input("amount_fiat", "7", h.Value("25.00"), decimals())),
		labelled("currency", choose("currency", option("EUR"), option("USD"))),
		labelled("coin", choose("token", coins...)),
		labelled("for", input("metadata.order", "10", h.Value("Table 7"))),
		labelled("what it does", choose("metadata.sandbox", lives...)),
		mainButton("make"),
	))
}
