package watchlist

import (
	"strings"

	"paywatch/kubepay"
)

// Filter says which payments are shown. The zero Filter shows all.
type Filter struct {
	words    []string // all must be found
	statuses []string // one must be the status's beginning
}

// statusPrefix introduces a status in a filter's text.
const statusPrefix = "status:"

// ParseFilter reads what a person types: words that must all be found in the
// id, the metadata, the coin, the address or the amount, and status:partial for
// a status, of which the beginning will do. Several statuses are alternatives.
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

func (f Filter) matches(e *Entry) bool {
	if len(f.statuses) > 0 && !f.matchesStatus(e.Status()) {
		return false
	}
	for _, w := range f.words {
		if !strings.Contains(e.haystack, w) {
			return false
		}
	}
	return true
}

func (f Filter) matchesStatus(s kubepay.Status) bool {
	for _, want := range f.statuses {
		if strings.HasPrefix(strings.ToLower(string(s)), want) {
			return true
		}
	}
	return false
}
