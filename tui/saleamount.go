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
)

// amountField is the amount of a sale, keyed as on a card terminal: figures shift
// in from the right, so that 1, 2, 5, 0 is 12.50, and backspace takes the last
// one off. huh has no field that does so. This is its Input with keys of its own,
// and a [huh.Field] like any other.
type amountField struct {
	*huh.Input
	amount  *keyed
	replace bool  // the next figure begins a new amount
	wrong   error // of the last key or paste
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

// edit reports whether the key is one that changes the amount, or would change a
// text.
func (f *amountField) edit(k tea.KeyPressMsg) bool {
	switch pressed := k.String(); {
	case pressed == "backspace" || pressed == "ctrl+h":
		f.replace = false
		f.amount.drop()
	case pressed == "delete" || pressed == "ctrl+u":
		f.clear()
	case len(k.Text) == 1 && k.Text[0] >= '0' && k.Text[0] <= '9':
		f.key(k.Text[0])
	default:
		return pressed != "enter" && pressed != "tab"
	}
	return true
}

func (f *amountField) clear() { *f.amount, f.replace = "", false }

func (f *amountField) key(figure byte) {
	if f.replace {
		f.clear()
	}
	if !f.amount.shift(figure) {
		f.wrong = errTooLarge
	}
}

func (f *amountField) paste(text string) {
	parsed, ok := parseKeyed(text)
	if !ok {
		f.wrong = errNoAmount
		return
	}
	f.wrong, f.replace, *f.amount = nil, false, parsed
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
