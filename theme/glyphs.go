package theme

import "paywatch/kubepay"

// Glyphs is every sign on the screen that is not a letter or a figure. Each is
// one cell wide.
type Glyphs struct {
	Pending, Partial, Paid, Failed, Expired, Unknown string

	Selected           string // before the selected row
	BarFull, BarEmpty  string // the cells of a progress bar
	Rule, Wall         string // lines, lying and standing
	TeeDown, TeeUp     string // where a wall meets a rule
	Dot                string // between things of one line
	Ellipsis           string // where a text was cut
	Down               string // more below
	Alert              string // before a warning
	Away               string // before what changed while nobody looked
	Marked             string // before what is marked
	Full, Upper, Lower string // what large figures are built of, "" where they are not drawn
}

var unicodeGlyphs = Glyphs{
	Pending: "○", Partial: "◐", Paid: "●", Failed: "✕", Expired: "◌", Unknown: "?",
	Selected: "▌", BarFull: "▰", BarEmpty: "▱", Rule: "─", Wall: "│", TeeDown: "┬", TeeUp: "┴",
	Dot: "·", Ellipsis: "…", Down: "↓", Alert: "▲", Away: "◆", Marked: "✓",
	Full: "█", Upper: "▀", Lower: "▄",
}

var asciiGlyphs = Glyphs{
	Pending: "o", Partial: "%", Paid: "*", Failed: "x", Expired: "-", Unknown: "?",
	Selected: ">", BarFull: "#", BarEmpty: ".", Rule: "-", Wall: "|", TeeDown: "+", TeeUp: "+",
	Dot: "-", Ellipsis: "~", Down: "v", Alert: "!", Away: "+", Marked: "#",
}

// Status is the glyph of a status.
func (g Glyphs) Status(s kubepay.Status) string {
	switch s {
	case kubepay.Pending:
		return g.Pending
	case kubepay.Partial:
		return g.Partial
	case kubepay.Paid:
		return g.Paid
	case kubepay.Failed:
		return g.Failed
	case kubepay.Expired:
		return g.Expired
	}
	return g.Unknown
}
