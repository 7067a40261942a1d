package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"paywatch/kubepay"
)

func TestFiguresShiftInFromTheRight(t *testing.T) {
	const full = "12345678901234567.89"
	for _, test := range []struct{ keys, want string }{
		{"", "0.00"},
		{"1", "0.01"},
		{"12", "0.12"},
		{"1250", "12.50"},
		{"0001250", "12.50"},
		{"1250<", "1.25"},
		{"1250<<<<<<", "0.00"},
		{"1250<<<<900", "9.00"},
		{"12x50k", "12.50"},
		{"12 50", "12.50"},
		{"12.50", "12.50"},
		{"12,5", "12.50"},
		{"12.", "12.00"},
		{"12.505", "12.50"},
		{"12..5", "12.50"},
		{"12.5,0", "12.50"},
		{"1.250,00", "1.25"},
		{".5", "0.50"},
		{"0.05", "0.05"},
		{"007.5", "7.50"},
		{"12.5<", "12.00"},
		{"12.5<<", "0.12"},
		{"12.5<<50", "12.50"},
		{"12.50!7", "0.07"},
		{"12345678901234567.89", full},
		{"123456789012345678.9", "12345678901234567.89"}, // the point is refused
		{"1234567890123456789", full},
		{"12345678901234567890", full},
		{"12345678901234567890<", "1234567890123456.78"},
		{"1250!7", "0.07"},
	} {
		f := newAmountField(new(keyed), false)
		f.Focus()
		f.WithKeyMap(huh.NewDefaultKeyMap())
		for _, r := range test.keys {
			k := tea.KeyPressMsg{Code: r, Text: string(r)}
			switch r {
			case '<':
				k = tea.KeyPressMsg{Code: tea.KeyBackspace}
			case '!':
				k = tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}
			}
			f.Update(k)
		}
		if got := f.GetValue(); got != test.want {
			t.Errorf("%q gives %v, want %s", test.keys, got, test.want)
		}
		mayBeSold(t, *f.amount)
	}
}

// mayBeSold wants an amount that the gateway takes, unless it is nothing.
func mayBeSold(t *testing.T, amount keyed) {
	t.Helper()
	sale := kubepay.Sale{AmountFiat: amount.Get(), Currency: "EUR", Token: "BTC"}
	if err := sale.Check(); (err == nil) != (amount != "") {
		t.Errorf("of %s the gateway would say %v", amount.Get(), err)
	}
}

func TestAnAmountIsPasted(t *testing.T) {
	for pasted, want := range map[string]string{
		"12.50": "12.50", "12,50": "12.50", " 12.5\n": "12.50", "12": "12.00", "0.07": "0.07", "007": "7.00",
		"12345678901234567.89": "12345678901234567.89", "0": "0.00",
	} {
		f := newAmountField(new(keyed), false)
		f.Update(tea.PasteMsg{Content: pasted})
		if got := f.GetValue(); got != want || f.Error() != nil {
			t.Errorf("%q gives %v, %v, want %s", pasted, got, f.Error(), want)
		}
	}
	for _, pasted := range []string{
		"", "1,250.00", "1.250,00", "1.250", "12.", ".50", "12.505", "-5", "1e3", "12 50", "12.50 EUR", "€12", "١٢", "123456789012345678",
	} {
		amount := keyed("700")
		f := newAmountField(&amount, false)
		f.Update(tea.PasteMsg{Content: pasted})
		if f.GetValue() != "7.00" || f.Error() == nil {
			t.Errorf("%q is taken for %v, %v", pasted, f.GetValue(), f.Error())
		}
	}
}

func TestTheAmountSaysWhatIsWrong(t *testing.T) {
	f := newAmountField(new(keyed), false)
	f.WithKeyMap(huh.NewDefaultKeyMap())
	f.Focus()
	enter := tea.KeyPressMsg{Code: tea.KeyEnter}
	f.WithPosition(huh.FieldPosition{LastField: 4})
	if f.Update(enter); f.Error() != errNothing {
		t.Errorf("of nothing it says %v", f.Error())
	}
	if f.Update(tea.KeyPressMsg{Code: '5', Text: "5"}); f.Error() != nil {
		t.Errorf("of 0.05 it says %v", f.Error())
	}
	for range mostUnits + cents {
		f.Update(tea.KeyPressMsg{Code: '5', Text: "5"})
	}
	if f.Error() != errTooLarge {
		t.Errorf("of a figure too many it says %v", f.Error())
	}
	if f.Update(enter); f.Error() != nil {
		t.Errorf("of the amount without it, it says %v", f.Error())
	}
}

// Whatever key does nothing to the amount, it is said why.
func TestNoKeyIsSwallowed(t *testing.T) {
	for keys, want := range map[string]error{
		"x": errNoFigure, "12 ": errNoFigure, "-": errNoFigure, "12.5.": errPointed, "1,2,": errPointed, "12.505": errCents,
		"123456789012345678.": errTooLarge, "12.5": nil, "12.": nil, "x1": nil,
	} {
		f := newAmountField(new(keyed), false)
		f.Focus()
		for _, r := range keys {
			f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		if f.Error() != want {
			t.Errorf("of %q it says %v, want %v", keys, f.Error(), want)
		}
	}
	f := newAmountField(new(keyed), false)
	if f.Update(tea.KeyPressMsg{Code: tea.KeyLeft}); f.Error() != errNoFigure {
		t.Errorf("of an arrow it says %v", f.Error())
	}
}

func TestAKeptAmountIsReplacedByTheFirstFigure(t *testing.T) {
	amount := keyed("1250")
	f := newAmountField(&amount, true)
	f.Focus()
	f.Update(tea.KeyPressMsg{Code: '7', Text: "7"})
	if amount.Get() != "0.07" {
		t.Errorf("7 makes 12.50 %s, want 0.07", amount.Get())
	}
	amount = "1250"
	f = newAmountField(&amount, true)
	f.Focus()
	f.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	f.Update(tea.KeyPressMsg{Code: '7', Text: "7"})
	if amount.Get() != "12.57" {
		t.Errorf("backspace and 7 make 12.50 %s, want 12.57", amount.Get())
	}
}
