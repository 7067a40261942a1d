package tui

import (
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/theme"
)

// The fields of the form, in their order. A gateway's refusal names them by the
// names in fieldOf.
const (
	amountKey   = "amount"
	currencyKey = "currency"
	coinKey     = "coin"
	forKey      = "reference"
	remarkKey   = "note"
)

// saleFields is how many fields there are.
const saleFields = 5

// fieldOf is the field that is to blame for a field of the API.
var fieldOf = []struct{ api, field, name string }{
	{"amount_fiat", amountKey, "Amount"},
	{"currency", currencyKey, "Currency"},
	{"token", coinKey, "Coin"},
	{"metadata", forKey, "Reference"},
}

// saleForm is huh's form for a sale. It runs within the screen's own Update:
// whatever a key does is done when it is taken in. huh would move to the next
// field by a message to itself, which a key that is typed fast overtakes, and its
// other commands have the cursor blink. None of them is run.
type saleForm struct {
	form  *huh.Form
	draft *draft
	used  used
	looks formLooks
	drawn drawnForm
}

// drawnForm is the form as it was last drawn. It serves again until a key is
// taken in, since huh takes longer than all the rest of the screen.
type drawnForm struct {
	room  size
	gap   bool
	worn  worn
	lines []string
}

// anotherCoin is the choice behind which a name is typed.
const anotherCoin = "another..."

// newSaleForm is a form that writes into a draft, with the keys in a field. With
// replace, the first figure begins a new amount.
func newSaleForm(d *draft, u used, t *theme.Theme, field string, replace bool) *saleForm {
	f := &saleForm{draft: d, used: u}
	f.looks.wear(t, false)
	f.build(field, replace)
	return f
}

// build makes the fields anew, with the keys in one of them.
func (f *saleForm) build(field string, replace bool) {
	d := f.draft
	f.drawn = drawnForm{} // in no room yet
	named := func(name string, field huh.Field) huh.Field {
		return &namedField{Field: field, name: name, looks: &f.looks}
	}
	f.form = huh.NewForm(huh.NewGroup(
		named("Amount", newAmountField(&d.amount, replace)),
		named("Currency", newChoiceField(currencyKey, &d.currency, &f.looks, huh.NewOptions(f.used.currencies...)...)),
		named("Coin", f.coinField()),
		named("Reference", newWordsField(forKey, &d.reference, mostRemark)),
		named("Note", newWordsField(remarkKey, &d.note, mostRemark)),
	)).WithTheme(&f.looks).WithKeyMap(formKeys()).WithShowHelp(false).WithShowErrors(false)
	_ = f.form.Init()
	f.goTo(field)
}

// coinField is the choices of coins, or where none of them is meant a field for
// its name.
func (f *saleForm) coinField() huh.Field {
	if f.draft.coinTyped {
		return newWordsField(coinKey, &f.draft.coin, mostCoin)
	}
	var choices []huh.Option[string]
	for _, coin := range f.used.coins {
		text := coin
		if known, ok := payuri.Lookup(kubepay.Token(coin)); ok && known.Name != coin {
			text += "  " + known.Name
		}
		choices = append(choices, huh.NewOption(text, coin))
	}
	return newChoiceField(coinKey, &f.draft.coin, &f.looks, append(choices, huh.NewOption(anotherCoin, ""))...)
}

// formKeys are huh's keys without those that are letters here, and those that the
// screen obeys itself.
func formKeys() *huh.KeyMap {
	k, none := huh.NewDefaultKeyMap(), key.NewBinding()
	k.Quit = none
	k.Input.AcceptSuggestion = none
	k.Select = huh.SelectKeyMap{
		Next: k.Select.Next, Submit: k.Select.Submit, Prev: k.Select.Prev,
		Left:  key.NewBinding(key.WithKeys("left")),
		Right: key.NewBinding(key.WithKeys("right")),
	}
	return k
}

// at is the field that has the keys.
func (f *saleForm) at() string { return f.form.GetFocusedField().GetKey() }

// wrong is what is wrong with the field that has the keys, or nil.
func (f *saleForm) wrong() error { return f.form.GetFocusedField().Error() }

// take hands a key or a paste to the field that has the keys.
func (f *saleForm) take(msg tea.Msg) {
	_, _ = f.form.Update(msg)
	f.drawn.lines = nil
}

// enter has the field judge what it holds, and moves on unless it is wrong.
func (f *saleForm) enter() {
	f.take(tea.KeyPressMsg{Code: tea.KeyEnter})
	if f.wrong() == nil {
		f.next()
	}
}

