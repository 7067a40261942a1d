package qr_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/tui/qr"
)

// What paywatch asks for in every coin it knows is read back from the screen, in
// each form and at each size that a pane can make it take.
func TestEveryCoinIsRead(t *testing.T) {
	for _, token := range []kubepay.Token{
		"BTC", "LTC", "DOGE", "DASH", "BCH", "ZEC", "XMR", "SOL", "ETH", "TRX", "XRP", "XLM",
		"USDT", "USDT_TRC20", "USDC", "USDC_SOL", "DAI", "EURC", "PYUSD", "BUSD", "TUSD",
	} {
		t.Run(string(token), func(t *testing.T) {
			coin, known := payuri.Lookup(token)
			if !known {
				t.Fatal("the coin is not known")
			}
			asked := payuri.For(kubepay.Intent{
				Status: kubepay.Pending, Token: token, PayAddress: coin.FromSeed("a customer"),
				Crypto: kubepay.Amount{
					Total:    decimal.NewNullDecimal(decimal.New(1234567891, -coin.Decimals)),
					Captured: decimal.NewNullDecimal(decimal.Zero),
				},
			})
			if asked.Bare == "" {
				t.Fatalf("nothing to scan: %v", asked.NoCode)
			}
			var codes qr.Codes
			drawn := map[[3]int]bool{}
			for _, payload := range []qr.Payload{
				{URI: asked.URI, UpperURI: asked.UpperURI, Bare: asked.Bare},
				{Bare: asked.Bare},
			} {
				for rows := 12; rows <= 40; rows++ {
					code, _ := codes.Fit(payload, 80, rows, qr.HalfBlocks)
					look := [3]int{int(code.Kind), int(code.Level), code.Quiet}
					if !code.Empty() && !drawn[look] {
						drawn[look] = true
						mustRead(t, code)
					}
				}
			}
			if len(drawn) < 3 {
				t.Errorf("only %d looks at all sizes: %v", len(drawn), drawn)
			}
		})
	}
}
