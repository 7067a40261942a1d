package tui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watchlist"
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
	denied             // the same, and a person says that it was not made
)

// saleView is the form of a sale, and what becomes of the sale. A sale is sent
// once for each time that a person makes it, and never by itself.
type saleView struct {
	scroller
	stage   saleStage
	draft   draft // kept when the form is left
	form    *saleForm
	used    used
	said    string // over the form, of the last try
	profile settings.Profile

	created kubepay.Observation // the answer to the last create, while its payment is not on the list

	kept   bool  // the draft was left before it was made
	anew   int64 // the doubt that the draft makes anew, 0 for none
	doubts doubts
}

// soldMsg is what became of a sale.
type soldMsg struct {
	attempt
	sale kubepay.Sale
	id   kubepay.ID
	look kubepay.Observation // what the answer says of the payment
	err  error
	call calls.Call // by which it was made
}

// makeSale asks the gateway for a payment, once. That it does so is kept before: a
// program that ends meanwhile must not forget what it asked for. Where it cannot
// be kept, the sale is made all the same.
func makeSale(ctx context.Context, s Seller, kept Attempts, sale kubepay.Sale, at time.Time) tea.Cmd {
	return func() tea.Msg {
		msg := soldMsg{attempt: attempt{at: at}, sale: sale}
		if kept != nil {
			if number, err := kept.Attempt(at, sale); err == nil {
				msg.number = number
			}
		}
		answer, err := s.Create(ctx, sale)
		if err == nil {
			var in kubepay.Intent
			in, err = answer.Intent()
			msg.id = in.ID
			msg.look = kubepay.Observation{ID: in.ID, At: time.Now(), Date: answer.Date, Took: answer.Took, Intent: &in, Raw: answer.Raw}
		}
		msg.err = err
		msg.call = calls.Ended(msg.id, time.Now(), answer, err)
		msg.call.Create, msg.call.News = true, true
		return msg
	}
}

// newSale opens the form, with what was typed into it when it was last left.
func (m *Model) newSale() tea.Cmd {
	if m.opts.Seller == nil {
		m.warn("no sale can be made without a token; set KUBEPAY_TOKEN and start paywatch again")
		return nil
	}
	s := &m.sale
	s.prepare(m.list)
	s.stage, s.said, s.kept = typing, "", s.draft.started()
	if !s.kept {
		s.empty()
	}
	s.form = newSaleForm(&s.draft, s.used, &m.theme, amountKey, s.kept)
	m.open(saleOverlay)
	return m.askDoubts()
}

// prepare finds out what sales are made in.
func (s *saleView) prepare(l *watchlist.List) {
	if s.used.coins == nil {
		s.used = newUsed(l)
	}
}

// empty makes the draft one of nothing yet, in what was last used.
func (s *saleView) empty() {
	s.draft = draft{currency: s.used.currencies[0], coin: s.used.coins[0]}
	s.kept, s.said, s.anew = false, "", 0
}

// pressSale takes in a key while a sale is on the screen.
func (m *Model) pressSale(k tea.KeyPressMsg) tea.Cmd {
	switch m.sale.stage {
	case making:
		m.sale.said = "It is on its way to the gateway and cannot be called back. The answer is there in 10 s at the latest."
		return nil
	case doubtful, insisted, denied:
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
	case "ctrl+l":
		if len(s.doubts.all) > 0 {
			s.lookInto(true)
		}
	case "enter":
		if s.form.at() == remarkKey {
			return m.sell()
		}
		if s.form.enter(); s.form.wrong() != nil {
			s.said = "" // what is wrong now is said instead
		}
	case "tab", "down":
		s.form.next()
	case "shift+tab", "up":
		s.form.previous()
	default:
		s.said = "" // it is about what was there before
		s.form.take(k)
	}
	return nil
}

