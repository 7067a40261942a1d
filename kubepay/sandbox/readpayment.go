package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
)

// saleFields are those of a create.
var saleFields = []string{"amount_fiat", "amount_crypto", "token", "currency", "metadata"}

// readOrder reads a payment and what it will do: its own steps, or where it has
// none, what its metadata or its cents choose.
func readOrder(o *object) order {
	out := order{id: o.paymentID(), sale: o.sale()}
	expires := o.duration("expires", time.Second, reach)
	if o.has("step") {
		out.card.Life = Life{Expires: expires, Steps: readSteps(o, out.sale)}
		if expires == 0 {
			out.card.Life.Expires = expiry
		}
	} else {
		o.known = append(o.known, "step")
		out.card = out.sale.card()
		out.card.Faults = slices.Clone(out.card.Faults)
	}
	if expires != 0 && !o.has("step") {
		o.fail("expires", "a payment without steps of its own lives as its metadata or its cents say; give it steps, or leave this out")
	}
	for _, f := range o.objects("fault") {
		out.card.Faults = append(out.card.Faults, readFault(f))
	}
	o.rest()
	return out
}

func (o *object) paymentID() kubepay.ID {
	v, given := o.value("id")
	if !given {
		return ""
	}
	s, _ := v.(string)
	id, err := kubepay.ParseID(s)
	if err != nil || string(id) != s {
		o.fail("id", `%s is no id; write letters, digits, ".", "_", "~" and "-", at most 128`, shown(v))
	}
	return id
}

// sale reads the fields of a create, by the same rules.
func (o *object) sale() sale {
	fields := map[string]any{}
	for _, name := range saleFields {
		if v, given := o.value(name); given {
			fields[name] = v
		}
	}
	s, problems := saleOf(fields)
	for _, name := range []string{"amount_fiat", "amount_crypto"} {
		if message := misread(fields[name]); message != "" {
			o.fail(name, "%s", mended(message, examples[name]))
			delete(problems, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(problems)) {
		o.fail(name, "%s", mended(problems[name][0], examples[name]))
	}
	return s
}

// misread says what is wrong with the amount of a sale that looks like one, beside
// what a gateway says of it.
func misread(v any) string {
	switch v := v.(type) {
	case json.Number, float64, int64:
		return "This is a bare number."
	case string:
		if strings.ContainsAny(v, "0123456789") && (strings.HasPrefix(v, "-") || !strings.ContainsAny(v, "123456789")) {
			return "An amount must be above zero."
		}
	}
	return ""
}

func readSteps(o *object, of sale) []Step {
	steps := []Step{}
	p := payment{sale: of, places: placesIn(of)}
	var before state
	var last time.Duration
	for _, s := range o.objects("step") {
		sound := len(*s.wrong)
		at := s.duration("after", 0, reach)
		step := readStep(s, at, p.places)
		s.rest()
		if at < last {
			s.fail("after", "this is before the step above it; put the steps in the order of their times")
		}
		if len(*s.wrong) == sound && !step.happens() {
			s.fail("", "nothing happens in this step; say what, as in status = \"paid\"")
		}
		s.hasCome(step, before)
		before.take(step, &p)
		last = at
		steps = append(steps, step)
	}
	return steps
}
