package ledger

import (
	"slices"
	"strings"
)

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
