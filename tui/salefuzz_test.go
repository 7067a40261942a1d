package tui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
)

// countingSeller makes payments and counts them.
type countingSeller struct{ sales []kubepay.Sale }

func (c *countingSeller) Create(_ context.Context, s kubepay.Sale) (kubepay.Answer, error) {
	c.sales = append(c.sales, s)
	return kubepay.Answer{}, nil
}

// answersToASale of a sale, of each sort.
var answersToASale = []error{
	nil,
	&kubepay.Error{Kind: kubepay.Refused, Op: "create a payment", Code: 400, Detail: "token: no"},
	&kubepay.Error{Kind: kubepay.Unreachable, Op: "create a payment", Detail: "reset"},
	&kubepay.Error{Kind: kubepay.Unreachable, Op: "create a payment", Unsent: true},
	errors.New("something else"),
}

// FuzzSale plays keys, pastes, sizes and answersToASale in any order: nothing panics,
// every frame is whole, the amount is always one that the gateway takes, and
// nothing is sent while a sale is under way.
func FuzzSale(f *testing.F) {
	f.Add("n1250\x06")
	f.Add("n\x06\x061250\x06\x10\x06\x06\x06\x01\x02n")
	f.Add("n12\x13\x01\x02\x06m\x06yy\x13\x01\x01n\x07n")
	f.Add("n99999999999999999999\x13\x01\x00\x02\x14\x06n")
	f.Add("n5\x06\x06\x10\x06MATIC\x06\x0b\x06\x06table\x04喫茶\x06\x13\x01\x03\x13\x01\x04")
	f.Add("n5\x06\x06\x06\x04e\u0301\U0001F469\u200d\U0001F469\x02\x28\x3c\x10\x10\x09")
	f.Fuzz(saleScript)
}

func saleScript(t *testing.T, script string) {
	seller := &countingSeller{}
	m := &stage{Model: New(t.Context(), Options{Engine: still{}, Seller: seller, Location: noon.Location()})}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Update(clockMsg(noon))
	var underWay tea.Cmd
	runes := []rune(script[:min(len(script), 80)])
	next := func() rune {
		if len(runes) == 0 {
			return 0
		}
		r := runes[0]
		runes = runes[1:]
		return r
	}
	for len(runes) > 0 {
		before := m.sale.stage
		msg := saleStep(m, next)
		_, cmd := m.Update(msg)
		mustBeWhole(t, m)
		if m.sale.form != nil {
			mayBeSold(t, m.sale.draft.amount)
		}
		switch {
		case before != making && m.sale.stage == making:
			underWay = cmd
		case before == making && m.sale.stage != making:
			underWay = nil
		}
		if m.sale.stage == making {
			sent := len(seller.sales)
			if underWay == nil {
				t.Fatal("under way, and nothing is sent")
			}
			underWay() // however often it ran, it is one sale: see below
			if wrong := seller.sales[sent].Check(); wrong != nil {
				t.Fatalf("sent %+v: %v", seller.sales[sent], wrong)
			}
		}
	}
}

// saleStep is the next message of a script.
func saleStep(m *stage, next func() rune) tea.Msg {
	switch r := next(); {
	case r == 1 && m.sale.stage == making:
		msg := soldMsg{sale: m.sale.form.sale(), err: answersToASale[int(next())%len(answersToASale)]}
		if msg.err == nil {
			msg.id = "a1b2c3"
		}
		return msg
	case r == 2:
		return tea.WindowSizeMsg{Width: max(int(next())%220, 1), Height: max(int(next())%70, 1)}
	case r == 3:
		return batchMsg{}
	case r == 4:
		return tea.PasteMsg{Content: strings.Repeat(string(next()), 1+int(next())%30) + string(next())}
	case r == 5:
		return clockMsg(noon)
	case r == 0x13, r == 0x0e, r == 0x15:
		return tea.KeyPressMsg{Code: 'a' - 1 + r, Mod: tea.ModCtrl}
	case r == 0x14:
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	case r < ' ':
		return fuzzKeys[int(r)%(len(fuzzKeys)-1)]
	default:
		return tea.KeyPressMsg{Code: r, Text: string(r)}
	}
}
