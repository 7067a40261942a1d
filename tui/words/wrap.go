package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a text into lines of at most width cells: at blanks, and in Japanese,
// which has none, between phrases. There are as few lines as can be, and they are as
// even as can be, so that no word stands alone on the last of them. A phrase that is
// wider than a line is cut. Bytes that are no text become U+FFFD: how wide they are
// would depend on what stands beside them.
func Wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	all := split(strings.ToValidUTF8(text, "\uFFFD"))
	lines, cut := count(all, width)
	for !cut && lines > 1 {
		narrower, cuts := count(all, width-1)
		if cuts || narrower > lines {
			break
		}
		width--
	}
	return fill(all, width)
}

// phrase is what is never broken where it fits a line.
type phrase struct {
	before string // what stands between it and the one before on a line
	text   string
	width  int
}

func split(text string) []phrase {
	var all []phrase
	for word := range strings.SplitSeq(text, " ") {
		before := " "
		for _, part := range phrases(word) {
			all = append(all, phrase{before, part, ansi.StringWidth(part)})
			before = ""
		}
	}
	return all
}

// count is how many lines are filled, each before the next, and whether a phrase is
// cut.
func count(all []phrase, width int) (lines int, cut bool) {
	filled := 0
	for i, p := range all {
		filled += len(p.before) + p.width
		if i == 0 || filled > width {
			lines++
			filled = p.width
		}
		cut = cut || p.width > width
	}
	return lines, cut
}

// fill fills each line before the next.
func fill(all []phrase, width int) (lines []string) {
	line, filled := "", 0
	for i, p := range all {
		filled += len(p.before) + p.width
		switch {
		case i == 0:
			line, filled = p.text, p.width
		case filled <= width:
			line += p.before + p.text
		default:
			lines = append(lines, line)
			line, filled = p.text, p.width
		}
		if filled > width {
			parts := strings.Split(ansi.Hardwrap(line, width, true), "\n")
			lines, line = append(lines, parts[:len(parts)-1]...), parts[len(parts)-1]
			filled = ansi.StringWidth(line)
		}
	}
	return append(lines, line)
}

// phrases are the parts of a word between which a line may be broken.
func phrases(word string) []string {
	var all []string
	start := 0
	before := ' '
	for i, r := range word {
		if i > start && phraseEnds(before, r, word[start:i], word[i:]) {
			all, start = append(all, word[start:i]), i
		}
		before = r
	}
	return append(all, word[start:])
}

// beginnings are what begins a phrase though it is written as what stands before it.
var beginnings = []string{"ください", "ございます", "しないで"}

func phraseEnds(before, next rune, phrase, rest string) bool {
	switch {
	case before == '。' || before == '、':
		return true
	case !unicode.Is(unicode.Hiragana, before):
		return false
	case slices.ContainsFunc(beginnings, func(s string) bool { return strings.HasPrefix(rest, s) }):
		return true
	case next == 'お' || next == 'ご':
		after, _ := utf8.DecodeRuneInString(rest[utf8.RuneLen(next):])
		return unicode.Is(unicode.Han, after) // it makes what follows polite
	case phrase == "お" || phrase == "ご":
		return false
	}
	return unicode.In(next, unicode.Han, unicode.Katakana)
}
