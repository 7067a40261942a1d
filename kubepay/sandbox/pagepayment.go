package sandbox

import (
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"paywatch/kubepay"
)

func payments(rows []row) g.Node {
	return h.Section(h.ID("payments"), h.Aria("label", "Payments"), live(),
		h.H2(g.Text("Payments")),
		g.If(len(rows) == 0, h.P(g.Text("There are none yet. Make one above, or by your own program."))),
		g.If(len(rows) == pageMost, h.P(g.Textf("These are the newest %d. GET /_/payments/ has them all.", pageMost))),
		g.Map(rows, row.article),
	)
}

func (r row) article() g.Node {
	return h.Article(
		h.Strong(h.Class(string(r.Status)), g.Text(string(r.Status))),
		h.H3(g.Text(string(r.ID))),
		h.P(h.Class("amount"), g.Text(r.captured()+" of "+r.total())),
		h.Progress(h.Value(r.CapturedFiat), h.Max(r.AmountFiat), h.Aria("label", "captured")),
		h.P(h.Class("quiet"), g.Text(r.coins())),
		r.facts(),
		told(r.Faults),
		r.oftenSet(),
		r.seldomSet(),
	)
}

func (r row) facts() g.Node {
	n := len(r.Transactions)
	return h.Dl(
		fact("made", h.Time(g.Text(r.created))),
		fact("expires", h.Time(g.Text(r.expiry))),
		fact("pay to", foreign(r.address()), h.Class("code")),
		g.If(r.metadata != "", fact("metadata", foreign(r.metadata), h.Class("code"))),
		g.If(n > 0, fact("transactions", g.Text(strconv.Itoa(n)))),
	)
}

func fact(name string, is ...g.Node) g.Node {
	return g.Group{h.Dt(g.Text(name)), h.Dd(is...)}
}

// foreign is text from outside, which may be written from right to left.
func foreign(text string) g.Node { return g.El("bdi", g.Text(text)) }

// oftenSet are the forms of what a payment does most often.
func (r row) oftenSet() g.Node {
	hidden := func(name, value string) g.Node { return h.Input(h.Type("hidden"), h.Name(name), h.Value(value)) }
	return g.Group{
		form(r.path, hidden("amount_captured_fiat", r.AmountFiat), hidden("status", string(kubepay.Paid)), mainButton("paid in full")),
		form(r.path, labelled("one more transaction, in "+r.token(), input("received_amount", "12", decimals())), button("add")),
		form(r.path, set("expire", "true", "expire now"), set("move", "true", "move address"),
			g.If(len(r.Transactions) > 0, set("take_back", "true", "take the last transaction back"))),
	}
}

// seldomSet is the rest, out of sight until it is asked for.
func (r row) seldomSet() g.Node {
	each := g.Map(statuses, func(s kubepay.Status) g.Node { return set("status", string(s), string(s)) })
	return h.Details(h.ID("more "+string(r.ID)), h.Summary(g.Text("status, amounts, expiry and faults")),
		form(r.path, each...),
		form(r.path, labelled("captured so far, in "+string(r.Currency), input("amount_captured_fiat", "10", decimals())), button("set")),
		form(r.path, labelled("expires so long after it was made", input("expires", "6", h.Placeholder("20m"))), button("set")),
		breakForm(r.path+"faults/"),
		lift(r.path+"faults/", "lift its faults"),
	)
}
