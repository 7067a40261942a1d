package words

import (
	"strings"

	"golang.org/x/text/language"
)

// OfEnvironment is the language that the machine is set to: LC_ALL, else
// LC_MESSAGES, else LANG. Where there are no words in it, it is the nearest there
// are words in, else English.
func OfEnvironment(lookup func(string) (string, bool)) Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v, _ := lookup(name); v != "" {
			return ofLocale(v)
		}
	}
	return Language{}
}

// ofLocale reads a POSIX locale, such as de_AT.UTF-8 or ca_ES@valencia.
func ofLocale(locale string) Language {
	name, _, _ := strings.Cut(locale, ".")
	name, _, _ = strings.Cut(name, "@")
	if len(name) > mostTag {
		return Language{}
	}
	tag, err := language.Parse(strings.ReplaceAll(name, "_", "-"))
	if err != nil {
		return Language{}
	}
	if l, err := parseOne(tag.String()); err == nil {
		return l
	}
	var tags []language.Tag
	for _, base := range spokenBases() {
		tags = append(tags, language.Make(base))
	}
	_, i, confidence := language.NewMatcher(tags).Match(tag)
	if confidence == language.No {
		return Language{}
	}
	return inPlace(i, tags[i])
}
