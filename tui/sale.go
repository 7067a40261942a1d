package tui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/theme"
)

// Seller makes payments. [kubepay.Client] is one.
type Seller interface {
	Create(ctx context.Context, s kubepay.Sale) (kubepay.Answer, error)
}

// saleStage is how far a sale has come.
type saleStage int

const (
	typing   saleStage = iota
	making             // sent, and not answered yet: nothing can be done
	doubtful           // sent, and nobody knows whether it was made
	insisted           // the same, and a person wants to make it anew
)

// saleView is the form of a sale, and what becomes of the sale. A sale is sent
// once for each time that a person makes it, and never by itself.
type saleView struct {
	scroller
	stage saleStage
	draft draft // kept when the form is left
	form  *saleForm
	used  used
	said  string // over the form, of the last try

	kept  bool      // the draft was left before it was made
	asked time.Time // when the sale was sent
	doubt *doubt    // of the latest sale that may have been made, until another is
}

// soldMsg is what became of a sale.
type soldMsg struct {
	sale kubepay.Sale
	id   kubepay.ID
	err  error
}

// makeSale asks the gateway for a payment, once.
func makeSale(ctx context.Context, s Seller, sale kubepay.Sale) tea.Cmd {
	return func() tea.Msg {
		answer, err := s.Create(ctx, sale)
		if err != nil {
			return soldMsg{sale: sale, err: err}
		}
		in, err := answer.Intent()
		return soldMsg{sale, in.ID, err}
	}
}

// newSale opens the form, with what was typed into it when it was last left.
func (m *Model) newSale() {
	if m.opts.Seller == nil {
		m.warn("no sale can be made without a token; set KUBEPAY_TOKEN and start paywatch again")
		return
	}
	s := &m.sale
	if s.used.coins == nil {
		s.used = newUsed(m.list)
	}
	s.stage, s.said, s.kept = typing, "", s.draft.started()
	if !s.kept {
		s.empty()
	}
	s.form = newSaleForm(&s.draft, s.used, &m.theme, amountKey, s.kept)
	m.open(saleOverlay)
}

// empty makes the draft one of nothing yet, in what was last used.
func (s *saleView) empty() {
	s.draft = draft{currency: s.used.currencies[0], coin: s.used.coins[0]}
	s.kept, s.said = false, ""
}

// pressSale takes in a key while a sale is on the screen.
func (m *Model) pressSale(k tea.KeyPressMsg) tea.Cmd {
	switch m.sale.stage {
	case making:
		m.sale.said = "It is on its way to the gateway and cannot be called back. The answer is there in 10 s at the latest."
		return nil
	case doubtful, insisted:
		return m.pressDoubt(k)
	}
	s := &m.sale
	switch k.String() {
	case "esc", "ctrl+c":
		m.over = noOverlay
		if s.draft.started() {
			m.say("not made, and kept: n goes on with it")
		}
	case "ctrl+s":
		return m.sell()
	case "ctrl+n":
		s.empty()
		s.form = newSaleForm(&s.draft, s.used, &m.theme, amountKey, false)
	case "enter":
		if s.form.at() == remarkKey {
			return m.sell()
		}
		s.form.enter()
	case "tab", "down":
		s.form.next()
	case "shift+tab", "up":
		s.form.previous()
	default:
		s.form.take(k)
	}
	return nil
}

// pasteSale takes a text from the clipboard into the form.
func (m *Model) pasteSale(text string) {
	if m.sale.stage == typing {
		m.sale.form.take(tea.PasteMsg{Content: text})
	}
}

// sell sends the sale, unless something is wrong with it. From here on no key
// sends it a second time.
func (m *Model) sell() tea.Cmd {
	s := &m.sale
	s.said = ""
	if err := s.form.check(); err != nil {
		s.said = err.Error()
		return nil
	}
	s.stage, s.asked = making, m.now
	return makeSale(m.ctx, m.opts.Seller, s.form.sale())
}

// sold takes in what became of the sale.
func (m *Model) sold(msg soldMsg) {
	s := &m.sale
	var e *kubepay.Error
	switch known := errors.As(msg.err, &e); {
	case msg.err == nil:
		m.turnToCustomer(msg)
	case known && e.Unmade():
		s.stage = typing
		name := s.form.blame(e)
		s.said = refusal(e, name)
	default:
		s.stage, s.offset = doubtful, 0
		s.doubt = &doubt{at: s.asked, draft: s.draft, why: reasonOf(msg.err)}
		s.empty()
	}
	m.frame.stale(everything)
}

// turnToCustomer turns a sale that was made to the customer. The code is there with
// the first look.
func (m *Model) turnToCustomer(msg soldMsg) {
	s := &m.sale
	s.used.take(msg.sale)
	s.empty()
	s.doubt = nil
	m.setFilter("") // the new one may not pass it
	m.focus, m.detail.offset = listPane, 0
	m.opts.Engine.Add(msg.id)
	m.awaited, m.customer.id = msg.id, msg.id
	m.open(customerOverlay)
}

// refusal says why no payment was made, and what can be done.
func refusal(e *kubepay.Error, field string) string {
	text := "Nothing was made: " + e.Reason()
	if field != "" {
		text = "Nothing was made. " + field + ": " + e.Reason()
	}
	if e.Kind == kubepay.Throttled && e.RetryAfter > 0 {
		return text + fmt.Sprintf("; try again in %d s", int((e.RetryAfter+time.Second-1)/time.Second))
	}
	if remedy := e.Remedy(); remedy != "" {
		text += "; " + remedy
	}
	if e.Kind == kubepay.Unreachable {
		text += ". It can be tried again"
	}
	return text
}

func reasonOf(err error) string {
	var e *kubepay.Error
	if errors.As(err, &e) {
		return e.Reason()
	}
	return kubepay.Clean(err.Error(), mostRemark)
}

// render draws the sale, without its last line.
func (s *saleView) render(t *theme.Theme, room size, now time.Time) []string {
	if s.stage == doubtful || s.stage == insisted {
		return s.renderDoubt(t, room, now)
	}
	body := size{min(room.width-2, mostFormWidth), room.height - chrome}
	return titled(t, s.title(), middleAcross(s.renderForm(t, body, now), body.width, room.width), room.width)
}

func (s *saleView) title() string {
	if s.stage == making {
		return "Making the sale"
	}
	return "New sale"
}

// hint is the keys at the foot.
func (s *saleView) hint() string {
	switch {
	case s.stage == making:
		return "the gateway is asked"
	case s.stage == doubtful:
		return "l look   m make anew   esc later"
	case s.stage == insisted:
		return "y yes   esc no"
	case s.form.at() == remarkKey:
		return "enter make it   esc back"
	}
	return "ctrl+s make it   enter next   esc back"
}
