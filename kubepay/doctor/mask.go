package doctor

import (
	"strings"

	"paywatch/kubepay"
)

// mask makes texts fit to be shown to anybody.
type mask struct {
	home    string // the person's folder, "" if it is not known
	secrets []string
}

const (
	longest   = 400 // characters of a text
	shortPart = 8   // bytes of a secret that may stand together in a text
	hidden    = "…"
)

// text leaves out whatever a secret has in common with it, and calls the home
// folder ~.
func (m mask) text(s string) string {
	s = kubepay.Clean(s, longest)
	for _, secret := range m.secrets {
		s = without(s, secret)
	}
	return m.homely(s)
}

// homely calls the home folder ~ wherever a path begins with it.
func (m mask) homely(s string) string {
	if len(m.home) < 2 {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, m.home)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		ends := after == "" || strings.ContainsRune(`/\ :;,)'"`, rune(after[0]))
		if begins := before == "" || strings.HasSuffix(before, " ") || strings.ContainsAny(before[len(before)-1:], `('"=`); begins && ends {
			b.WriteByte('~')
		} else {
			b.WriteString(m.home)
		}
		s = after
	}
}

// without leaves out every part of s that is a part of the secret, and long enough
// to tell something of it.
func without(s, secret string) string {
	part := min(shortPart, len(secret))
	if part < 4 { // no gateway issues such a one
		return s
	}
	parts := map[string]bool{}
	for i := 0; i+part <= len(secret); i++ {
		parts[secret[i:i+part]] = true
	}
	var b strings.Builder
	covered, end := 0, 0 // what is written, and how far what is left out goes
	for i := 0; i+part <= len(s); i++ {
		if !parts[s[i:i+part]] {
			continue
		}
		if i > end || end == 0 {
			b.WriteString(s[covered:i])
			b.WriteString(hidden)
		}
		end = i + part
		covered = end
	}
	b.WriteString(s[covered:])
	return b.String()
}

// finding masks all that it says.
func (m mask) finding(f Finding) Finding {
	f.Said, f.Remedy, f.From, f.Name = m.text(f.Said), m.text(f.Remedy), m.text(f.From), m.text(f.Name)
	for name, v := range f.Values {
		if text, ok := v.(string); ok {
			f.Values[name] = m.text(text)
		}
	}
	return f
}
