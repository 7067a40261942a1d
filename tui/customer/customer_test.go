package customer

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/theme"
	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// met is what a customer can come to see.
type met struct {
	name string
	sale Sale
	code bool // there is one to scan
	says []words.Key
}

// becomes is a sale of 25.00 EUR as it is, or became, with so much of it there.
func becomes(s kubepay.Status, euro string, changes ...func(*Sale)) Sale {
	got := decimal.RequireFromString(euro)
	amount := func(total, captured string) kubepay.Amount {
		return kubepay.Amount{
			Total: decimal.NewNullDecimal(decimal.RequireFromString(total)), Captured: decimal.NewNullDecimal(decimal.RequireFromString(captured)),
		}
	}
	in := kubepay.Intent{
		Status: s, Token: "BTC", Currency: "EUR", PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		Fiat: amount("25", euro), Crypto: amount("0.00041250", got.Mul(decimal.New(165, -7)).String()),
		CreatedAt: noon, ExpiresAt: noon.Add(15 * time.Minute),
	}
	sale := Sale{Intent: &in, Fresh: true, Left: 14*time.Minute + 37*time.Second, Ends: true}
	for _, change := range changes {
		change(&sale)
	}
	return sale
}

func to(token kubepay.Token, address kubepay.Address) func(*Sale) {
	return func(s *Sale) { s.Intent.Token, s.Intent.PayAddress = token, address }
}

func lasts(life time.Duration) func(*Sale) {
	return func(s *Sale) { s.Intent.ExpiresAt, s.Left = noon.Add(life), life-time.Second }
}

