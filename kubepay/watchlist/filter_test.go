package watchlist_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

func TestFilter(t *testing.T) {
	l := newTill(t, "unseen-1", "f00", "e00", "d00", "c00", "b00", "a00")
	l.sees(sale("a00", titled("Table 7"), total("1025.005", "EUR")))
	l.sees(sale("b00", titled("寿司セット 二人前"), status(kubepay.Partial)))
	l.sees(sale("c00", titled("Crêpe ÉTÉ"), status(kubepay.Paid), total("25", "USD")))
	l.sees(sale("d00", titled("Table 17"), status("On Hold")))
	l.sees(sale("e00", titled("🍜"), status(kubepay.Expired), func(in *kubepay.Intent) { in.Token, in.PayAddress = "LTC", "ltc1qw508d6" }))
	l.sees(sale("f00", titled("x"), status(kubepay.Failed)))
	for name, c := range map[string]struct {
		text string
		want []kubepay.ID
	}{
		"nothing":              {"", []kubepay.ID{"a00", "b00", "d00", "unseen-1", "c00", "e00", "f00"}},
		"blanks":               {"  \t ", []kubepay.ID{"a00", "b00", "d00", "unseen-1", "c00", "e00", "f00"}},
		"a word":               {"table", []kubepay.ID{"a00", "d00"}},
		"capitals":             {"TABLE", []kubepay.ID{"a00", "d00"}},
		"all of several words": {"17 table", []kubepay.ID{"d00"}},
		"no match":             {"table chair", nil},
		"part of a word":       {"abl", []kubepay.ID{"a00", "d00"}},
		"CJK":                  {"寿司", []kubepay.ID{"b00"}},
		"CJK, wide blank":      {"寿司\u3000二人", []kubepay.ID{"b00"}},
		"accents":              {"été", []kubepay.ID{"c00"}},
		"emoji":                {"🍜", []kubepay.ID{"e00"}},
		"id":                   {"D0", []kubepay.ID{"d00"}},
		"id of one not seen":   {"unseen", []kubepay.ID{"unseen-1"}},
		"coin":                 {"ltc", []kubepay.ID{"e00"}},
		"currency":             {"usd", []kubepay.ID{"c00"}},
		"address":              {"LTC1QW", []kubepay.ID{"e00"}},
		"amount":               {"1025.005", []kubepay.ID{"a00"}},
		"amount with decimals": {"25.00 usd", []kubepay.ID{"c00"}},
		"not across fields":    {"7btc", nil},
		"status":               {"status:partial", []kubepay.ID{"b00"}},
		"a status's beginning": {"status:pa", []kubepay.ID{"b00", "c00"}},
		"several statuses":     {"status:fail status:expired", []kubepay.ID{"e00", "f00"}},
		"an unknown status":    {"status:on", []kubepay.ID{"d00"}},
		"status in capitals":   {"STATUS:ON", []kubepay.ID{"d00"}},
		"status being typed":   {"status:", []kubepay.ID{"a00", "b00", "d00", "unseen-1", "c00", "e00", "f00"}},
		"status and word":      {"status:pending table", []kubepay.ID{"a00"}},
		"a status is no word":  {"partial", nil},
		"not a status's end":   {"status:artial", nil},
	} {
		t.Run(name, func(t *testing.T) {
			l.SetFilter(watchlist.ParseFilter(c.text))
			if diff := cmp.Diff(c.want, l.shown()); diff != "" {
				t.Error(diff)
			}
			if l.Total() != 7 {
				t.Errorf("%d on the list", l.Total())
			}
		})
	}
}

func TestPaymentsComeAndGoThroughAFilterAsTheyChange(t *testing.T) {
	l := newTill(t, "c", "b", "a")
	l.sees(sale("a", titled("Table 7")))
	l.sees(sale("b", titled("Table 8")))
	l.SetFilter(watchlist.ParseFilter("status:pending"))
	expect := func(want ...kubepay.ID) {
		t.Helper()
		if diff := cmp.Diff(want, l.shown()); diff != "" {
			t.Error(diff)
		}
	}
	expect("a", "b")
	l.sees(sale("c"))
	expect("a", "b", "c")
	l.sees(sale("b", status(kubepay.Paid)))
	expect("a", "c")
	if _, ok := l.Index("b", 0); ok {
		t.Error("the paid one still has a place")
	}
	taken := l.Remove("a")
	expect("c")
	l.SetFilter(watchlist.Filter{})
	expect("c", "b")
	l.Restore(taken)
	l.SetFilter(watchlist.ParseFilter("table"))
	expect("a", "c", "b")
	l.sees(sale("a", titled("Takeaway")))
	expect("c", "b")
}
