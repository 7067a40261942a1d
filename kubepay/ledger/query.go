package ledger

import (
	"regexp"
	"slices"
	"strconv"
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

// parseDays reads a day or a month, in the location of now.
func parseDays(s string, now time.Time) (since, until time.Time, ok bool) {
	year, month, day := now.Date()
	days := func(y, m, d int) (time.Time, time.Time, bool) {
		since := time.Date(y, time.Month(m), d, 0, 0, 0, 0, now.Location())
		return since, since.AddDate(0, 0, 1), since.Day() == d
	}
	switch s {
	case "today":
		return days(year, int(month), day)
	case "yesterday":
		since := time.Date(year, month, day-1, 0, 0, 0, 0, now.Location())
		return since, since.AddDate(0, 0, 1), true
	}
	f := forms()
	if m := f.day.FindStringSubmatch(s); m != nil {
		return days(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := f.month.FindStringSubmatch(s); m != nil && number(m[2]) <= 12 {
		since := time.Date(number(m[1]), time.Month(number(m[2])), 1, 0, 0, 0, 0, now.Location())
		return since, since.AddDate(0, 1, 0), number(m[2]) > 0
	}
	m := f.local.FindStringSubmatch(s)
	if m == nil || number(m[2]) > 12 {
		return since, until, false
	}
	switch y := number(m[3]); {
	case m[3] == "": // the last such day
		if since, _, _ := days(year, number(m[2]), number(m[1])); since.After(now) {
			year--
		}
	case y < 100:
		year = 2000 + y
	default:
		year = y
	}
	return days(year, number(m[2]), number(m[1]))
}

// parseMinutes reads a time of the day as it is typed: 16: is the whole hour.
func parseMinutes(s string) (first, last int, ok bool) {
	m := forms().clock.FindStringSubmatch(s)
	if m == nil || number(m[1]) > 23 {
		return 0, 0, false
	}
	hour := number(m[1]) * 60
	switch len(m[2]) {
	case 0:
		return hour, hour + 59, true
	case 1:
		first = hour + number(m[2])*10
		return first, first + 9, number(m[2]) < 6
	}
	first = hour + number(m[2])
	return first, first, number(m[2]) < 60
}

// days are the days in UTC that a span of local time touches.
func days(since, until time.Time) part {
	var p part
	y, m, d := since.UTC().Date()
	for t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC); t.Before(until); t = t.AddDate(0, 0, 1) {
		p = append(p, []term{{dayMark + t.Format("20060102"), false}})
	}
	return p
}

// minutes are the minutes in UTC that a local time of the day may be, in summer
// and in winter.
func minutes(first, last int, now time.Time) part {
	var p part
	for _, offset := range offsets(now) {
		for m := first; m <= last; m++ {
			utc := ((m-offset)%minutesOfDay + minutesOfDay) % minutesOfDay
			word := minuteMark + pad(utc/60) + pad(utc%60)
			p = append(p, []term{{word, false}})
		}
	}
	return p
}

const minutesOfDay = 24 * 60

// offsets are the offsets of a location from UTC within the year, in minutes.
func offsets(now time.Time) []int {
	var all []int
	for month := range time.Month(12) {
		_, seconds := time.Date(now.Year(), month+1, 1, 12, 0, 0, 0, now.Location()).Zone()
		if m := seconds / 60; !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// number reads digits that a form has found.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// shortened is the query with beginnings that have an index of their own, and
// true where some are longer than that. It finds all that the query does, and
// maybe more: FTS5 gathers all words that have a longer beginning, which takes
// long where many payments have them.
func (q query) shortened() (short query, shorter bool) {
	short = query{when: q.when}
	for _, p := range q.parts {
		var ways part
		for _, way := range p {
			way = slices.Clone(way)
			for i, t := range way {
				if runes := []rune(t.word); t.begins && len(runes) > indexedBegin {
					way[i].word, shorter = string(runes[:indexedBegin]), true
				}
			}
			ways = append(ways, way)
		}
		short.parts = append(short.parts, ways)
	}
	return short, shorter
}

// indexedBegin is the longest beginning that has an index: see words in the
// schema.
const indexedBegin = 8

// expression is the query as FTS5 has it. Terms hold letters, digits and marks
// alone, so that nothing in them means anything there.
func (q query) expression() string {
	var b strings.Builder
	for i, p := range q.parts {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteByte('(')
		for j, way := range p {
			if j > 0 {
				b.WriteString(" OR ")
			}
			b.WriteByte('(')
			for k, t := range way {
				if k > 0 {
					b.WriteString(" AND ")
				}
				b.WriteString(`"` + t.word + `"`)
				if t.begins {
					b.WriteByte('*')
				}
			}
			b.WriteByte(')')
		}
		b.WriteByte(')')
	}
	return b.String()
}

// holds tells the same as FTS5 does of words that are not in its index yet. They
// are sorted.
func (q query) holds(words []string) bool {
	for _, p := range q.parts {
		if !slices.ContainsFunc(p, func(way []term) bool {
			return !slices.ContainsFunc(way, func(t term) bool { return !t.among(words) })
		}) {
			return false
		}
	}
	return true
}

func (t term) among(words []string) bool {
	i, found := slices.BinarySearch(words, t.word)
	return found || t.begins && i < len(words) && strings.HasPrefix(words[i], t.word)
}

// fits tells whether the times of a payment are among those that are meant.
func (q query) fits(f Found) bool {
	for _, fits := range q.when {
		if (f.CreatedAt.IsZero() || !fits(f.CreatedAt)) && (f.CountedAt.IsZero() || !fits(f.CountedAt)) {
			return false
		}
	}
	return true
}
