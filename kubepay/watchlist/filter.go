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
