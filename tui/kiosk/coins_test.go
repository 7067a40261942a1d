package kiosk_test

import (
	"slices"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
)

// coins are one of each way to pay that paywatch knows.
var coins = []kubepay.Token{
	"BTC", "LTC", "DOGE", "DASH", "BCH", "ZEC", "XMR", "SOL", "ETH", "TRX", "XRP", "XLM", "USDT", "USDT_TRC20", "NOBODYSCOIN",
}

// A phone reads from the display, for every coin and at every size, what is to be
// paid; only the longest address finds no room on the narrowest.
func TestEveryCoinsCodeIsReadFromTheDisplay(t *testing.T) {
	tell(t, scenery{options: shop}, func(s *story) {
		for _, coin := range coins {
			id := s.sale("25.00 EUR "+string(coin), "expired")
			s.wait(1500 * time.Millisecond)
			answer, err := s.newClient("").RetrievePublic(s.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			in, err := answer.Intent()
			if err != nil {
				t.Fatal(err)
			}
			asked := payuri.For(in)
			for _, size := range sizes {
				s.resize(size[0], size[1])
				got, err := scan.Code(s.frame(), frame.Dark)
				if narrow := size[0] == 40 && coin == "XMR"; err != nil && !narrow || err == nil && !slices.Contains([]string{asked.URI, asked.UpperURI, asked.Bare}, got) {
					t.Errorf("%s at %d×%d: read %q, %v from\n%s", coin, size[0], size[1], got, err, s.frame().Text())
				}
			}
			if err := s.books.Unwatch(id); err != nil {
				t.Fatal(err)
			}
			s.wait(1500 * time.Millisecond)
		}
	})
}
