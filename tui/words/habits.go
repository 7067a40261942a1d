package words

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// habits are how a place writes amounts and times. The zero value is not one: see
// [Language.by].
type habits struct {
	tag       string // of the place
	mark      string // between whole and fraction
	group     string // between groups of digits
	near, far int    // digits of the group at the mark, and of those before it
	least     int    // digits before the first separator at least
	first     bool   // the sign of a currency stands before the amount
	apart     bool   // with a blank between them
	twelve    bool   // the clock has twelve hours
}

var englishHabits = sync.OnceValue(func() habits { return habitsOf("en") })

// by are the habits that are in force.
func (l Language) by() habits {
	if l.habits == (habits{}) {
		return englishHabits()
	}
	return l.habits
}

// habitsOf asks golang.org/x/text for what it tells, by having it write whole
// numbers, and adds what it has no words for.
func habitsOf(tag string) habits {
	p := message.NewPrinter(language.Make(tag))
	h := habits{tag: tag, near: 3, far: 3, least: 1}
	groups := strings.FieldsFunc(p.Sprint(number.Decimal(123456789)), notDigit)
	if n := len(groups); n > 2 {
		h.near, h.far = len(groups[n-1]), len(groups[n-2])
	}
	h.group = separator(p.Sprint(number.Decimal(123456789)))
	h.mark = separator(p.Sprint(number.Decimal(1, number.Scale(1))))
	base, region, _ := strings.Cut(tag, "-")
	h.first, h.apart = signPlace(base, region)
	if loneThousands(base, region) {
		h.least = 2
	}
	h.twelve = twelveHours(base, region)
	return h
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// separator is the first thing in a number that is no digit, as every terminal can
// show it.
func separator(number string) string {
	i := strings.IndexFunc(number, notDigit)
	if i < 0 {
		return ""
	}
	rest := number[i:]
	if end := strings.IndexFunc(rest, func(r rune) bool { return !notDigit(r) }); end >= 0 {
		rest = rest[:end]
	}
	switch rest {
	case "\u202f", "\u2009":
		return blank
	case "\u2019":
		return "'"
	}
	return rest
}

// blank holds an amount together: no line is broken at it.
const blank = "\u00a0"

// What golang.org/x/text keeps to itself, or does not know, is here as the Unicode
// CLDR has it.

// signPlace tells whether a currency's sign stands before the amount, and whether
// there is a blank between them.
func signPlace(base, region string) (first, apart bool) {
	switch base {
	case "en", "ja":
		return true, false
	case "nl":
		return true, true
	case "pt":
		return region == "" || region == "BR", true
	case "de":
		first = slices.Contains([]string{"AT", "CH", "LI"}, region)
	case "it":
		first = region == "CH"
	case "es":
		if region == "" || slices.Contains([]string{"ES", "EA", "IC", "GQ", "PH", "CR"}, region) {
			return false, true
		}
		return true, slices.Contains([]string{"AR", "CO", "PY", "UY", "PE", "BO"}, region)
	}
	return first, true
}

// loneThousands tells whether four digits stand together: 1234, but 12.345.
func loneThousands(base, region string) bool {
	switch base {
	case "es":
		return region == "" || signLast(base, region)
	case "pt":
		return region != "" && region != "BR"
	}
	return base == "pl"
}

func signLast(base, region string) bool {
	first, _ := signPlace(base, region)
	return !first
}

func twelveHours(base, region string) bool {
	switch base {
	case "en":
		return region == "" || slices.Contains([]string{"US", "CA", "AU", "NZ", "IN", "PK", "PH", "MY", "SG", "HK", "PR"}, region)
	case "es":
		return slices.Contains([]string{"US", "CO", "DO", "PA", "PR", "VE"}, region)
	}
	return false
}
