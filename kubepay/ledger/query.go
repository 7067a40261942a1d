package ledger

import (
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"paywatch/kubepay"
)

// query is what a person looks for: all of its parts must hold.
type query struct {
	parts []part
	when  []func(time.Time) bool // a time of the payment's must fit each
}

// part holds where one of its ways does, and a way where all of its terms do.
type part [][]term

// term is a word of a payment's, or the beginning of one.
type term struct {
	word   string
	begins bool
}

// Bounds of a query. What goes beyond is not looked for.
const (
	maxQuery = 200 // characters
	maxParts = 8
	maxTerms = 8 // in one way
)

// parse reads what a person types, as of now.
func parse(text string, now time.Time) query {
	var q query
	text = kubepay.Clean(text, maxQuery)
	for chunk := range strings.FieldsSeq(text) {
		if len(q.parts) == maxParts {
			break
		}
		p, fits := parseChunk(fold(chunk), now)
		if p != nil {
			q.parts = append(q.parts, p)
		}
		if fits != nil {
			q.when = append(q.when, fits)
		}
	}
	return q
}

func parseChunk(chunk string, now time.Time) (part, func(time.Time) bool) {
	if state, ok := strings.CutPrefix(chunk, "status:"); ok {
		return stateTerms(name(state)), nil
	}
	if since, until, ok := parseDays(chunk, now); ok {
		return days(since, until), func(t time.Time) bool { return !t.Before(since) && t.Before(until) }
	}
	if first, last, ok := parseMinutes(chunk); ok {
		return minutes(first, last, now), func(t time.Time) bool {
			m := minuteOf(t.In(now.Location()))
			return first <= m && m <= last
		}
	}
	if forms().amount.MatchString(chunk) {
		return part{{{strings.Replace(chunk, ",", ".", 1), true}}}, nil
	}
	return wordTerms(chunk), nil
}

// wordTerms looks for the words of a chunk, for a name that is written like it,
// and for a name that ends so.
func wordTerms(chunk string) part {
	words := split(chunk)
	if len(words) == 0 {
		return nil
	}
	var p part
	var all []term
	for _, w := range words[:min(len(words), maxTerms)] {
		all = append(all, term{w, true})
	}
	p = append(p, all)
	whole := name(chunk)
	if len(words) > 1 {
		p = append(p, []term{{clip(whole), true}})
	}
	if n := utf8.RuneCountInString(whole); 4 <= n && n <= endOf {
		p = append(p, []term{{end(whole), true}})
	}
	switch Outcome(whole) {
	case Overpaid, Late, Underpaid:
		p = append(p, []term{{stateMark + whole, false}})
	}
	return p
}

// stateTerms looks for a state by its beginning. The states that are known are
// named whole, since many payments share them and a beginning costs more.
func stateTerms(begin string) part {
	if begin == "" {
		return nil
	}
	if len(begin) < 3 { // such beginnings have an index
		return part{{{stateMark + begin, true}}}
	}
	var p part
	for _, s := range []string{
		string(kubepay.Pending), string(kubepay.Partial), string(kubepay.Paid), string(kubepay.Failed), string(kubepay.Expired),
		string(Overpaid), string(Late), string(Underpaid),
	} {
		if strings.HasPrefix(s, begin) {
			p = append(p, []term{{stateMark + s, false}})
		}
	}
	if p == nil {
		p = part{{{stateMark + clip(begin), true}}}
	}
	return p
}

// forms are what is not just words. They are compiled at the first search, not
// whenever the program starts.
var forms = sync.OnceValue(func() (f struct{ amount, day, month, local, clock *regexp.Regexp }) {
	f.amount = regexp.MustCompile(`^\d+[.,]\d*$`)
	f.day = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	f.month = regexp.MustCompile(`^(\d{4})-(\d{2})-?$`)
	f.local = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?$`)
	f.clock = regexp.MustCompile(`^(\d{1,2}):(\d{0,2})$`)
	return f
})