func (f *saleForm) next() {
	if f.at() != remarkKey && !f.nameCoin() {
		_ = f.form.NextField()
		f.drawn.lines = nil
	}
}

func (f *saleForm) previous() {
	if f.at() != amountKey && !f.nameCoin() {
		_ = f.form.PrevField()
		f.drawn.lines = nil
	}
}

// goTo gives the keys to a field.
func (f *saleForm) goTo(field string) {
	for f.at() != amountKey {
		_ = f.form.PrevField()
	}
	for f.at() != field && f.at() != remarkKey {
		_ = f.form.NextField()
	}
	f.drawn.lines = nil
}

// nameCoin turns the choices of coins into a field for its name where none of
// them is meant, and back where one of them was typed or nothing. It reports
// whether the coin has still to be said.
func (f *saleForm) nameCoin() bool {
	d := f.draft
	if f.at() != coinKey || d.coin != "" && !d.coinTyped {
		return false
	}
	coin, known := f.used.known(d.coin)
	switch {
	case !d.coinTyped:
		d.coinTyped = true
	case coin == "":
		d.coinTyped, d.coin = false, f.used.coins[0]
	case known:
		d.coinTyped, d.coin = false, coin
	default:
		return false
	}
	f.build(coinKey, false)
	return coin == ""
}

// blame gives the keys to the field that an error is about, and says its name,
// or "" if the error does not tell.
func (f *saleForm) blame(e *kubepay.Error) string {
	for _, b := range fieldOf {
		if e.Field == b.api || e.Field == "" && strings.Contains(e.Detail, b.api+": ") {
			f.goTo(b.field)
			f.nameCoin()
			return b.name
		}
	}
	return ""
}

// sale is what the form asks for.
func (f *saleForm) sale() kubepay.Sale {
	s := f.draft.sale()
	if f.draft.coinTyped {
		coin, _ := f.used.known(f.draft.coin)
		s.Token = kubepay.Token(coin)
	}
	return s
}

// check tells what the gateway would refuse, in the words of the form, and gives
// the keys to the field to blame.
func (f *saleForm) check() error {
	err := f.sale().Check()
	if err == nil {
		return nil
	}
	var e *kubepay.Error
	if !errors.As(err, &e) {
		return err
	}
	name := f.blame(e)
	if name == "" {
		return err
	}
	return errors.New(name + ": " + e.Detail)
}

// lines draws the form as lines of a width, at most so many: a window on the
// fields that has the one with the keys in it.
func (f *saleForm) lines(t *theme.Theme, room size, gap bool) []string {
	d := &f.drawn
	if same := d.room == room && d.gap == gap && d.worn == wornOf(t); !same {
		*d = drawnForm{room: room, gap: gap, worn: wornOf(t)}
		f.looks.wear(t, gap)
		f.form.WithWidth(room.width).WithHeight(max(room.height, 1))
		f.take(nil) // huh draws when it takes something in
	}
	if d.lines == nil {
		for text := range strings.SplitSeq(f.form.View(), "\n") {
			d.lines = append(d.lines, exactly(t, text, room.width))
		}
		d.lines = filled(d.lines, room)
	}
	return d.lines
}

// worn is what the form takes of a theme.
type worn [5]theme.Style

func wornOf(t *theme.Theme) worn { return worn{t.Text, t.Strong, t.Faint, t.Accent, t.Key} }

// formLooks is the screen's theme as a theme of huh. It serves the styles that
// the form was last dressed in.
type formLooks struct {
	theme  *theme.Theme
	styles huh.Styles
}

// Theme is huh's.
func (l *formLooks) Theme(bool) *huh.Styles { return &l.styles }

// wear takes the theme over, with or without a gap between the fields.
func (l *formLooks) wear(t *theme.Theme, gap bool) {
	style := func(s theme.Style) lipgloss.Style { return lipgloss.NewStyle().Transform(s.Render) }
	arrows := "  ← →"
	if t.ASCII {
		arrows = "  < >"
	}
	between := "\n"
	if gap {
		between = "\n\n"
	}
	blurred := huh.FieldStyles{
		SelectedOption: style(t.Text),
		TextInput:      huh.TextInputStyles{Text: style(t.Text), Placeholder: style(t.Faint)},
	}
	focused := blurred
	focused.SelectedOption = style(t.Strong)
	focused.TextInput.Text = style(t.Strong)
	focused.NextIndicator = style(t.Key).SetString(arrows)
	l.theme = t
	l.styles = huh.Styles{
		Blurred: blurred, Focused: focused,
		FieldSeparator: lipgloss.NewStyle().SetString(between),
	}
}
