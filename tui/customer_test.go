package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	frames "paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/words"
)

// scene is what becomes of a payment while the customer looks.
type scene struct {
	name  string
	makes func(*kubepay.Intent)
	later time.Duration // after the last look
	gone  bool          // it was taken off the list
	code  bool          // there is one to scan
	says  []words.Key
}

// scenes are all that the customer can come to see.
var scenes = []scene{
	{name: "to pay", code: true, says: []words.Key{words.ToPay, words.TimeLeft}, makes: becomes(kubepay.Pending, 0)},
	{name: "to pay the rest", code: true, says: []words.Key{words.LeftToPay, words.ReceivedOf, words.TimeLeft}, makes: becomes(kubepay.Partial, 10000)},
	{name: "over one network", code: true, says: []words.Key{words.ToPay, words.OnlyNetwork, words.EnterAmount}, makes: in("USDT_TRC20", "TN3W4H6rK2ce4vX9YnFQHwKENnHjoxb3m9")},
	{name: "over some network", code: true, says: []words.Key{words.ToPay, words.CheckNetwork, words.EnterAmount}, makes: in("ETH", "0x52908400098527886E0F7030069857D2E4169EE7")},
	{name: "with a tag", code: true, says: []words.Key{words.ToPay, words.TagNeeded, words.EnterAmount}, makes: in("XRP", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh")},
	{name: "with a memo", code: true, says: []words.Key{words.ToPay, words.MemoNeeded, words.EnterAmount}, makes: in("XLM", "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7")},
	{name: "in a coin that is not known", code: true, says: []words.Key{words.ToPay, words.CheckCoin, words.EnterAmount}, makes: in("WAT", "some-address")},
	{name: "paid", says: []words.Key{words.Thanks}, makes: becomes(kubepay.Paid, 41250)},
	{name: "overpaid", says: []words.Key{words.Thanks, words.TooMuch}, makes: becomes(kubepay.Paid, 50000)},
	{name: "expired", says: []words.Key{words.Expired, words.PaymentOver}, makes: becomes(kubepay.Expired, 0)},
	{name: "expired with a part", says: []words.Key{words.Expired, words.ReceivedSome, words.PaymentOver}, makes: becomes(kubepay.Expired, 10000)},
	{name: "failed", says: []words.Key{words.Failed, words.PaymentOver}, makes: becomes(kubepay.Failed, 0)},
	{name: "out of time", later: 16 * time.Minute, says: []words.Key{words.TimeIsUp, words.Checking}, makes: becomes(kubepay.Pending, 0)},
	{name: "out of date", later: 2 * time.Minute, says: []words.Key{words.OneMoment, words.NoConnection}, makes: becomes(kubepay.Pending, 0)},
	{name: "all there, not confirmed", says: []words.Key{words.Received, words.Confirming}, makes: becomes(kubepay.Partial, 41250)},
	{name: "without an address", says: []words.Key{words.OneMoment, words.NoAddress}, makes: in("BTC", "")},
	{name: "with a wrong address", says: []words.Key{words.DoNotPay, words.WrongAddress}, makes: in("BTC", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx")},
	{name: "no longer watched", gone: true, says: []words.Key{words.NotShown}},
}

func becomes(s kubepay.Status, satoshi int64) func(*kubepay.Intent) {
	return func(i *kubepay.Intent) {
		got := decimal.New(satoshi, -8)
		i.Status, i.Crypto.Captured = s, decimal.NewNullDecimal(got)
		i.Fiat.Captured = decimal.NewNullDecimal(got.Mul(decimal.New(60000, 0)))
	}
}

func in(token kubepay.Token, address kubepay.Address) func(*kubepay.Intent) {
	return func(i *kubepay.Intent) {
		becomes(kubepay.Pending, 0)(i)
		i.Token, i.PayAddress = token, address
	}
}

// play shows a scene to a customer.
func (c scene) play(t *testing.T, room size, all []words.Language) *stage {
	t.Helper()
	sold := someIntents(1)[0]
	if c.makes != nil {
		c.makes(&sold)
	}
	m := onStage(t, room, sold)
	m.opts.Languages = all
	m.customer.id = sold.ID
	if c.gone {
		m.customer.id = "another"
	}
	m.open(customerOverlay)
	m.Update(clockMsg(noon.Add(c.later)))
	return m
}

// read is the words on the screen, line by line.
func (m *stage) read() []string {
	return strings.Split(ansi.Strip(m.View().Content), "\n")
}

// lacks is the first part of a sentence that is not whole on a line of the screen,
// after what stands before it. A sentence in Japanese is looked for as it flows.
func lacks(shown []string, sentence string) string {
	var all []string
	for _, line := range shown {
		all = append(all, strings.Fields(strings.Map(func(r rune) rune {
			if strings.ContainsRune("▀▄█▌▐", r) {
				return ' '
			}
			return r
		}, line))...)
	}
	if flowing := strings.Join(all, ""); strings.ContainsAny(sentence, "。いす") {
		if strings.Contains(flowing, strings.Join(strings.Fields(sentence), "")) {
			return ""
		}
		return sentence
	}
	for word := range strings.FieldsSeq(sentence) {
		at := slices.Index(all, word)
		if at < 0 {
			return word
		}
		all = all[at+1:]
	}
	return ""
}

func TestTheCustomerReadsEverySentenceWhole(t *testing.T) {
	t.Parallel()
	all, err := words.Parse(strings.Join(words.Tags(), ","))
	if err != nil {
		t.Fatal(err)
	}
	money := func(l words.Language, text string) string {
		return l.Fiat(decimal.RequireFromString(text), "EUR")
	}
	for _, room := range []size{{80, 24}, {40, 60}} {
		for _, c := range scenes {
			for _, l := range all {
				m := c.play(t, room, []words.Language{l})
				shown := m.read()
				for _, k := range c.says {
					said := map[words.Key]string{
						words.TimeLeft:   l.Say(words.TimeLeft, l.Left(15*time.Minute-c.later)),
						words.ReceivedOf: l.Say(words.ReceivedOf, money(l, "6"), money(l, "25")), words.ReceivedSome: l.Say(words.ReceivedSome, money(l, "6"), money(l, "25")),
						words.Received: l.Say(words.Received, money(l, "24.75")), words.TooMuch: l.Say(words.TooMuch, money(l, "5")),
						words.OnlyNetwork: l.Say(words.OnlyNetwork, "TRON"),
					}[k]
					if said == "" {
						said = l.Say(k)
					}
					if missed := lacks(shown, said); missed != "" {
						t.Errorf("%s, %s, %dx%d: %q is not whole on\n%s", l.Tag(), c.name, room.width, room.height, missed, strings.Join(shown, "\n"))
					}
				}
				for _, line := range shown {
					if ansi.StringWidth(line) != room.width || strings.Contains(line, "…") {
						t.Errorf("%s, %s, %dx%d: the line %q is cut or not as wide as the screen", l.Tag(), c.name, room.width, room.height, line)
					}
				}
			}
		}
	}
}

// While languages take turns, the code, the figures and the bar stay where they are,
// and so does every line: only its words change.
func TestNothingMovesWhileLanguagesTakeTurns(t *testing.T) {
	t.Parallel()
	all, err := words.Parse(strings.Join(words.Tags(), ","))
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range []size{{80, 24}, {40, 60}, {200, 60}} {
		for _, c := range scenes {
			m := c.play(t, room, all)
			if c.says[0] == words.Thanks {
				continue // a word in large figures is another in each language
			}
			var first []string
			heard := map[string]bool{}
			for i := range all {
				m.customer.speech = speechAt(all, noon.Add(time.Duration(i)*6*time.Second), false)
				lines := m.customer.render(&m.theme, m.list.Get(m.customer.id), moment{noon.Add(c.later), noon.Add(c.later)})
				shown := strings.Join(lines, "\n")
				heard[ansi.Strip(shown)] = true
				still := m.still(shown)
				if first == nil {
					first = still
				}
				for y := range still {
					if first[y] != still[y] {
						t.Errorf("%s, %dx%d: line %d was %q and is %q in\n%s", c.name, room.width, room.height, y, first[y], still[y], ansi.Strip(shown))
					}
				}
			}
			if len(heard) != len(all) {
				t.Errorf("%s, %dx%d: %d screens in %d languages", c.name, room.width, room.height, len(heard), len(all))
			}
			if _, err := scan.Code(frames.Parse(m.View().Content, room.width, room.height), frames.Dark); (err == nil) != c.code {
				t.Errorf("%s, %dx%d: scanned %v from\n%s", c.name, room.width, room.height, err, strings.Join(m.read(), "\n"))
			}
		}
	}
}

// still is what no language changes of each line: the drawing, and the amount of
// the coin.
func (m *stage) still(shown string) []string {
	var all []string
	for line := range strings.SplitSeq(ansi.Strip(shown), "\n") {
		drawn := strings.Map(func(r rune) rune {
			if strings.ContainsRune("▀▄█▰▱", r) {
				return r
			}
			return ' '
		}, line)
		if i := strings.Index(line, "0.000"); i >= 0 {
			drawn = line
		}
		all = append(all, strings.TrimRight(drawn, " "))
	}
	return all
}

// On the least screen that shows anything, and on odd ones, nothing stands out.
func TestTheCustomersViewKeepsToAnyScreen(t *testing.T) {
	t.Parallel()
	all, err := words.Parse("ja,pl,de,fr")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range []size{{leastWidth, leastHeight}, {20, 40}, {26, 12}, {60, 8}, {300, 9}} {
		for _, c := range scenes {
			m := c.play(t, room, all)
			for i := range all {
				m.customer.speech = speechAt(all, noon.Add(time.Duration(i)*6*time.Second), i == 2)
				m.customer.size = room
				lines := m.customer.render(&m.theme, m.list.Get(m.customer.id), moment{noon.Add(c.later), noon.Add(c.later)})
				if len(lines) != room.height {
					t.Errorf("%s, %dx%d: %d lines", c.name, room.width, room.height, len(lines))
				}
				for _, line := range lines {
					if width := ansi.StringWidth(line); width != room.width {
						t.Errorf("%s, %dx%d: %q is %d cells wide", c.name, room.width, room.height, ansi.Strip(line), width)
					}
				}
			}
		}
	}
}