// all that a customer can come to see.
var all = []met{
	{"to pay", becomes(kubepay.Pending, "0"), true, []words.Key{words.ToPay, words.TimeLeft}},
	{"to pay within days", becomes(kubepay.Pending, "0", lasts(73*time.Hour)), true, []words.Key{words.ToPay, words.TimeLeft}},
	{"to pay the rest", becomes(kubepay.Partial, "6"), true, []words.Key{words.LeftToPay, words.ReceivedOf, words.TimeLeft}},
	{"in turn", becomes(kubepay.Pending, "0", func(s *Sale) { s.Nth, s.Of = 2, 3 }), true, []words.Key{words.ToPay, words.InTurn, words.TimeLeft}},
	{"over one network", becomes(kubepay.Pending, "0", to("USDT_TRC20", "TN3W4H6rK2ce4vX9YnFQHwKENnHjoxb3m9")), true, []words.Key{words.ToPay, words.OnlyNetwork, words.EnterAmount}},
	{"over some network", becomes(kubepay.Pending, "0", to("ETH", "0x52908400098527886E0F7030069857D2E4169EE7")), true, []words.Key{words.ToPay, words.CheckNetwork, words.EnterAmount}},
	{"with a tag", becomes(kubepay.Pending, "0", to("XRP", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh")), true, []words.Key{words.ToPay, words.TagNeeded, words.EnterAmount}},
	{"with a memo", becomes(kubepay.Pending, "0", to("XLM", "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7")), true, []words.Key{words.ToPay, words.MemoNeeded, words.EnterAmount}},
	{"in a coin that is not known", becomes(kubepay.Pending, "0", to("WAT", "some-address")), true, []words.Key{words.ToPay, words.CheckCoin, words.EnterAmount}},
	{"the address alone", becomes(kubepay.Pending, "0", func(s *Sale) { s.Bare = true }), true, []words.Key{words.ToPay, words.EnterAmount}},
	{"paid", becomes(kubepay.Paid, "25", func(s *Sale) { s.Title = "☕ Flat white ×2 🥐" }), false, []words.Key{words.Paid, words.Thanks}},
	{"overpaid", becomes(kubepay.Paid, "30"), false, []words.Key{words.Paid, words.Thanks, words.TooMuch}},
	{"expired", becomes(kubepay.Expired, "0"), false, []words.Key{words.Expired, words.PaymentOver}},
	{"expired with a part", becomes(kubepay.Expired, "6"), false, []words.Key{words.Expired, words.ReceivedSome, words.PaymentOver}},
	{"failed", becomes(kubepay.Failed, "0"), false, []words.Key{words.Failed, words.PaymentOver}},
	{"out of time", becomes(kubepay.Pending, "0", func(s *Sale) { s.Left = -time.Second }), false, []words.Key{words.TimeIsUp, words.Checking}},
	{"out of date", becomes(kubepay.Pending, "0", func(s *Sale) { s.Fresh = false }), false, []words.Key{words.OneMoment, words.Checking}},
	{"without a gateway", becomes(kubepay.Pending, "0", func(s *Sale) { s.Fresh, s.Away = false, true }), false, []words.Key{words.OneMoment, words.NoConnection}},
	{"all there, not confirmed", becomes(kubepay.Partial, "25"), false, []words.Key{words.Received, words.Confirming}},
	{"without an address", becomes(kubepay.Pending, "0", to("BTC", "")), false, []words.Key{words.OneMoment, words.NoAddress}},
	{"with a wrong address", becomes(kubepay.Pending, "0", to("BTC", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx")), false, []words.Key{words.DoNotPay, words.WrongAddress}},
	{"not yet seen", Sale{}, false, []words.Key{words.OneMoment}},
	{"no longer watched", Sale{Gone: true}, false, []words.Key{words.NotShown}},
}

// sentence is what a sentence is for a scene.
func (m met) sentence(l words.Language, k words.Key) string {
	money := func(text string) string { return l.Fiat(decimal.RequireFromString(text), "EUR") }
	switch k {
	case words.TimeLeft:
		return l.Say(k, l.Left(m.sale.Left))
	case words.ReceivedOf, words.ReceivedSome:
		return l.Say(k, money("6"), money("25"))
	case words.Received:
		return l.Say(k, money("25"))
	case words.TooMuch:
		return l.Say(k, money("5"))
	case words.OnlyNetwork:
		return l.Say(k, "TRON")
	case words.InTurn:
		return l.Say(k, 2, 3)
	}
	return l.Say(k)
}

// rooms are screens of the display, and what of them the till leaves the customer.
var rooms = []struct {
	size
	who string
}{
	{size{80, 24}, "display"}, {size{120, 36}, "display"}, {size{200, 60}, "display"}, {size{40, 60}, "display"}, {size{101, 31}, "display"},
	{size{80, 23}, "till"}, {size{120, 35}, "till"}, {size{200, 59}, "till"}, {size{40, 59}, "till"},
}

func tenLanguages(t testing.TB) []words.Language {
	t.Helper()
	all, err := words.Parse(strings.Join(words.Tags(), ","))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var dark, plainly = theme.New(theme.Options{Name: theme.Dark}, true), theme.New(theme.Options{Name: theme.Plain, ASCII: true}, true)

// tellers are those of the display and of the till.
func tellers(languages ...words.Language) map[string]Teller {
	display := Teller{Theme: &dark, Languages: languages, Now: noon}
	till := display
	till.Remedy = "enlarge the window"
	return map[string]Teller{"display": display, "till": till}
}

// keeps wants lines that fill the screen to the cell, with nothing cut.
func keeps(t *testing.T, what string, lines []string, room size) {
	t.Helper()
	if len(lines) != room.height {
		t.Errorf("%s, %dx%d: %d lines", what, room.width, room.height, len(lines))
	}
	for _, line := range lines {
		if width := ansi.StringWidth(line); width != room.width || strings.Contains(line, "…") {
			t.Errorf("%s, %dx%d: the line %q is cut or %d cells wide", what, room.width, room.height, ansi.Strip(line), width)
		}
	}
}

func TestACustomerReadsEverySentenceWhole(t *testing.T) {
	t.Parallel()
	for _, room := range rooms {
		n, screen := tellers()[room.who], Screen{Codes: &qr.Codes{}}
		for _, m := range all {
			for _, l := range tenLanguages(t) {
				n.Languages = []words.Language{l}
				lines := screen.Draw(n.Sale(m.sale), room.width, room.height, nil)
				what := room.who + ", " + l.Tag() + ", " + m.name
				keeps(t, what, lines, room.size)
				seen := look(lines)
				for _, k := range m.says {
					if said := m.sentence(l, k); !seen.reads(said) {
						t.Errorf("%s, %dx%d: %q is not whole on\n%s", what, room.width, room.height, said, ansi.Strip(strings.Join(lines, "\n")))
					}
				}
			}
		}
	}
}

// A customer reads the coin's own name, and of its network once.
func TestACoinIsCalledByItsName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		token kubepay.Token
		to    kubepay.Address
		says  string
		lacks []string
	}{
		{"USDT_TRC20", "TN3W4H6rK2ce4vX9YnFQHwKENnHjoxb3m9", "USDT\nSend over TRON only.", []string{"TRC20"}},
		{"ETH", "0x52908400098527886E0F7030069857D2E4169EE7", "ETH\nPlease ask at the till which network to use.", []string{"Ethereum"}},
		{"BTC", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "BTC\nBitcoin", nil},
		{"WAT_9", "some-address", "WAT_9", nil},
	} {
		text := tellers()["display"].Sale(becomes(kubepay.Pending, "0", to(c.token, c.to))).Text()
		text = strings.ReplaceAll(text, "\n\n", "\n")
		if !strings.Contains(text, c.says) || slices.ContainsFunc(c.lacks, func(lack string) bool { return strings.Contains(text, lack) }) {
			t.Errorf("%s: a customer reads\n%s", c.token, text)
		}
	}
}

// While languages take turns and the time passes, the code stays where it is and as
// large, and so do the amounts.
func TestNothingMoves(t *testing.T) {
	t.Parallel()
	languages := tenLanguages(t)
	for _, room := range rooms {
		n, screen := tellers(languages...)[room.who], Screen{Codes: &qr.Codes{}}
		for _, m := range all {
			what := room.who + ", " + m.name
			var first []string
			heard := map[string]bool{}
			for i := range languages {
				n.Now = noon.Add(time.Duration(i) * 6 * time.Second)
				for _, left := range m.times(i) {
					sale := m.sale
					sale.Left = left
					if i == 1 {
						screen = Screen{Codes: screen.Codes} // as one that was just turned on lays it out
					}
					lines := screen.Draw(n.Sale(sale), room.width, room.height, nil)
					if left == m.sale.Left {
						heard[ansi.Strip(strings.Join(lines, "\n"))] = true
					}
					still := still(lines)
					if first == nil {
						first = still
					}
					for y := range still {
						if first[y] != still[y] {
							t.Fatalf("%s, %dx%d: with %s left line %d was %q and is %q in\n%s", what, room.width, room.height, left, y, first[y], still[y], ansi.Strip(strings.Join(lines, "\n")))
						}
					}
				}
			}
			if len(heard) != len(languages) {
				t.Errorf("%s, %dx%d: %d screens in %d languages", what, room.width, room.height, len(heard), len(languages))
			}
			shown := strings.Join(screen.Draw(n.Sale(m.sale), room.width, room.height, nil), "\n")
			if !m.code {
				if strings.Contains(shown, codeBegins) {
					t.Errorf("%s, %dx%d: there is a code on\n%s", what, room.width, room.height, ansi.Strip(shown))
				}
				continue
			}
			if _, err := scan.Code(frame.Parse(shown, room.width, room.height), frame.Dark); err != nil {
				t.Errorf("%s, %dx%d: scanned %v from\n%s", what, room.width, room.height, err, ansi.Strip(shown))
			}
		}
	}
}

// times are some that a sale comes to have left, in the first two of the languages.
func (m met) times(language int) []time.Duration {
	all := []time.Duration{m.sale.Left}
	if m.code && language < 2 {
		for _, left := range []time.Duration{50 * time.Hour, 9*time.Hour + 1, 10 * time.Minute, 599 * time.Second, 8 * time.Second} {
			if left < m.sale.Left {
				all = append(all, left)
			}
		}
	}
	return all
}

// A line of a code begins and ends with these.
const codeBegins, codeEnds = "\x1b[0;38;5;16;48;5;231m", "\x1b[m"

// still is what neither languages nor times change of each line: the code, the
// progress and the amount of the coin.
func still(lines []string) []string {
	var all []string
	for _, line := range lines {
		plain := ansi.Strip(line)
		kept := ""
		if before, code, ok := strings.Cut(line, codeBegins); ok {
			code, _, _ = strings.Cut(code, codeEnds)
			kept = strings.Repeat(" ", ansi.StringWidth(before)) + code
		}
		if i := strings.IndexAny(plain, "▰▱"); i >= 0 {
			kept += plain[:i] + "▰"
		}
		if i := strings.Index(plain, "0.000"); i >= 0 {
			kept += strings.Repeat(" ", ansi.StringWidth(plain[:i])) + "0.000"
		}
		all = append(all, kept)
	}
	return all
}
