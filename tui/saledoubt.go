package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// doubt is a sale that was sent, and of which nobody knows whether it was made.
type doubt struct {
	number int64 // see [doubts]
	at     time.Time
	draft  draft
	why    string
	here   bool // it came up in this program
}

// doubtOf is a doubt that was kept.
func doubtOf(a ledger.Attempt) doubt {
	why := kubepay.Clean(a.Why, mostRemark)
	if why == "" {
		why = "no answer was seen"
	}
	return doubt{number: a.Number, at: a.At, draft: draftOf(a.Sale), why: why}
}

// sentence is the doubt in one sentence.
func (d *doubt) sentence(now time.Time) string {
	return "The sale of " + d.draft.words() + " at " + timeOfDay(d.at, now) + " may have been made."
}

// lookInto puts the doubts on the screen. With back, esc leads back to the form.
func (s *saleView) lookInto(back bool) {
	s.stage, s.offset, s.doubts.back = doubtful, 0, back
}

// renderDoubt says in plain words what happened, and what a person can do.
func (s *saleView) renderDoubt(t *theme.Theme, room size, now time.Time) []string {
	s.size = size{room.width - 2, room.height}
	sheet := sheet{theme: t, width: s.width}
	title := "It may have been made"
	if d := s.doubts.current(); d != nil {
		sheet.blankLine()
		switch n := len(s.doubts.all); {
		case s.stage == insisted:
			sheet.confirm(d, now, "Make it a second time?", "If the first one was made after all, there will be two, and the customer can pay both.",
				"it is not in KubePay's panel: back to the form, as it was typed")
		case s.stage == denied:
			sheet.confirm(d, now, "Was it not made?", "If it was made after all, the customer can pay it, and nobody at this till watches it.",
				"it is not in KubePay's panel: nothing reminds of it any more")
		default:
			if s.doubts.said != "" {
				sheet.text(t.Alarm, s.doubts.said)
				sheet.blankLine()
			}
			if n > 1 {
				title += fmt.Sprintf(" (%d of %d)", s.doubts.index(d.number)+1, n)
			}
			sheet.doubt(d, s.doubts.given[d.number], s.doubts.unlike[d.number], now, n > 1)
		}
	}
	return badged(t, title, s.profile, inset(s.window(sheet.lines)), room.width)
}

// asksFor says which sale it is.
func (s *sheet) asksFor(d *doubt, now time.Time) {
	s.text(s.theme.Strong, d.draft.words())
	if d.draft.note != "" {
		s.text(s.theme.Text, d.draft.note)
	}
	s.text(s.theme.Faint, "asked for at "+timeOfDay(d.at, now))
	s.blankLine()
}

func (s *sheet) confirm(d *doubt, now time.Time, question, warning, yes string) {
	t := s.theme
	s.text(t.Warn, question)
	s.blankLine()
	s.asksFor(d, now)
	s.text(t.Text, warning)
	s.blankLine()
	s.pair(t.Key, "y", 5, t.Text, yes)
	s.pair(t.Key, "esc", 5, t.Text, "no")
}

func (s *sheet) doubt(d *doubt, given kubepay.ID, unlike []string, now time.Time, others bool) {
	t := s.theme
	s.text(t.Warn, "The sale was sent, and it is not certain whether it was made: "+d.why+".")
	s.blankLine()
	s.asksFor(d, now)
	switch {
	case len(unlike) > 0:
		s.text(t.Alarm, string(given)+" was given for its id, but is not what was asked for:")
		for _, text := range unlike {
			s.pair(t.Warn, "", 2, t.Warn, text)
		}
		s.blankLine()
		s.pair(t.Key, "c", 5, t.Text, "it is this payment all the same")
		s.blankLine()
	case given != "":
		s.text(t.Warn, string(given)+" was given for its id, and the gateway has not said that it is there.")
		s.blankLine()
	}
	s.text(t.Text, "Look for it in KubePay's panel first. It is never sent again by itself.")
	s.blankLine()
	s.pair(t.Key, "l", 5, t.Text, "it is there: paste its id here, and it is watched")
	s.pair(t.Key, "m", 5, t.Text, "it is not there: make it anew")
	s.pair(t.Key, "x", 5, t.Text, "it is not there, and is not wanted any more")
	if others {
		s.pair(t.Key, plainKey(t, "→"), 5, t.Text, "the next sale of which this is not certain")
	}
	s.pair(t.Key, "esc", 5, t.Text, "later: it stays here, and ctrl+l leads back to it")
}

// pressDoubt takes in a key while it is not known whether a sale was made. No key
// of the form does anything here: whoever presses enter once more by habit makes
// nothing.
func (m *Model) pressDoubt(k tea.KeyPressMsg) tea.Cmd {
	s := &m.sale
	d := s.doubts.current()
	pressed := k.String()
	leaves := pressed == "esc" || pressed == "ctrl+c"
	s.doubts.said = ""
	switch {
	case d == nil:
		m.over = noOverlay
	case s.stage != doubtful && leaves:
		s.leaveOff()
	case s.stage == insisted && pressed == "y":
		s.makeAnew(d, &m.theme)
	case s.stage == denied && pressed == "y":
		cmd := m.resolve(d.number)
		m.afterDoubt()
		return cmd
	case s.stage != doubtful:
	case leaves:
		m.leaveDoubt(d)
	case pressed == "l":
		m.over, s.doubts.sought = noOverlay, d.number
		return m.prompt.ask(askMade, "")
	case pressed == "c" && len(s.doubts.unlike[d.number]) > 0:
		cmd := m.resolveFound(d.number)
		m.afterDoubt()
		return cmd
	case pressed == "m" && m.opts.Seller == nil:
		s.doubts.said = "No sale can be made without a token; set KUBEPAY_TOKEN and start paywatch again."
	case pressed == "m":
		s.stage, s.offset = insisted, 0
	case pressed == "x":
		s.stage, s.offset = denied, 0
	case pressed == "right" || pressed == "tab":
		s.doubts.turn(1)
	case pressed == "left" || pressed == "shift+tab":
		s.doubts.turn(-1)
	case pressed == "up":
		s.by(-1)
	case pressed == "down":
		s.by(1)
	}
	return nil
}

// leaveOff goes back from a question to the doubt that it is about.
func (s *saleView) leaveOff() { s.stage, s.offset = doubtful, 0 }

// makeAnew goes back to the form with what was asked for. The doubt stays until
// that is made.
func (s *saleView) makeAnew(d *doubt, t *theme.Theme) {
	s.stage, s.draft, s.kept, s.said, s.anew = typing, d.draft, false, "", d.number
	_, known := s.used.known(s.draft.coin)
	s.draft.coinTyped = !known
	s.form = newSaleForm(&s.draft, s.used, t, amountKey, true)
}

func (m *Model) leaveDoubt(d *doubt) {
	if m.sale.doubts.back {
		m.sale.stage = typing
		return
	}
	m.over = noOverlay
	m.warn("not certain whether " + d.draft.words() + " was made: ctrl+l leads back to it")
}

// afterDoubt shows what is still in doubt, or else goes back to where it was
// looked at from.
func (m *Model) afterDoubt() {
	s := &m.sale
	switch {
	case len(s.doubts.all) > 0:
		s.leaveOff()
	case s.doubts.back:
		s.stage = typing
	default:
		m.over = noOverlay
	}
}
