package theme

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"paywatch/kubepay"
)

// mostQuoted is how much of a name is said back that is none.
const mostQuoted = 60

// The themes by name. Auto is dark or light by the terminal's own answer, and
// plain where NO_COLOR is set.
const (
	Auto     = "auto"
	Dark     = "dark"
	Light    = "light"
	Contrast = "contrast"
	Safe     = "safe"
	Plain    = "plain"
)

// Names lists the themes.
func Names() []string { return []string{Auto, Dark, Light, Contrast, Safe, Plain} }

// Check says whether there is a theme of that name, and which there are.
func Check(name string) error {
	if slices.Contains(Names(), name) {
		return nil
	}
	return fmt.Errorf("there is no theme %q; choose among %s", kubepay.Clean(name, mostQuoted), strings.Join(Names(), ", "))
}

// Options is what a person chooses.
type Options struct {
	Name    string // one of [Names]; "" is Auto
	ASCII   bool   // no glyph beyond ASCII
	NoColor bool   // NO_COLOR is set: Auto is then Plain
}

// Theme is the look of everything, by meaning.
type Theme struct {
	Glyphs Glyphs
	ASCII  bool // no glyph beyond ASCII was chosen

	Text, Strong, Faint, Accent Style
	Rule                        Style
	Warn                        Style // must be seen
	Alarm                       Style // must be acknowledged
	Key                         Style // a key to press
	Thanks, ThanksStrong        Style // the customer's screen when paid
	Solid, ThanksSolid          Style // cells filled with the colour of the text
	Live, Trial                 Style // a profile whose money is real, and one for tests
	BarEmpty                    Style
	Gone, Came                  Style // what a newer answer says no longer, and what it says newly

	statuses map[kubepay.Status]Style
	selected map[Style]Style // each style on the selected row's background
}

// New returns the theme that was chosen, for a dark or a light background.
func New(o Options, dark bool) Theme {
	t := Theme{Glyphs: unicodeGlyphs, ASCII: o.ASCII}
	if o.ASCII {
		t.Glyphs = asciiGlyphs
	}
	if o.Name == "" {
		o.Name = Auto
	}
	if o.Name == Plain || (o.Name == Auto && o.NoColor) {
		t.paintPlain()
		return t
	}
	pair := palettes[o.Name]
	if dark {
		t.paint(pair.dark)
	} else {
		t.paint(pair.light)
	}
	return t
}

// Status is the style of a status. An unknown one looks like a pending one, since
// it is watched like one.
func (t Theme) Status(s kubepay.Status) Style {
	if style, ok := t.statuses[s]; ok {
		return style
	}
	return t.statuses[kubepay.Pending]
}

// OnSelected is a style on the background of the selected row.
func (t Theme) OnSelected(s Style) Style { return t.selected[s] }

func (t *Theme) paint(p palette) {
	base := lipgloss.NewStyle()
	row := base.Background(p.selected)
	t.selected = map[Style]Style{}
	add := func(s lipgloss.Style) Style {
		plain := newStyle(s)
		t.selected[plain] = newStyle(s.Inherit(row))
		return plain
	}
	t.Text = add(base)
	t.Strong = add(base.Bold(true))
	t.Faint = add(base.Foreground(p.faint))
	t.Accent = add(base.Foreground(p.accent).Bold(true))
	t.Rule = add(base.Foreground(p.rule))
	t.Key = add(base.Foreground(p.accent))
	t.BarEmpty = t.Rule
	t.Warn = add(base.Foreground(p.partial).Bold(true))
	t.Alarm = add(base.Foreground(p.onAlarm).Background(p.alarm).Bold(true))
	t.Thanks = newStyle(base.Foreground(p.onGood).Background(p.good))
	t.ThanksStrong = newStyle(base.Foreground(p.onGood).Background(p.good).Bold(true))
	t.Solid = newStyle(base.Reverse(true))
	t.ThanksSolid = newStyle(base.Background(p.onGood))
	t.Live = newStyle(base.Foreground(p.onLive).Background(p.live).Bold(true))
	t.Trial = newStyle(base.Foreground(p.accent).Background(p.selected).Bold(true))
	t.Gone, t.Came = add(base.Foreground(p.failed)), add(base.Foreground(p.paid))
	t.statuses = map[kubepay.Status]Style{
		kubepay.Pending: add(base.Foreground(p.pending)),
		kubepay.Partial: add(base.Foreground(p.partial)),
		kubepay.Paid:    add(base.Foreground(p.paid).Bold(true)),
		kubepay.Failed:  add(base.Foreground(p.failed)),
		kubepay.Expired: add(base.Foreground(p.expired)),
	}
}

// paintPlain uses no colour at all: bold, faint and reverse say what colours
// would.
func (t *Theme) paintPlain() {
	base := lipgloss.NewStyle()
	t.selected = map[Style]Style{}
	add := func(s lipgloss.Style) Style {
		plain := newStyle(s)
		t.selected[plain] = newStyle(s.Bold(true))
		return plain
	}
	t.Text, t.Faint, t.Rule, t.BarEmpty = add(base), add(base), add(base), add(base)
	t.Strong = add(base.Bold(true))
	t.Accent, t.Key = t.Strong, t.Strong
	t.Warn = t.Strong
	t.Gone, t.Came = t.Text, t.Strong
	t.Alarm = add(base.Reverse(true).Bold(true))
	t.Thanks, t.ThanksStrong = newStyle(base.Reverse(true)), t.Alarm
	t.Solid, t.ThanksSolid = t.Thanks, Style{}
	t.Live, t.Trial = t.Alarm, t.Strong
	t.statuses = map[kubepay.Status]Style{
		kubepay.Pending: t.Text,
		kubepay.Partial: t.Strong,
		kubepay.Paid:    t.Strong,
		kubepay.Failed:  t.Strong,
		kubepay.Expired: t.Text,
	}
}
