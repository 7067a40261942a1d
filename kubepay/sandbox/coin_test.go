package sandbox_test

import (
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/sandbox"
)

var coins = []kubepay.Token{
	"BTC", "LTC", "DOGE", "DASH", "BCH", "ZEC", "XMR", "SOL", "ETH", "TRX", "XRP", "XLM", "USDT", "USDC", "USDT_TRC20",
}

// Before and after it moves, the address of every coin can be scanned, and is no
// other payment's.
func TestAddressesPassTheirChecksAndAreNobodysTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		c := client(t, g)
		ids := map[kubepay.Token]kubepay.ID{}
		for _, token := range coins {
			id, err := g.Create(kubepay.Sale{AmountFiat: "25.08", Token: token, Currency: "EUR"})
			if err != nil {
				t.Fatal(err)
			}
			ids[token] = id
		}
		seen := map[kubepay.Address]bool{}
		for range 2 {
			for token, id := range ids {
				in := retrieve(t, c, id)
				if r := payuri.For(in); r.Check != payuri.Checked && r.Check != payuri.NoChecksum || r.Default() == "" {
					t.Errorf("%s: %q is %s", token, in.PayAddress, r.Check)
				}
				if !in.Crypto.Total.Decimal.IsPositive() {
					t.Errorf("%s: nothing to pay", token)
				}
				if seen[in.PayAddress] {
					t.Errorf("%s: %q for a second time", token, in.PayAddress)
				}
				seen[in.PayAddress] = true
			}
			time.Sleep(4 * time.Minute) // the addresses move
		}
	})
}

func TestATokenThatNobodyKnowsCanBePaidIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id, err := g.Create(kubepay.Sale{AmountFiat: "25.01", Token: "KUBE", Currency: "EUR"})
		if err != nil {
			t.Fatal(err)
		}
		in := retrieve(t, client(t, g), id)
		if in.Status != kubepay.Paid || in.PayAddress == "" || in.Crypto.Total.Decimal.String() != "25.01" {
			t.Errorf("got %+v, want 25.01 of it paid", in)
		}
	})
}
