package command

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/settings"
	"paywatch/theme"
	"paywatch/tui"
)

// paint is how text for people looks on an output.
type paint struct{ theme.Theme }

// paintFor colours what goes to a terminal, unless NO_COLOR asks for none.
// Nobody asks a terminal here whether it is dark or light: where no theme was
// chosen, the text keeps its colour, and only what matters is bold.
func paintFor(s settings.Settings, out io.Writer) paint {
	o := theme.Options{Name: s.Theme, ASCII: s.ASCII}
	if o.Name == "" || o.Name == theme.Auto {
		o.Name = theme.Plain
	}
	t := theme.New(o, true)
	if _, ok := terminalFile(out); !ok || os.Getenv("NO_COLOR") != "" {
		t = theme.Theme{Glyphs: t.Glyphs, ASCII: t.ASCII}
	}
	return paint{t}
}

// terminalFile is the file of an output that is a terminal.
func terminalFile(out io.Writer) (*os.File, bool) {
	f, ok := out.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// change is a change on one line.
func (p paint) change(h ledger.Happening) string {
	ev := h.Event
	style := p.Text
	switch {
	case ev.Kind.Alarm():
		style = p.Warn
	case ev.Kind == kubepay.StatusChanged || ev.Kind == kubepay.FirstSeen:
		style = p.Status(kubepay.Status(ev.To))
	}
	line := p.Faint.Render(ev.At.Local().Format(time.DateTime)) + "  " + p.Strong.Render(string(ev.ID))
	if title := kubepay.Clean(h.Intent.Title(), maxQuoted); title != "" {
		line += "  " + title
	}
	line += "  " + style.Render(tui.Describe(ev, ev.At.Local()))
	if ev.Number == 0 {
		line += "  " + p.Warn.Render("NOT RECORDED")
	}
	return line
}

// standing is where a payment stands, on one line.
func (p paint) standing(kept ledger.Payment) string {
	in := kept.Intent
	line := p.Strong.Render(string(kept.ID)) + "  " + p.Status(in.Status).Render(string(in.Status))
	if title := kubepay.Clean(in.Title(), maxQuoted); title != "" {
		line += "  " + title
	}
	return line + "  " + tui.Received(*in)
}
