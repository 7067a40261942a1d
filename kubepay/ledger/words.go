package ledger

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"paywatch/kubepay"
)

// Words that people do not type as such begin with a mark.
const (
	endMark    = "~" // the end of an id, an address or a transaction, backwards
	stateMark  = "=" // a status, or overpaid, late, underpaid
	dayMark    = "@" // a day in UTC, as in @20261126
	minuteMark = ":" // a minute of the day in UTC, as in :1631
)

// Bounds of words, in bytes, and of how many a payment has.
const (
	maxWord  = 64
	maxWords = 400
	endOf    = 8 // characters at the end of an id that are found
)

// wordsOf gives all that a payment is found by, each once, in order.
func wordsOf(s summary, in *kubepay.Intent) []string {
	words := names(string(s.ID))
	if in != nil {
		for _, f := range in.Metadata {
			if f.Key != kubepay.LeftOut { // which nobody wrote
				words = append(words, split(f.Value)...)
			}
		}
		words = append(words, split(string(in.Token)+" "+string(in.Currency))...)
		words = append(words, names(string(in.PayAddress))...)
		for _, tx := range in.Transactions {
			words = append(words, names(string(tx.ID))...)
		}
		words = append(words, sums(in.Fiat, 2)...)
		words = append(words, sums(in.Crypto, 0)...)
		words = append(words, states(s)...)
		words = append(words, times(s.CreatedAt)...)
	}
	words = append(words, times(s.CountedAt)...)
	words = words[:min(len(words), maxWords)]
	slices.Sort(words)
	return slices.Compact(words)
}

// fold makes letters of all forms equal: lower case, without accents.
func fold(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

// split gives the words of a text.
func split(s string) []string {
	words := strings.FieldsFunc(fold(s), func(r rune) bool { return !wordly(r) })
	for i, w := range words {
		words[i] = clip(w)
	}
	return words
}

func wordly(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// name is an id, an address or a transaction as one word.
func name(s string) string {
	return strings.Map(func(r rune) rune {
		if wordly(r) {
			return r
		}
		return -1
	}, fold(s))
}

// names gives the words by which a name is found: itself, and its end.
func names(s string) []string {
	n := name(s)
	switch {
	case n == "":
		return nil
	case len(n) <= endOf:
		return []string{n, end(n)}
	}
	return []string{clip(n), end(n)}
}

// end writes the end of a name backwards, so that its last characters are a
// beginning.
func end(name string) string {
	runes := []rune(name)
	runes = runes[max(len(runes)-endOf, 0):]
	slices.Reverse(runes)
	return endMark + string(runes)
}

func clip(s string) string {
	if len(s) <= maxWord {
		return s
	}
	n := maxWord
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// sums writes amounts as people do, with at least so many places.
func sums(a kubepay.Amount, places int32) []string {
	var words []string
	for _, d := range []decimal.NullDecimal{a.Total, a.Captured} {
		if d.Valid && !d.Decimal.IsZero() {
			words = append(words, d.Decimal.StringFixed(max(places, -d.Decimal.Exponent())))
		}
	}
	return words
}

// states are the status, and what else the payment is.
func states(s summary) []string {
	words := []string{stateMark + name(string(s.Status))}
	if s.Late {
		words = append(words, stateMark+string(Late))
	}
	switch s.outcome {
	case Overpaid, Underpaid:
		words = append(words, stateMark+string(s.outcome))
	}
	return words
}

// times are the day and the minute of a time.
func times(t time.Time) []string {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return []string{dayMark + t.Format("20060102"), minuteMark + t.Format("1504")}
}
