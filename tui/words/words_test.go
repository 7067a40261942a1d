package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
)

// languages are all there are words in.
func languages(t *testing.T) []Language {
	t.Helper()
	all, err := Parse(strings.Join(Tags(), ","))
	if err != nil || len(all) != len(spoken) {
		t.Fatalf("there are %v, %v", all, err)
	}
	return all
}

var verb = regexp.MustCompile(`%(\[\d\])?(.)`)

// arguments are what a sentence takes, in the order of its arguments.
func arguments(sentence string) []string {
	var all []string
	for i, found := range verb.FindAllStringSubmatch(sentence, -1) {
		place := found[1]
		if place == "" {
			place = fmt.Sprintf("[%d]", i+1)
		}
		all = append(all, place+found[2])
	}
	slices.Sort(all)
	return all
}

func TestEverySentenceIsThereInEveryLanguage(t *testing.T) {
	for _, l := range languages(t) {
		for _, k := range Keys() {
			said, want := spoken[l.words].says[k], english[k]
			if said == "" {
				t.Errorf("%s has nothing to say for %q", l.Tag(), want)
			}
			if got := arguments(said); !slices.Equal(got, arguments(want)) {
				t.Errorf("%s: %q takes %v, and %q takes %v", l.Tag(), said, got, want, arguments(want))
			}
			if said == want && l != (Language{}) && k != InTurn {
				t.Errorf("%s says %q in English", l.Tag(), said)
			}
			if clean := kubepay.Clean(said, 1000); strings.ReplaceAll(clean, blank, " ") != strings.ReplaceAll(said, blank, " ") || strings.TrimSpace(said) != said {
				t.Errorf("%s: %q is not clean text", l.Tag(), said)
			}
			if ansi.StringWidth(said) != ansi.StringWidthWc(said) {
				t.Errorf("%s: terminals differ on the width of %q", l.Tag(), said)
			}
		}
	}
}

// A column beside the code is as narrow as this.
const narrow = 18

func TestWordsAreShortEnoughForANarrowScreen(t *testing.T) {
	for _, l := range languages(t) {
		for _, k := range Keys() {
			for word := range strings.FieldsSeq(verb.ReplaceAllString(spoken[l.words].says[k], "")) {
				for _, phrase := range phrases(word) {
					if ansi.StringWidth(phrase) > narrow {
						t.Errorf("%s: %q is %d cells wide", l.Tag(), phrase, ansi.StringWidth(phrase))
					}
				}
			}
		}
		if said := l.Say(TimeLeft, "1:07:12"); ansi.StringWidth(said) > narrow { // it stands there even where there is little room
			t.Errorf("%s: %q is %d cells wide", l.Tag(), said, ansi.StringWidth(said))
		}
	}
}

func TestWhatIsToBeHeededIsSaid(t *testing.T) {
	for _, l := range languages(t) {
		for _, token := range []string{"BTC", "ETH", "XRP", "XLM", "USDT", "USDC.XLM", "USDT_TRC20"} {
			coin, _ := payuri.Lookup(kubepay.Token(token))
			r := payuri.Request{Coin: coin, Known: true, Heeds: coin.Heeds}
			said := l.Heeds(r)
			if len(said) != len(coin.Heeds) {
				t.Errorf("%s, %s: says %q of %q", l.Tag(), token, said, coin.Heeds)
			}
			for i, h := range coin.Heeds {
				if h == payuri.OnlyNetwork && !strings.Contains(said[i], coin.Network) || said[i] == l.Say(Welcome) {
					t.Errorf("%s, %s: says %q of %q", l.Tag(), token, said[i], h)
				}
			}
		}
		if said := l.Heeds(payuri.Request{}); len(said) != 1 || said[0] != l.Say(CheckCoin) {
			t.Errorf("%s: says %q of a coin that is not known", l.Tag(), said)
		}
	}
}

// Words change from one language to the next, and nothing else does.
func TestLanguagesTakeTurns(t *testing.T) {
	both, err := Parse("es,en")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Unix(1_800_000_000, 0)
	var heard []string
	for at := start; at.Before(start.Add(4 * turn)); at = at.Add(time.Second) {
		l := Turn(both, at)
		if said := l.Say(Thanks); len(heard) == 0 || heard[len(heard)-1] != said {
			heard = append(heard, said)
		}
		if paid := l.Fiat(amount("1234.5"), "EUR"); paid != "1234,50"+blank+"€" {
			t.Errorf("in %s the amount is %q", l.Tag(), paid)
		}
		if coins := l.Crypto(amount("0.5"), "BTC"); coins != "0,50000000"+blank+"BTC" {
			t.Errorf("in %s the coins are %q", l.Tag(), coins)
		}
	}
	if want := []string{"Gracias", "Thank you", "Gracias", "Thank you"}; !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
	if alone := Turn(nil, start); alone != (Language{}) || len(Voices(nil)) != 1 {
		t.Errorf("without a language %q is spoken", alone.Tag())
	}
}

func TestTimesByEachLanguage(t *testing.T) {
	afternoon := time.Date(2026, 11, 26, 16, 42, 59, 0, time.UTC)
	for tag, want := range map[string][2]string{
		"en": {"4:42 pm", "3 d 4 h"}, "en-GB": {"16:42", "3 d 4 h"}, "es": {"16:42", "3 d 4 h"}, "es-CO": {"4:42 p. m.", "3 d 4 h"},
		"de": {"16:42", "3 T 4 Std"}, "fr": {"16:42", "3 j 4 h"}, "nl": {"16:42", "3 d 4 u"}, "ja": {"16:42", "3日4時間"},
	} {
		l := in(t, tag)
		if got := [2]string{plain(l.Clock(afternoon)), l.Left(76*time.Hour + time.Minute)}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	if got := in(t, "en").Clock(afternoon.Add(-12 * time.Hour)); plain(got) != "4:42 am" {
		t.Errorf("in the morning it is %q", got)
	}
	for d, want := range map[time.Duration]string{
		15 * time.Minute: "15:00", 432 * time.Second: "7:12", 431*time.Second + 1: "7:12", time.Millisecond: "0:01", 0: "0:00", -time.Hour: "0:00",
		time.Hour + 432*time.Second: "1:07:12",
	} {
		if got := in(t, "pl").Left(d); got != want {
			t.Errorf("%v left is %q, want %q", d, got, want)
		}
	}
}

func in(t *testing.T, tag string) Language {
	t.Helper()
	l, err := Parse(tag)
	if err != nil || len(l) != 1 {
		t.Fatal(tag, err)
	}
	return l[0]
}

// plain is a text with common blanks.
func plain(s string) string { return strings.ReplaceAll(s, blank, " ") }
