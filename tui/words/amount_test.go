package words

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

func amount(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestAmountsByEachLanguage(t *testing.T) {
	for _, test := range []struct{ tag, small, large, dollars, yen, coins string }{
		{"en", "€25.00", "€1,234,567.89", "$1,250.00", "¥1,250", "1234.00250000 BTC"},
		{"en-GB", "€25.00", "€1,234,567.89", "US$1,250.00", "JP¥1,250", "1234.00250000 BTC"},
		{"en-IN", "€25.00", "€12,34,567.89", "US$1,250.00", "JP¥1,250", "1234.00250000 BTC"},
		{"es", "25,00 €", "1.234.567,89 €", "1250,00 US$", "1250 JPY", "1234,00250000 BTC"},
		{"es-MX", "EUR 25.00", "EUR 1,234,567.89", "USD 1,250.00", "JPY 1,250", "1234.00250000 BTC"},
		{"ca", "25,00 €", "1.234.567,89 €", "1.250,00 USD", "1.250 JP¥", "1234,00250000 BTC"},
		{"fr", "25,00 €", "1 234 567,89 €", "1 250,00 $US", "1 250 JPY", "1234,00250000 BTC"},
		{"de", "25,00 €", "1.234.567,89 €", "1.250,00 $", "1.250 ¥", "1234,00250000 BTC"},
		{"de-AT", "€ 25,00", "€ 1 234 567,89", "$ 1 250,00", "¥ 1 250", "1234,00250000 BTC"},
		{"de-CH", "EUR 25.00", "EUR 1'234'567.89", "$ 1'250.00", "¥ 1'250", "1234.00250000 BTC"},
		{"it", "25,00 €", "1.234.567,89 €", "1.250,00 USD", "1.250 JPY", "1234,00250000 BTC"},
		{"pt-PT", "25,00 €", "1 234 567,89 €", "1250,00 US$", "1250 JP¥", "1234,00250000 BTC"},
		{"pt-BR", "€ 25,00", "€ 1.234.567,89", "US$ 1.250,00", "JP¥ 1.250", "1234,00250000 BTC"},
		{"nl", "€ 25,00", "€ 1.234.567,89", "US$ 1.250,00", "JP¥ 1.250", "1234,00250000 BTC"},
		{"pl", "25,00 €", "1 234 567,89 €", "1250,00 USD", "1250 JPY", "1234,00250000 BTC"},
		{"ja", "€25.00", "€1,234,567.89", "$1,250.00", "￥1,250", "1234.00250000 BTC"},
	} {
		t.Run(test.tag, func(t *testing.T) {
			l := in(t, test.tag)
			for got, want := range map[string]string{
				l.Fiat(amount("25"), "EUR"): test.small, l.Fiat(amount("1234567.89"), "EUR"): test.large,
				l.Fiat(amount("1250"), "USD"): test.dollars, l.Fiat(amount("1250.00"), "JPY"): test.yen,
				l.Crypto(amount("1234.0025"), "BTC"): test.coins,
			} {
				if plain(got) != want {
					t.Errorf("wrote %q, want %q", plain(got), want)
				}
				if strings.Contains(got, " ") {
					t.Errorf("a line may be broken within %q", got)
				}
			}
		})
	}
}

func TestAmountsThatAreUnusual(t *testing.T) {
	english, spanish := in(t, "en"), in(t, "es")
	for _, test := range []struct{ name, got, want string }{
		{"more digits than the currency has", spanish.Fiat(amount("0.123456789012345678901234567891"), "EUR"), "0,123456789012345678901234567891 €"},
		{"more than a float or an integer holds", spanish.Fiat(amount("123456789012345678901234567890.01"), "EUR"), "123.456.789.012.345.678.901.234.567.890,01 €"},
		{"yen with a fraction", english.Fiat(amount("12.5"), "JPY"), "¥12.5"},
		{"three decimals by custom", english.Fiat(amount("1"), "KWD"), "KWD 1.000"},
		{"given back", english.Fiat(amount("-1234.5"), "EUR"), "-€1,234.50"},
		{"given back, behind", spanish.Fiat(amount("-12345"), "EUR"), "-12.345,00 €"},
		{"a currency that nobody knows", english.Fiat(amount("5"), "WAT"), "WAT 5.00"},
		{"no currency", spanish.Fiat(amount("5"), ""), "5,00"},
		{"in ASCII", spanish.ASCII().Fiat(amount("12345"), "EUR"), "12.345,00 EUR"},
		{"in ASCII, before", english.ASCII().Fiat(amount("5"), "USD"), "USD 5.00"},
		{"in ASCII, apart", in(t, "fr").ASCII().Fiat(amount("12345"), "EUR"), "12 345,00 EUR"},
		{"a coin of the smallest unit", spanish.Crypto(amount("0.000000000000000001"), "ETH"), "0,000000000000000001 ETH"},
		{"no coin", english.Crypto(amount("1000"), ""), "1000.00"},
	} {
		if plain(test.got) != test.want {
			t.Errorf("%s: %q, want %q", test.name, plain(test.got), test.want)
		}
	}
}

// Whatever the language, an amount keeps every one of its digits.
func FuzzAmounts(f *testing.F) {
	for _, seed := range []string{"0", "25", "0.00041250", "-1234567.891", "123456789012345678901234567890.000000000000000001"} {
		f.Add(seed, "EUR", "BTC", "es")
	}
	f.Add("5", "JPY", "", "de-CH")
	f.Fuzz(func(t *testing.T, text, currency, token, tag string) {
		a, err := decimal.NewFromString(text)
		if err != nil || a.Exponent() < -100 || a.Exponent() > 100 || len(text) > 200 {
			return
		}
		all, err := Parse(tag)
		if err != nil {
			return
		}
		for _, l := range []Language{all[0], all[0].ASCII()} {
			h := l.by()
			number := l.figures(a, kubepay.Currency(currency)).Number
			number = strings.ReplaceAll(plain(number), plain(h.group), "")
			number = strings.ReplaceAll(number, h.mark, ".")
			if back, err := decimal.NewFromString(number); err != nil || !back.Equal(a) {
				t.Errorf("%s: %s became %q", l.Tag(), text, number)
			}
			coins := strings.ReplaceAll(l.Crypto(a, ""), h.mark, ".")
			if back, err := decimal.NewFromString(coins); err != nil || !back.Equal(a) {
				t.Errorf("%s: %s coins became %q", l.Tag(), text, coins)
			}
			if written := l.Crypto(a, kubepay.Token(token)); !strings.HasSuffix(written, token) {
				t.Errorf("%s: %q lacks its coin", l.Tag(), written)
			}
		}
	})
}
