package words

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLanguagesAreNamed(t *testing.T) {
	for list, want := range map[string]string{
		"es,en": "es en", " es , en ": "es en", "ES": "es", "es-MX": "es-MX", "es_MX": "es-MX", "en-US,es-419,en": "en-US es-419",
		"ja-JP": "ja-JP", "pt-br": "pt-BR", "de-CH-1996": "de-CH", "ca-ES-valencia": "ca-ES", "spa": "es", "en": "en", "deu,fra": "de fr",
		"ja-u-nu-arab": "ja", "es,es-MX,es-AR": "es",
	} {
		all, err := Parse(list)
		var tags []string
		for _, l := range all {
			tags = append(tags, l.Tag())
		}
		if got := strings.Join(tags, " "); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", list, got, err, want)
		}
	}
	if l := in(t, "en"); l != (Language{}) {
		t.Errorf("English is %+v, not the zero value", l)
	}
	if a, b := in(t, "es-MX"), in(t, "es-MX"); a != b || a == in(t, "es") {
		t.Error("languages cannot be compared")
	}
}

func TestLanguagesThatThereAreNot(t *testing.T) {
	for _, list := range []string{"", ",", "es,", "fi", "es,fi", "zz", "english", "x-klingon", "und", "eu", "zh", "C", "es;en", "\x1b[31m", strings.Repeat("es,", 2000)} {
		all, err := Parse(list)
		if err == nil {
			t.Errorf("%q is %v", list, all)
			continue
		}
		if !strings.Contains(err.Error(), "en, es, ca, fr, de, it, pt, nl, pl, ja") || strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%q: says %q", list, err)
		}
	}
}

func TestTheMachinesLanguage(t *testing.T) {
	for _, test := range []struct{ all, messages, lang, want string }{
		{"", "", "", "en"}, {"", "", "C", "en"}, {"", "", "POSIX", "en"}, {"C.UTF-8", "de_DE", "fr_FR", "en"},
		{"", "", "de_AT.UTF-8", "de-AT"}, {"", "fr_CA.UTF-8", "de_DE", "fr-CA"}, {"pl_PL", "fr_FR", "de_DE", "pl-PL"},
		{"", "", "ca_ES.UTF-8@valencia", "ca-ES"}, {"", "", "pt_BR", "pt-BR"}, {"", "", "ja_JP.eucJP", "ja-JP"},
		{"", "", "eu_ES.UTF-8", "es"}, {"", "", "gl_ES", "es"}, {"", "", "fi_FI", "en"}, {"", "", "zh_CN", "en"}, {"", "", "\x1b]0;x", "en"},
	} {
		set := map[string]string{"LC_ALL": test.all, "LC_MESSAGES": test.messages, "LANG": test.lang}
		l := OfEnvironment(func(name string) (string, bool) { v, ok := set[name]; return v, ok })
		if l.Tag() != test.want {
			t.Errorf("%v is %s, want %s", set, l.Tag(), test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"es,en", "es-MX", "ja-JP-u-ca-japanese", "en-x-private", "de_CH.UTF-8@euro", "pt-Latn-BR", "i-klingon", ",", "\x1b[0m", "zh-Hant-TW"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, list string) {
		ofLocale(list)
		all, err := Parse(list)
		if err != nil {
			if !utf8.ValidString(err.Error()) || strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Errorf("%q: says %q", list, err)
			}
			return
		}
		seen := map[int]bool{}
		for _, l := range all {
			if seen[l.words] {
				t.Errorf("%q has %s twice", list, l.Tag())
			}
			seen[l.words] = true
			again, err := Parse(l.Tag())
			if err != nil || len(again) != 1 || again[0] != l {
				t.Errorf("%q: %s is named so, and read as %v, %v", list, l.Tag(), again, err)
			}
			if h := l.by(); h.mark != "." && h.mark != "," || strings.Contains(h.group, h.mark) {
				t.Errorf("%q: %s writes numbers with %q and %q", list, l.Tag(), h.mark, h.group)
			}
		}
		if len(all) == 0 {
			t.Errorf("%q is no language, and no error", list)
		}
	})
}
