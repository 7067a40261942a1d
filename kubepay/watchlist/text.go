package watchlist

import "strings"

// write gives each place its text, where it has none: in lower case, a line with
// the states, each behind a mark, and then what words are looked for in. The
// texts are one piece of memory, in the order in which they are searched.
func write(places []place) {
	var b strings.Builder
	ends := make([]int, len(places))
	for i, p := range places {
		if p.text == "" {
			b.WriteString(strings.ToLower(p.entry.states() + "\n" + strings.Join(p.entry.texts(), "\n")))
		}
		ends[i] = b.Len()
	}
	written, from := b.String(), 0
	for i := range places {
		if places[i].text == "" {
			places[i].text = written[from:ends[i]]
		}
		from = ends[i]
	}
}

// states is the status, and whatever else a person may call the state of the
// payment.
func (e *Entry) states() string {
	states := statusMark + string(e.Status())
	d := e.Derived()
	for _, s := range []struct {
		holds bool
		word  string
	}{{d.Overpaid, "overpaid"}, {d.Underpaid, "underpaid"}, {d.Late, "late"}, {len(e.Alarms) > 0, "alarm"}, {e.Away, "away"}} {
		if s.holds {
			states += statusMark + s.word
		}
	}
	return states
}

// texts are what a person may look for, the likeliest first.
func (e *Entry) texts() []string {
	in := e.Intent
	if in == nil {
		return []string{string(e.ID)}
	}
	var texts []string
	for _, f := range in.Metadata {
		texts = append(texts, f.Value)
	}
	texts = append(texts, string(e.ID), string(in.Token), string(in.Currency), string(in.PayAddress))
	if total := in.Fiat.Total; total.Valid {
		texts = append(texts, total.Decimal.StringFixed(max(2, -total.Decimal.Exponent())))
	}
	return texts
}
