package words

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"paywatch/kubepay"
)

// Language is words, and the habits by which amounts and times are written. It
// can be compared; the zero value is English.
type Language struct {
	words  int    // its place among those that are spoken
	tag    string // "" for "en"
	habits habits
	ascii  bool
}

// mostTags is how long a list of languages may be, and how much of a tag is quoted.
const (
	mostList = 1000
	mostTag  = 40
)

// Parse reads languages by their BCP 47 tags, such as "es,en" or "es-MX". One whose
// words are there already is left out.
func Parse(list string) ([]Language, error) {
	if len(list) > mostList {
		return nil, errors.New("that is more than there are languages; name some of " + known())
	}
	var all []Language
	for item := range strings.SplitSeq(list, ",") {
		l, err := parseOne(strings.TrimSpace(item))
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(other Language) bool { return other.words == l.words }) {
			all = append(all, l)
		}
	}
	return all, nil
}

// Check says what is wrong with a list of languages.
func Check(list string) error {
	_, err := Parse(list)
	return err
}

func parseOne(text string) (Language, error) {
	tag, err := language.Parse(text)
	if text == "" || err != nil && tag == language.Und {
		return Language{}, unknownLanguage(text)
	}
	base, confidence := tag.Base()
	i := slices.IndexFunc(spokenBases(), func(s string) bool { return s == base.String() })
	if i < 0 || confidence < language.High {
		return Language{}, unknownLanguage(text)
	}
	return inPlace(i, tag), nil
}

func unknownLanguage(text string) error {
	return fmt.Errorf("there are no words in %q; choose among %s", kubepay.Clean(text, mostTag), known())
}

// inPlace is the language at a place among those spoken, with the habits of a tag.
func inPlace(i int, tag language.Tag) Language {
	plain := spoken[i].base
	if region, confidence := tag.Region(); confidence == language.Exact {
		plain += "-" + region.String()
	}
	if plain == "en" {
		return Language{}
	}
	return Language{words: i, tag: plain, habits: habitsOf(plain)}
}

// Tag is the language with its region, if it was named with one: "es-MX".
func (l Language) Tag() string {
	if l.tag == "" {
		return spoken[l.words].base
	}
	return l.tag
}

func spokenBases() []string {
	var all []string
	for _, s := range spoken {
		all = append(all, s.base)
	}
	return all
}

func known() string { return strings.Join(spokenBases(), ", ") }

// Tags are the languages there are words in.
func Tags() []string { return spokenBases() }
