package kubepay_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

var expiry = time.Date(2026, 3, 1, 10, 15, 0, 0, time.UTC)

// look is a look at a payment of 25 EUR or 4 BTC, changed by edit.
func look(edits ...func(*kubepay.Intent)) kubepay.Intent {
	in := kubepay.Intent{
		ID: "p1", Status: kubepay.Pending, Token: "BTC", Currency: "EUR", ExpiresAt: expiry, PayAddress: "bc1first",
		Fiat:         kubepay.Amount{Total: known("25"), Captured: known("0")},
		Crypto:       kubepay.Amount{Total: known("4"), Captured: known("0")},
		Transactions: []kubepay.Transaction{},
	}
	for _, edit := range edits {
		edit(&in)
	}
	return in
}

type edit = func(*kubepay.Intent)

func status(s kubepay.Status) edit { return func(in *kubepay.Intent) { in.Status = s } }
func captured(s string) edit       { return func(in *kubepay.Intent) { in.Crypto.Captured = known(s) } }
func address(a kubepay.Address) edit {
	return func(in *kubepay.Intent) { in.PayAddress = a }
}
func expires(at time.Time) edit { return func(in *kubepay.Intent) { in.ExpiresAt = at } }

// tx adds a transaction, at minutes from the expiry.
func tx(id kubepay.TxID, received string, minutes int) edit {
	return func(in *kubepay.Intent) {
		in.Transactions = append(in.Transactions, kubepay.Transaction{
			ID: id, Received: decimal.RequireFromString(received), CreatedAt: expiry.Add(time.Duration(minutes) * time.Minute),
		})
	}
}

func public(in *kubepay.Intent)      { in.Metadata, in.Transactions = nil, nil }
func onlyFiat(in *kubepay.Intent)    { in.Crypto = kubepay.Amount{} }
func noAmounts(in *kubepay.Intent)   { in.Crypto, in.Fiat = kubepay.Amount{}, kubepay.Amount{} }
func inDollars(in *kubepay.Intent)   { in.Currency = "USD" }
func thirtyEuros(in *kubepay.Intent) { in.Fiat.Total = known("30.00") }
func sameEuros(in *kubepay.Intent)   { in.Fiat.Total = known("25.000") }
func fiveBTC(in *kubepay.Intent)     { in.Crypto.Total = known("5") }
func capturedTen(in *kubepay.Intent) { in.Fiat.Captured = known("10.00") }
func unknownPaid(in *kubepay.Intent) { in.Crypto.Captured = decimal.NullDecimal{} }

