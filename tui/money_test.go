package tui

import (
	"testing"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

func amountOf(text string) decimal.NullDecimal {
	if text == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

func TestMoneyIsWrittenForPeople(t *testing.T) {
	for text, want := range map[string]string{
		"": "?", "0": "0.00", "8": "8.00", "12.5": "12.50", "999.99": "999.99", "1204.5": "1 204.50",
		"1234567.89": "1 234 567.89", "0.001": "0.001", "-1234.5": "-1 234.50", "99999999999999999.99": "99 999 999 999 999 999.99",
	} {
		if got := fiat(amountOf(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Every digit that counts is there, none is made up, and there is no exponent.
func TestCoinsAreWrittenInFull(t *testing.T) {
	for _, test := range []struct {
		token, text, want string
	}{
		{"BTC", "", "?"},
		{"BTC", "0", "0.00000000"},
		{"BTC", "0.0004125", "0.00041250"},
		{"BTC", "1", "1.00000000"},
		{"BTC", "1E-8", "0.00000001"},
		{"BTC", "0.000412345678", "0.000412345678"},
		{"ETH", "0.0037037025", "0.0037037025"},
		{"ETH", "1000000.000000000000000001", "1000000.000000000000000001"},
		{"ETH", "5", "5.00"},
		{"XRP", "44", "44.00"},
		{"Unheard", "1E+20", "100000000000000000000.00"},
	} {
		if got := crypto(kubepay.Token(test.token), amountOf(test.text)); got != test.want {
			t.Errorf("%s %q is %q, want %q", test.token, test.text, got, test.want)
		}
	}
}

func TestAmountsOfOneCoinLineUp(t *testing.T) {
	if a, b := crypto("BTC", amountOf("0.1")), crypto("BTC", amountOf("0.00000001")); len(a) != len(b) {
		t.Errorf("%q and %q do not line up", a, b)
	}
}
