package command

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"

	"paywatch/kubepay"
	"paywatch/kubepay/doctor"
)

// terminal is what can be known of a terminal without asking it anything: its
// answers would be keys that somebody has pressed.
type terminal struct {
	is            bool // there is one
	width, height int
	getenv        func(string) string
	environ       []string
	file          io.Writer
}

const (
	terminalTime = 5 * time.Second // another program may have to be asked

	// What the whole screen is made for.
	usualWidth, usualHeight = 80, 24
)

func (t terminal) check(ascii bool) doctor.Check {
	return doctor.Check{Group: doctor.Terminal, Name: "output", Limit: terminalTime, Do: func(context.Context) []doctor.Finding {
		if !t.is {
			return []doctor.Finding{{Group: doctor.Terminal, Name: "output", Verdict: doctor.OK, Said: "the output goes elsewhere than to a terminal: nothing is known of one"}}
		}
		return []doctor.Finding{t.kind(), t.size(), t.colours(), t.glyphs(ascii), t.links(), t.clipboard()}
	}}
}

func finding(name string, v doctor.Verdict, said, remedy string) doctor.Finding {
	return doctor.Finding{Group: doctor.Terminal, Name: name, Verdict: v, Said: said, Remedy: remedy}
}

func (t terminal) kind() doctor.Finding {
	name := kubepay.Clean(t.getenv("TERM"), maxQuoted)
	if name == "" || name == "dumb" {
		return finding("type", doctor.Failed, "TERM does not name a terminal that can draw", "set TERM to what this one is, such as xterm-256color")
	}
	if program := kubepay.Clean(t.getenv("TERM_PROGRAM"), maxQuoted); program != "" {
		name += ", " + program
	}
	if t.within() != "" {
		name += ", within " + t.within()
	}
	return finding("type", doctor.OK, name, "")
}

// within is the program that shares the terminal out, "" where there is none.
func (t terminal) within() string {
	switch {
	case t.getenv("TMUX") != "":
		return "tmux"
	case t.getenv("STY") != "":
		return "screen"
	}
	return ""
}

func (t terminal) size() doctor.Finding {
	f := finding("size", doctor.OK, fmt.Sprintf("%d columns, %d lines", t.width, t.height), "")
	if t.width < usualWidth || t.height < usualHeight {
		f.Verdict, f.Remedy = doctor.Warning, fmt.Sprintf("enlarge the window to %d by %d, or choose a smaller font: less has to be left out then", usualWidth, usualHeight)
	}
	f.Values = map[string]any{"columns": t.width, "lines": t.height}
	return f
}

func (t terminal) colours() doctor.Finding {
	profile := colorprofile.Detect(t.file, without(t.environ, "NO_COLOR", "CLICOLOR"))
	words, ok := map[colorprofile.Profile]string{
		colorprofile.TrueColor: "16 million", colorprofile.ANSI256: "256", colorprofile.ANSI: "16",
	}[profile]
	if !ok {
		return finding("colours", doctor.Warning, "none", "set TERM to what this terminal is, such as xterm-256color")
	}
	if t.getenv("NO_COLOR") != "" {
		words += ", of which NO_COLOR has paywatch use none but for codes"
	}
	return finding("colours", doctor.OK, words, "")
}

// without are the variables but for some.
func without(environ []string, names ...string) []string {
	var rest []string
	for _, v := range environ {
		name, _, _ := strings.Cut(v, "=")
		keep := true
		for _, n := range names {
			keep = keep && n != name
		}
		if keep {
			rest = append(rest, v)
		}
	}
	return rest
}

// signs are to be seen as they are, each as wide as a letter.
const signs = "○ ◐ ● ✕ ◌ ▰ ▱ █ ▀ ▄"

func (t terminal) glyphs(ascii bool) doctor.Finding {
	switch {
	case ascii:
		return finding("glyphs", doctor.OK, "ASCII alone, as was chosen", "")
	case t.getenv("TERM") == "linux":
		return finding("glyphs", doctor.OK, "ASCII alone, which the console's fonts have", "")
	case !t.unicode():
		return finding("glyphs", doctor.Warning, "LC_ALL, LC_CTYPE and LANG do not say UTF-8", "set LANG to a UTF-8 one such as C.UTF-8, or choose --ascii")
	}
	return finding("glyphs", doctor.OK, signs+" should be ten signs, each as wide as a letter; choose --ascii if they are not", "")
}

// unicode tells whether the environment says that the terminal takes UTF-8. Where
// it says nothing of the kind, as on Windows, it does.
func (t terminal) unicode() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if said := strings.ToLower(t.getenv(name)); said != "" {
			return strings.Contains(said, "utf-8") || strings.Contains(said, "utf8")
		}
	}
	return t.getenv("WT_SESSION") != "" || t.getenv("ConEmuANSI") != "" || t.getenv("OS") == "Windows_NT"
}

// known are terminals by what gives them away, and what they do with a link and
// with what is to go to the clipboard.
func (t terminal) known() (links, clipboard, known bool) {
	name, program := t.getenv("TERM"), strings.ToLower(t.getenv("TERM_PROGRAM"))
	vte, _ := strconv.Atoi(t.getenv("VTE_VERSION"))
	switch {
	case name == "linux":
		return false, false, true
	case vte > 0:
		return vte >= 5000, vte >= 7600, true
	case program == "apple_terminal":
		return false, false, true
	case program == "ghostty", program == "wezterm", program == "iterm.app", program == "vscode",
		t.getenv("KITTY_WINDOW_ID") != "", t.getenv("WT_SESSION") != "", strings.HasPrefix(name, "foot"), strings.HasPrefix(name, "alacritty"):
		return true, true, true
	}
	return false, false, false
}

func (t terminal) links() doctor.Finding {
	links, _, known := t.known()
	return t.able("links", links, known, "opens links", "opens no links: they are shown whole, to be copied")
}

func (t terminal) clipboard() doctor.Finding {
	_, clipboard, known := t.known()
	return t.able("clipboard", clipboard, known, "takes what is copied to the clipboard, unless its settings forbid that", "does not take what is copied to the clipboard")
}

func (t terminal) able(name string, able, known bool, yes, no string) doctor.Finding {
	said := "whether it " + yes + " is not known"
	switch {
	case known && able:
		said = "it " + yes
	case known:
		said = "it " + no
	}
	if t.within() != "" {
		said += ", and " + t.within() + " has to let it through"
	}
	return finding(name, doctor.OK, said, "")
}