func TestChanges(t *testing.T) {
	type list = []kubepay.Change
	p := func(in kubepay.Intent) *kubepay.Intent { return &in }
	for name, c := range map[string]struct {
		before *kubepay.Intent
		after  kubepay.Intent
		want   list
	}{
		"the first look": {nil, look(captured("1"), tx("a", "1", -5)), list{{Kind: kubepay.FirstSeen, To: "pending"}}},
		"the first look, when all is over": {
			nil, look(status(kubepay.Paid), captured("4.5"), tx("a", "4", -5), tx("b", "0.5", 5)),
			list{
				{Kind: kubepay.FirstSeen, To: "paid"},
				{Kind: kubepay.Overpaid, To: "0.5", Unit: "BTC"},
				{Kind: kubepay.Late, To: "0.5", Unit: "BTC", TxID: "b"},
			},
		},
		"nothing":                  {p(look()), look(), nil},
		"the same in other digits": {p(look()), look(sameEuros, expires(expiry.In(time.FixedZone("", 3600)))), nil},
		"money comes": {
			p(look()), look(status(kubepay.Partial), captured("1.50"), tx("a", "1.50", -5)),
			list{
				{Kind: kubepay.StatusChanged, From: "pending", To: "partial"},
				{Kind: kubepay.Captured, From: "0", To: "1.5", Unit: "BTC"},
				{Kind: kubepay.NewTx, To: "1.5", Unit: "BTC", TxID: "a"},
			},
		},
		"money comes, in fiat only": {
			p(look(onlyFiat)), look(onlyFiat, capturedTen), list{{Kind: kubepay.Captured, From: "0", To: "10", Unit: "EUR"}},
		},
		"how much came becomes known":     {p(look(unknownPaid)), look(captured("1")), list{{Kind: kubepay.Captured, To: "1", Unit: "BTC"}}},
		"that nothing came becomes known": {p(look(noAmounts)), look(), nil},
		"amounts are left out":            {p(look(captured("1"))), look(noAmounts), nil},
		"an unknown status": {
			p(look()), look(status("on_hold")), list{{Kind: kubepay.StatusChanged, From: "pending", To: "on_hold"}},
		},
		"paid is taken back": {
			p(look(status(kubepay.Paid), captured("4"))), look(status(kubepay.Partial), captured("3")),
			list{
				{Kind: kubepay.StatusChanged, From: "paid", To: "partial"},
				{Kind: kubepay.WentBack, From: "paid", To: "partial"},
				{Kind: kubepay.WentBack, From: "4", To: "3", Unit: "BTC"},
			},
		},
		"partial is taken back": {
			p(look(status(kubepay.Partial), captured("1"), tx("a", "1", -5))), look(),
			list{
				{Kind: kubepay.StatusChanged, From: "partial", To: "pending"},
				{Kind: kubepay.WentBack, From: "partial", To: "pending"},
				{Kind: kubepay.WentBack, From: "1", To: "0", Unit: "BTC"},
			},
		},
		"paid, then failed": {
			p(look(status(kubepay.Paid))), look(status(kubepay.Failed)),
			list{{Kind: kubepay.StatusChanged, From: "paid", To: "failed"}, {Kind: kubepay.WentBack, From: "paid", To: "failed"}},
		},
		"expired, then paid": {
			p(look(status(kubepay.Expired), captured("1"))), look(status(kubepay.Paid), captured("4"), tx("b", "3", 5)),
			list{
				{Kind: kubepay.StatusChanged, From: "expired", To: "paid"},
				{Kind: kubepay.Captured, From: "1", To: "4", Unit: "BTC"},
				{Kind: kubepay.NewTx, To: "3", Unit: "BTC", TxID: "b"},
				{Kind: kubepay.Late, To: "3", Unit: "BTC", TxID: "b"},
			},
		},
		"late, seen publicly": {
			p(look(status(kubepay.Expired), public)), look(status(kubepay.Expired), public, captured("1")),
			list{{Kind: kubepay.Captured, From: "0", To: "1", Unit: "BTC"}, {Kind: kubepay.Late, To: "1", Unit: "BTC"}},
		},
		"late, in two": {
			p(look()), look(tx("a", "1", 1), tx("b", "2", 2)),
			list{
				{Kind: kubepay.NewTx, To: "1", Unit: "BTC", TxID: "a"},
				{Kind: kubepay.NewTx, To: "2", Unit: "BTC", TxID: "b"},
				{Kind: kubepay.Late, To: "3", Unit: "BTC"},
			},
		},
		"overpaid, and more": {
			p(look(captured("4.5"))), look(captured("5")),
			list{{Kind: kubepay.Captured, From: "4.5", To: "5", Unit: "BTC"}, {Kind: kubepay.Overpaid, To: "1", Unit: "BTC"}},
		},
		"overpaid as before": {p(look(captured("5"))), look(captured("5"), capturedTen), nil},
		"a look without its transactions": {
			p(look(captured("1"), tx("a", "1", -5))), look(captured("1"), public), nil,
		},
		"transactions back after public looks": {
			p(look(captured("1"), public)), look(captured("1"), tx("a", "1", -5)), nil,
		},
		"transactions back, in fiat only": {
			p(look(onlyFiat, capturedTen, public)), look(onlyFiat, capturedTen, tx("a", "1", -5)), nil,
		},
		"the first transaction, where none were listed": {
			p(look(public)), look(captured("1"), tx("a", "1", -5)),
			list{{Kind: kubepay.Captured, From: "0", To: "1", Unit: "BTC"}, {Kind: kubepay.NewTx, To: "1", Unit: "BTC", TxID: "a"}},
		},
		"a transaction is gone from the chain": {
			p(look(captured("1"), tx("a", "1", -5))), look(captured("1")),
			list{{Kind: kubepay.WentBack, From: "1", To: "0", Unit: "BTC", TxID: "a"}},
		},
		"a transaction pays twice": {
			p(look(tx("a", "1", -5))), look(tx("a", "1", -5), tx("a", "2", -5)),
			list{{Kind: kubepay.NewTx, To: "2", Unit: "BTC", TxID: "a"}},
		},
		"the address moves": {
			p(look()), look(address("bc1second")), list{{Kind: kubepay.AddressMoved, From: "bc1first", To: "bc1second"}},
		},
		"the address moves by one capital": {
			p(look()), look(address("bc1First")), list{{Kind: kubepay.AddressMoved, From: "bc1first", To: "bc1First"}},
		},
		"the address appears": {p(look(address(""))), look(), nil},
		"the address is gone": {p(look()), look(address("")), list{{Kind: kubepay.AddressMoved, From: "bc1first"}}},
		"the address is gone when it is over": {
			p(look(status(kubepay.Paid))), look(status(kubepay.Paid), address("")), nil,
		},
		"the expiry moves": {
			p(look()), look(expires(expiry.Add(time.Hour))),
			list{{Kind: kubepay.ExpiryMoved, From: "2026-03-01T10:15:00Z", To: "2026-03-01T11:15:00Z"}},
		},
		"the expiry appears": {p(look(expires(time.Time{}))), look(), nil},
		"the totals change": {
			p(look()), look(thirtyEuros, fiveBTC),
			list{{Kind: kubepay.TotalChanged, From: "25", To: "30", Unit: "EUR"}, {Kind: kubepay.TotalChanged, From: "4", To: "5", Unit: "BTC"}},
		},
		"euros become dollars": {p(look()), look(inDollars), list{{Kind: kubepay.TotalChanged, From: "25 EUR", To: "25 USD"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := kubepay.Changes(c.before, c.after)
			for i := range got {
				if got[i].ID != "p1" {
					t.Errorf("%v does not name the payment", got[i])
				}
				got[i].ID = ""
			}
			if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAPublicLookKeepsWhatAFullOneSaw(t *testing.T) {
	full := look(tx("a", "1", -5), func(in *kubepay.Intent) { in.Metadata = []kubepay.Field{{Key: "order", Value: "7"}} })
	seen := look(public, captured("1")).Keep(full)
	if seen.Title() != "7" || len(seen.Transactions) != 1 || !seen.Crypto.Captured.Decimal.IsPositive() {
		t.Errorf("kept %+v", seen)
	}
	if emptied := look().Keep(full); len(emptied.Transactions) != 0 {
		t.Errorf("an empty list is overruled: %+v", emptied.Transactions)
	}
}

func FuzzChanges(f *testing.F) {
	f.Add([]byte(partial), []byte(usual))
	f.Add([]byte(with(`"amount_crypto": "1", "partial_amount": "3"`)), []byte(with(`"transactions": [{"received_amount": 1}]`)))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		before, err := read(string(first))
		if err != nil {
			return
		}
		after, err := read(string(second))
		if err != nil {
			return
		}
		for name, same := range map[string]kubepay.Intent{"first": before, "second": after} {
			if got := kubepay.Changes(&same, same); len(got) != 0 {
				t.Errorf("the %s look changes against itself: %v", name, got)
			}
		}
		told := map[kubepay.Change]int{}
		for i, c := range kubepay.Changes(nil, after) {
			if (c.Kind == kubepay.FirstSeen) != (i == 0) {
				t.Errorf("change %d of a first look is %v", i, c)
			}
		}
		for _, c := range kubepay.Changes(&before, after) {
			if c.Kind == kubepay.FirstSeen {
				t.Errorf("the second look is told as the first: %v", c)
			}
			if told[c]++; c.Kind != kubepay.NewTx && c.Kind != kubepay.WentBack && told[c] > 1 {
				t.Errorf("told twice: %v", c)
			}
		}
	})
}
