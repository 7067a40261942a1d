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
// wider than a line is cut.
func Wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	if ansi.StringWidth(text) <= width && !strings.HasPrefix(text, " ") {
		return []string{text}
	}
	lines, cut := fill(text, width)
	for !cut && len(lines) > 1 {
		width--
		narrower, cuts := fill(text, width)
		if cuts || len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// fill fills each line before the next, and tells whether a phrase was cut.
func fill(text string, width int) (lines []string, cut bool) {
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		between := " "
		for _, phrase := range phrases(word) {
			switch {
			case line == "":
				line = phrase
			case ansi.StringWidth(line+between+phrase) <= width:
				line += between + phrase
			default:
				lines, line = append(lines, line), phrase
			}
			between = ""
			if ansi.StringWidth(line) > width {
				parts := strings.Split(ansi.Hardwrap(line, width, true), "\n")
				lines, line, cut = append(lines, parts[:len(parts)-1]...), parts[len(parts)-1], true
			}
		}
	}
	return append(lines, line), cut
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
