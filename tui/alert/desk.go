package alert

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
)

// Desk is how the terminal is asked to put a notification on the desktop. The
// zero Desk knows no way.
type Desk struct {
	form func(title, text string) string
	wrap func(string) string
}

// longest is how much of a notification is shown anywhere, in characters.
const longest = 200

// DeskOf learns from the environment which notification the terminal knows: OSC
// 777, which came with rxvt and is known to foot, Ghostty and terminals of the
// VTE; else OSC 9, which came with iTerm2 and is known to kitty, WezTerm and
// Windows Terminal, and which others leave unheeded. Within tmux and screen it is
// passed on to the terminal around them, where they allow that.
func DeskOf(getenv func(string) string) Desk {
	term, program := getenv("TERM"), strings.ToLower(getenv("TERM_PROGRAM"))
	if term == "linux" || term == "dumb" {
		return Desk{}
	}
	d := Desk{form: osc9, wrap: func(s string) string { return s }}
	if strings.HasPrefix(term, "rxvt") || strings.HasPrefix(term, "foot") || strings.Contains(term, "ghostty") || program == "ghostty" || getenv("VTE_VERSION") != "" {
		d.form = osc777
	}
	switch {
	case getenv("TMUX") != "":
		d.wrap = ansi.TmuxPassthrough
	case getenv("STY") != "":
		d.wrap = func(s string) string { return ansi.ScreenPassthrough(s, 0) }
	}
	return d
}

// Notify is the escape sequence of a notification, "" where the terminal knows
// none. The texts may come from anywhere.
func (d Desk) Notify(title, text string) string {
	if d.form == nil {
		return ""
	}
	return d.wrap(d.form(kubepay.Clean(title, longest), kubepay.Clean(text, longest)))
}

// osc9 has no title of its own. The text must not begin with a digit: to some
// terminals such a sequence is another one.
func osc9(title, text string) string { return ansi.Notify(title + ": " + text) }

// osc777 has its parts between semicolons.
func osc777(title, text string) string {
	plain := strings.NewReplacer(";", ",")
	return ansi.URxvtExt("notify", plain.Replace(title), plain.Replace(text))
}
