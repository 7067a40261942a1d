package tui

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// keyed is an amount as it is keyed into a card terminal: the figures so far,
// the last two of them behind the point, and none in front that is only a zero.
// It is a [huh.Accessor], read and written as people write amounts.
type keyed string

const (
	mostUnits = 17 // figures before the point that the gateway takes
	cents     = 2  // and behind it
)

// Get is the amount as it is shown and sent, such as "12.50".
func (k *keyed) Get() string {
	figures := strings.Repeat("0", max(cents+1-len(*k), 0)) + string(*k)
	point := len(figures) - cents
	return figures[:point] + "." + figures[point:]
}

// Set takes a whole amount over, if it is one.
func (k *keyed) Set(text string) {
	if parsed, ok := parseKeyed(text); ok {
		*k = parsed
	}
}

// shift moves a figure in from the right, if there is room for it.
func (k *keyed) shift(figure byte) bool {
	switch {
	case *k == "" && figure == '0':
		return true
	case len(*k) == mostUnits+cents:
		return false
	}
	*k += keyed(figure)
	return true
}

// drop takes the last figure off.
func (k *keyed) drop() { *k = (*k)[:max(len(*k)-1, 0)] }

// parseKeyed reads an amount that cannot be meant otherwise: with a point or a
// comma before at most two figures, and nothing that sets thousands apart.
func parseKeyed(text string) (keyed, bool) {
	units, behind, pointed := strings.Cut(strings.Replace(strings.TrimSpace(text), ",", ".", 1), ".")
	if strings.Trim(units+behind, "0123456789") != "" || units == "" || pointed && behind == "" || len(behind) > cents {
		return "", false
	}
	units = strings.TrimLeft(units, "0")
	if len(units) > mostUnits {
		return "", false
	}
	figures := units + behind + strings.Repeat("0", cents-len(behind))
	return keyed(strings.TrimLeft(figures, "0")), true
}

var (
	errNothing  = errors.New("nothing is keyed in yet")
	errTooLarge = errors.New("the gateway takes no more than 17 figures before the point")
	errNoAmount = errors.New("what was pasted is no amount such as 12.50")
	errNoFigure = errors.New("only figures and one point or comma make an amount")
	errPointed  = errors.New("there is a point already")
	errCents    = errors.New("no more than two figures stand behind the point")
)

// amountField is the amount of a sale, keyed as on a card terminal: figures shift
// in from the right, so that 1, 2, 5, 0 is 12.50, and backspace takes the last
// one off. Whoever writes the point or a comma means what is before it as it
// stands: 1, 2, ".", 5 is 12.50 too. No key is taken without a word that does
// nothing. huh has no field that does so. This is its Input with keys of its own,
// and a [huh.Field] like any other.
type amountField struct {
	*huh.Input
	amount  *keyed
	replace bool     // the next figure begins a new amount
	written *written // with a point, nil without
	wrong   error    // of the last key or paste
}

// written is an amount with a point as it is typed.
type written struct{ units, behind keyed }

func (w written) amount() keyed {
	parsed, _ := parseKeyed("0" + string(w.units) + "." + string(w.behind) + strings.Repeat("0", cents-len(w.behind)))
	return parsed
}

func newAmountField(amount *keyed, replace bool) *amountField {
	f := &amountField{Input: huh.NewInput(), amount: amount, replace: replace}
	f.Input.Key(amountKey).Prompt("").Accessor(amount).Validate(func(string) error {
		if *amount == "" {
			return errNothing
		}
		return nil
	})
	return f
}

// Update takes in a message. Of the keys, the Input below gets none that is text.
func (f *amountField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if f.wrong = nil; !f.edit(msg) {
			_, cmd := f.Input.Update(msg)
			return f, cmd
		}
	case tea.PasteMsg:
		f.paste(msg.Content)
	default:
		_, cmd := f.Input.Update(msg)
		return f, cmd
	}
	f.show()
	return f, nil
}

// edit reports whether the key is the amount's own, and not one that leaves it.
func (f *amountField) edit(k tea.KeyPressMsg) bool {
	switch pressed := k.String(); {
	case pressed == "enter" || pressed == "tab":
		return false
	case pressed == "backspace" || pressed == "ctrl+h":
		f.drop()
	case pressed == "delete" || pressed == "ctrl+u":
		f.clear()
	case k.Text == "." || k.Text == ",":
		f.wrong = f.point()
	case len(k.Text) == 1 && k.Text[0] >= '0' && k.Text[0] <= '9':
		f.wrong = f.key(k.Text[0])
	default:
		f.wrong = errNoFigure
	}
	return true
}

func (f *amountField) clear() { *f.amount, f.replace, f.written = "", false, nil }

// drop takes back what was last typed, also a point.
func (f *amountField) drop() {
	f.replace = false
	switch w := f.written; {
	case w == nil:
		f.amount.drop()
	case w.behind == "":
		*f.amount, f.written = w.units, nil
	default:
		w.behind.drop()
		*f.amount = w.amount()
	}
}

// point takes the figures so far for the units.
func (f *amountField) point() error {
	if f.replace {
		f.clear()
	}
	switch {
	case f.written != nil:
		return errPointed
	case len(*f.amount) > mostUnits:
		return errTooLarge
	}
	f.written = &written{units: *f.amount}
	*f.amount = f.written.amount()
	return nil
}

func (f *amountField) key(figure byte) error {
	if f.replace {
		f.clear()
	}
	w := f.written
	switch {
	case w == nil && !f.amount.shift(figure):
		return errTooLarge
	case w == nil:
		return nil
	case len(w.behind) == cents:
		return errCents
	}
	w.behind += keyed(figure)
	*f.amount = w.amount()
	return nil
}

func (f *amountField) paste(text string) {
	parsed, ok := parseKeyed(text)
	if !ok {
		f.wrong = errNoAmount
		return
	}
	f.clear()
	f.wrong, *f.amount = nil, parsed
}

// show has the Input show the amount, with its cursor behind it.
func (f *amountField) show() {
	f.Input.Accessor(f.amount)
	_, _ = f.Input.Update(tea.KeyPressMsg{Code: tea.KeyEnd})
}

// Error is what is wrong with the amount, or was with the last key.
func (f *amountField) Error() error {
	if f.wrong != nil {
		return f.wrong
	}
	return f.Input.Error()
}

// Blur takes the keys from the field, and what was wrong with the last one with
// them.
func (f *amountField) Blur() tea.Cmd {
	f.wrong = nil
	return f.Input.Blur()
}
