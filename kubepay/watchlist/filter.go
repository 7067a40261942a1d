package watchlist

import (
	"slices"
	"strings"
)

// Filter says which payments are shown. The zero Filter shows all.
type Filter struct {
	words    []string // all must be found
	statuses []string // one must be a state's beginning, behind its mark
}

// statusPrefix introduces a status in a filter's text.
const statusPrefix = "status:"

// statusMark stands before each state in what is searched, so that only the
// beginning of one is found.
const statusMark = " "

// ParseFilter reads what a person types: words that must all be found in the
// metadata, the id, the coin, the currency, the address or the amount, and
// status:partial for a status, of which the beginning will do; overpaid,
// underpaid, late, alarm and away count as statuses too. Several are alternatives.
func ParseFilter(text string) Filter {
	var f Filter
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if status, ok := strings.CutPrefix(word, statusPrefix); ok {
			f.statuses = append(f.statuses, statusMark+status)
		} else {
			f.words = append(f.words, word)
		}
	}
	return f
}

// Empty tells whether the filter shows all.
func (f Filter) Empty() bool { return len(f.words) == 0 && len(f.statuses) == 0 }

// narrows tells whether f can let through only what wider does, as when a text is
// typed on.
func (f Filter) narrows(wider Filter) bool {
	for _, w := range wider.words {
		if !slices.ContainsFunc(f.words, func(v string) bool { return strings.Contains(v, w) }) {
			return false
		}
	}
	if len(wider.statuses) == 0 {
		return true
	}
	for _, s := range f.statuses {
		if !hasPrefix(s, wider.statuses) {
			return false
		}
	}
	return len(f.statuses) > 0
}

// matches tells whether the filter lets a payment through, by its text.
func (f Filter) matches(text string) bool {
	states, words, _ := strings.Cut(text, "\n")
	if len(f.statuses) > 0 && !slices.ContainsFunc(f.statuses, func(s string) bool { return strings.Contains(states, s) }) {
		return false
	}
	for _, w := range f.words {
		if !strings.Contains(words, w) {
			return false
		}
	}
	return true
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

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
