package tui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// rawView is the gateway's answer as it came: to this program, or else as another
// one recorded it.
type rawView struct {
	scroller
	reads bool  // the ledger is being asked
	err   error // why it did not say
}

// openRaw shows the answer about the selected payment.
func (m *Model) openRaw() tea.Cmd {
	e := m.selected()
	if e == nil {
		return nil
	}
	m.list.See(e.ID)
	m.raw.offset, m.raw.err, m.dev.read = 0, nil, seenState{}
	m.open(rawOverlay)
	return m.askAnswer()
}

func (v *rawView) render(t *theme.Theme, e *watchlist.Entry, raw []byte, now moment) []string {
	if e == nil {
		return filled(nil, size{v.width, v.height - 1})
	}
	how := ""
	if old, ok := e.Age(now.local); ok && raw != nil {
		how = ", " + age(old) + " old"
	}
	s := v.sheet(t)
	switch {
	case raw != nil:
	case v.err != nil:
		s.text(t.Warn, v.err.Error())
	case v.reads:
		s.text(t.Faint, "What is recorded of this payment is being read.")
	default:
		s.text(t.Faint, "No answer is kept of this payment: the next good look brings one.")
	}
	s.quote(raw)
	return v.show(withID("Answer about ", e.ID, how, s.width), s)
}

// withID is a title with a payment's id in it, or as much of that as there is room for.
func withID(before string, id kubepay.ID, after string, width int) string {
	if whole := before + string(id) + after; cellWidth(whole) <= width {
		return whole
	}
	return before + id.Short() + after
}

// quote adds an answer.
func (s *sheet) quote(raw []byte) {
	for text := range strings.SplitSeq(quoted(raw), "\n") {
		s.signed(s.theme.Text, "", text)
	}
}

// titled sets a title over lines.
func titled(t *theme.Theme, title string, lines []string, width int) []string {
	return append([]string{newLine(t).gap(1).put(t.Strong, title, max(width-2, 0), left).to(width)}, lines...)
}

// quoted is an answer for reading: indented where it is JSON, byte for byte
// where it is not, and with everything that a terminal could obey written out.
func quoted(raw []byte) string {
	var pretty bytes.Buffer
	if json.Indent(&pretty, raw, "", "  ") != nil {
		pretty.Reset()
		pretty.Write(raw)
	}
	var b strings.Builder
	for rest := pretty.Bytes(); len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, rest[0])
		case r == '\n' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r == '\t':
			b.WriteString("  ")
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		rest = rest[n:]
	}
	return b.String()
}
