package watchlist

import (
	"slices"
	"strings"
)

// Filter says which payments are shown. The zero Filter shows all.
type Filter struct {
	words    []string // all must be found
	statuses []string // one must be the status's beginning
}

// statusPrefix introduces a status in a filter's text.
const statusPrefix = "status:"

// ParseFilter reads what a person types: words that must all be found in the
// id, the metadata, the coin, the currency, the address or the amount, and
// status:partial for a status, of which the beginning will do. Several statuses
// are alternatives.
func ParseFilter(text string) Filter {
	var f Filter
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if status, ok := strings.CutPrefix(word, statusPrefix); ok {
			f.statuses = append(f.statuses, status)
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

func (f Filter) matches(e *Entry) bool {
	if len(f.statuses) > 0 && !hasPrefix(strings.ToLower(string(e.Status())), f.statuses) {
		return false
	}
	for _, w := range f.words {
		if !strings.Contains(e.searchable(), w) {
			return false
		}
	}
	return true
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// searchable is what words are looked for in, in lower case. It is made when a
// filter first asks, since most of the time there is none.
func (e *Entry) searchable() string {
	if e.sought == "" {
		e.sought = strings.ToLower(strings.Join(e.texts(), "\n"))
	}
	return e.sought
}

// texts are what a person may look for.
func (e *Entry) texts() []string {
	texts := []string{string(e.ID)}
	in := e.Intent
	if in == nil {
		return texts
	}
	texts = append(texts, string(in.Token), string(in.Currency), string(in.PayAddress))
	if total := in.Fiat.Total; total.Valid {
		texts = append(texts, total.Decimal.StringFixed(max(2, -total.Decimal.Exponent())))
	}
	for _, f := range in.Metadata {
		texts = append(texts, f.Value)
	}
	return texts
}