// pasteSale takes a text from the clipboard into the form.
func (m *Model) pasteSale(text string) {
	if m.sale.stage == typing {
		m.sale.said = ""
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
	s.stage = making
	s.doubts.desk.drop() // the answer might have this one among them
	return makeSale(m.ctx, m.opts.Seller, m.opts.Attempts, s.form.sale(), m.now)
}

// sold takes in what became of the sale, and has it struck out unless that is not
// certain: a payment that was made once it is recorded.
func (m *Model) sold(msg soldMsg) tea.Cmd {
	s := &m.sale
	m.frame.stale(everything)
	if !msg.call.At.IsZero() {
		m.opts.Calls.Add(msg.call)
	}
	var e *kubepay.Error
	if known := errors.As(msg.err, &e); known && e.Unmade() {
		s.stage = typing
		name := s.form.blame(e)
		s.said = refusal(e, name)
		return m.strikeOut(msg.attempt)
	}
	again := m.resolve(s.anew) // a person has said that the first one was not made
	if msg.err == nil {
		m.turnToCustomer(msg)
		return tea.Batch(again, m.strikeOutRecorded(msg))
	}
	d := doubt{attempt: msg.attempt, draft: s.draft, why: reasonOf(msg.err), here: true}
	s.doubts.shown = s.doubts.add(d)
	s.empty()
	s.lookInto(false)
	return tea.Batch(again, m.keepDoubt(d))
}

// turnToCustomer turns a sale that was made to the customer. The code is there with
// the first look.
func (m *Model) turnToCustomer(msg soldMsg) {
	s := &m.sale
	s.used.take(msg.sale)
	s.doubts.known = marked(s.doubts.known, msg.id)
	s.empty()
	m.setFilter("") // the new one may not pass it
	m.focus, m.detail.offset = listPane, 0
	m.engine.Made(msg.look)
	if m.list.Get(msg.id) == nil && msg.look.Intent != nil {
		s.created = msg.look
	}
	m.listView.awaited, m.customer.id, m.customer.since = msg.id, msg.id, time.Now()
	m.open(customerOverlay)
}

// withAnswer is a payment that was just put on the list, with what the answer to its
// create said, where nothing else is known of it and that says what to pay and where
// to: it is shown until the first look, and never recorded, for it does not say where
// the payment stands.
func (s *saleView) withAnswer(p keeper.Payment, within time.Duration) keeper.Payment {
	if p.ID != s.created.ID {
		return p
	}
	if in := s.created.Intent; p.Intent == nil && in.PayAddress != "" && in.Crypto.Total.Valid {
		p.Intent, p.SeenAt, p.Within = in, s.created.At, within
	}
	s.created = kubepay.Observation{}
	return p
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
	if s.stage >= doubtful {
		return s.renderDoubt(t, room, now)
	}
	body := size{min(room.width-2, mostFormWidth), room.height - chrome}
	return badged(t, s.title(), s.profile, middleAcross(s.renderForm(t, body, now), body.width, room.width), room.width)
}

func (s *saleView) title() string {
	if s.stage == making {
		return "Making the sale"
	}
	return "New sale"
}

// hints are the keys at the foot, the dearest first.
func (s *saleView) hints() []string {
	switch d := s.doubts.numbered(s.doubts.shown); {
	case s.stage == making:
		return []string{"the gateway is asked"}
	case s.stage == doubtful && d != nil && len(d.unlike) > 0:
		return []string{"c it is this one", "l look", "m make anew", "esc later", "x not made"}
	case s.stage == doubtful && len(s.doubts.all) > 1:
		return []string{"l look", "m make anew", "esc later", "→ next", "x not made"}
	case s.stage == doubtful:
		return []string{"l look", "m make anew", "esc later", "x not made"}
	case s.stage >= insisted:
		return []string{"y yes", "esc no"}
	case s.form.at() == remarkKey:
		return []string{"enter make it", "esc back"}
	}
	return []string{"ctrl+s make it", "enter next", "esc back"}
}
