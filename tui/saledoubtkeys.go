package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// openDoubts shows the sales that may have been made.
func (m *Model) openDoubts() {
	s := &m.sale
	if len(s.doubts.all) == 0 {
		m.say("no sale is in doubt")
		return
	}
	s.prepare(m.list)
	s.lookInto(false)
	m.open(saleOverlay)
}

// lookInto puts the doubts on the screen. With back, esc leads back to the form.
func (s *saleView) lookInto(back bool) {
	s.doubts.back = back
	s.turn(doubtful)
}

func (s *saleView) turn(to saleStage) { s.stage, s.offset = to, 0 }

// pressDoubt takes in a key while it is not known whether a sale was made. No key
// of the form does anything here: whoever presses enter once more by habit makes
// nothing.
func (m *Model) pressDoubt(k tea.KeyPressMsg) tea.Cmd {
	s := &m.sale
	d := s.doubts.current()
	s.doubts.said = ""
	switch pressed := k.String(); {
	case d == nil:
		m.over = noOverlay
	case s.stage != doubtful:
		return m.confirmDoubt(d, pressed)
	case pressed == "esc" || pressed == "ctrl+c":
		m.leaveDoubt(d)
	case pressed == "l":
		m.over, s.doubts.sought = noOverlay, d.number
		return m.prompt.ask(askMade, "")
	case pressed == "c" && len(d.unlike) > 0:
		return m.resolveFound(*d)
	case pressed == "m" && m.opts.Seller == nil:
		s.doubts.said = "No sale can be made without a token; set KUBEPAY_TOKEN and start paywatch again."
	case pressed == "m":
		s.turn(insisted)
	case pressed == "x":
		s.turn(denied)
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

// confirmDoubt takes in the answer to a question about a doubt.
func (m *Model) confirmDoubt(d *doubt, pressed string) tea.Cmd {
	s := &m.sale
	switch {
	case pressed == "esc" || pressed == "ctrl+c":
		s.turn(doubtful)
	case pressed == "y" && s.stage == insisted:
		s.makeAnew(d, &m.theme)
	case pressed == "y":
		return m.resolve(d.number)
	}
	return nil
}

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

// resolve ends a doubt of which a person has said what became of it.
func (m *Model) resolve(number int64) tea.Cmd {
	d := &m.sale.doubts
	i := d.index(number)
	if i < 0 {
		return nil
	}
	ended := d.all[i].attempt
	d.all = slices.Delete(d.all, i, i+1)
	m.leaveEnded()
	return m.strikeOut(ended)
}

// leaveEnded leaves a doubt that has ended for what is still in doubt, or else goes
// back to where it was looked at from.
func (m *Model) leaveEnded() {
	s := &m.sale
	switch {
	case s.stage < doubtful || m.over != saleOverlay || s.doubts.numbered(s.doubts.shown) != nil:
	case len(s.doubts.all) > 0:
		s.turn(doubtful)
	case s.doubts.back:
		s.stage = typing
	default:
		m.over = noOverlay
	}
}
