package words

import (
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
)

// Latin is the language for a screen that has no letters but Latin ones: English
// where it is written in others.
func (l Language) Latin() Language {
	if spoken[l.words].says == &japanese {
		return Language{ascii: l.ascii}
	}
	return l
}

// ASCII is the language for a screen that has no more than ASCII: currencies by
// their codes, and amounts in ASCII characters alone.
func (l Language) ASCII() Language {
	l.ascii = true
	return l
}

// Fiat is an amount of money with its currency, by the language's habits. It has
// the decimals of the currency, and more only where more of them count.
func (l Language) Fiat(a decimal.Decimal, c kubepay.Currency) string {
	f := l.figures(a, c)
	between := ""
	if f.Apart {
		between = l.blank()
	}
	switch {
	case f.Unit == "":
		return f.Number
	case f.First:
		number, negative := strings.CutPrefix(f.Number, "-")
		if negative {
			return "-" + f.Unit + between + number
		}
		return f.Unit + between + number
	}
	return f.Number + between + f.Unit
}

// figures is an amount of money in its parts.
type figures struct {
	Number string // digits, separators, a minus
	Unit   string // the currency's sign or code
	First  bool   // the unit stands before the number
	Apart  bool   // with a blank between them
}

// figures takes apart what [Language.Fiat] writes.
func (l Language) figures(a decimal.Decimal, c kubepay.Currency) figures {
	h := l.by()
	decimals, sign := int32(2), string(c)
	if unit, err := currency.ParseISO(string(c)); err == nil {
		scale, _ := currency.Standard.Rounding(unit)
		decimals = int32(scale)
		if !l.ascii {
			sign = message.NewPrinter(language.Make(h.tag)).Sprint(currency.Symbol(unit))
		}
	}
	digits := a.StringFixed(max(decimals, places(a)))
	return figures{Number: l.grouped(digits), Unit: sign, First: h.first, Apart: h.apart || isWord(sign, h.first)}
}

// isWord tells whether a sign has a letter where it meets the amount: the two would
// run together.
func isWord(sign string, first bool) bool {
	if sign == "" {
		return false
	}
	side := sign[0]
	if first {
		side = sign[len(sign)-1]
	}
	return side >= 'A' && side <= 'Z' || side >= 'a' && side <= 'z' || side == '.'
}

// Crypto is an amount of coins with the coin: every digit that counts, and never
// grouped.
func (l Language) Crypto(a decimal.Decimal, t kubepay.Token) string {
	text := strings.Replace(CoinDigits(a, t), ".", l.by().mark, 1)
	if t == "" {
		return text
	}
	return text + l.blank() + string(t)
}

func (l Language) blank() string {
	if l.ascii {
		return " "
	}
	return blank
}

// grouped writes plain digits by the language's habits.
func (l Language) grouped(digits string) string {
	h := l.by()
	if l.ascii && h.group == blank {
		h.group = " "
	}
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	for i, digit := range whole {
		left := len(whole) - i
		if i > 0 && left >= h.near && (left-h.near)%h.far == 0 && len(whole) >= h.near+h.least {
			b.WriteString(h.group)
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString(h.mark + fraction)
	}
	return sign + b.String()
}

// Decimals that are always written of a coin's amount.
const (
	satoshiPlaces = 8 // of Bitcoin and the coins that descend from it
	otherPlaces   = 2
)

// CoinDigits is an amount of coins in plain digits with a point: every digit that
// counts, and as many decimals as make amounts of one coin line up.
func CoinDigits(a decimal.Decimal, t kubepay.Token) string {
	least := int32(otherPlaces)
	if coin, ok := payuri.Lookup(t); ok && coin.Decimals == satoshiPlaces {
		least = satoshiPlaces
	}
	return a.StringFixed(max(least, places(a)))
}

// places is how many decimals of a are not trailing zeros.
func places(a decimal.Decimal) int32 {
	_, fraction, _ := strings.Cut(a.String(), ".")
	return int32(len(strings.TrimRight(fraction, "0")))
}
