package sandbox

import (
	"fmt"

	"paywatch/kubepay"
)

// demoOrder is a sale of the demo, and what its payment will do.
type demoOrder struct {
	card string
	sale kubepay.Sale
}

// opening is what the demo opens with, the newest first. It shows every life.
var opening = []demoOrder{
	{"three_parts", inEuros("25.00", "BTC", meta{"order": "Table 7", "guests": 2})},
	{"moved", inDollars("99.90", "USDT", meta{"order_id": "web 1042", "description": "Climbing shoes, size 42"})},
	{"paid", inEuros("9.80", "SOL", meta{"order": "☕ Flat white ×2 🥐"})},
	{"many", inEuros("500.00", "DASH", meta{"title": "Donations 🌱", "campaign": "spring"})},
	{"on_hold", inDollars("240.00", "XMR", meta{"order_id": "web 1043", "description": "Noise-cancelling headphones"})},
	{"partial_expired", inEuros("18.00", "LTC", meta{"order": "喫茶さくら 3番"})},
	{"taken_back", inEuros("64.30", "BCH", meta{"order": "Table 12", "guests": 5})},
	{"late", inEuros("22.00", "XRP", meta{"order": "한강 카페"})},
	{"overpaid", inDollars("31.00", "ETH", meta{"order": "مقهى النيل"})},
	{"failed", inEuros("14.20", "DOGE", meta{"order": "Café Ñandú"})},
	{"plain", inEuros("8.00", "XLM", meta{"order": "Table 4", "guests": 1})},
	{"expired", inEuros("7.40", "TRX", meta{"order": "Кофейня «Уют»"})},
}

// arrivalCards is what the payments that arrive later do, over and over: most
// of them what most payments do.
var arrivalCards = []string{
	"plain", "three_parts", "plain", "overpaid", "paid", "expired", "plain", "late", "three_parts",
	"plain", "partial_expired", "plain", "failed", "plain", "moved", "paid", "on_hold", "taken_back",
}

var arrivalCoins = []kubepay.Token{
	"USDC", "BTC", "ZEC", "ETH", "LTC", "USDT", "XMR", "SOL", "DOGE", "TRX", "XRP", "BCH", "XLM", "DASH",
}

var arrivalPlaces = []string{"Table 3", "", "カフェ・ミモザ", "Table 9", "", "Bäckerei Süß 🥨", "咖啡館 小雨", "", "Table 1", "Kavárna Řeka"}

// nextOrder is the n-th order after the opening. The lists share few divisors,
// so that their combinations hardly ever repeat.
func nextOrder(n int) demoOrder {
	m := meta{"order": arrivalPlaces[n%len(arrivalPlaces)]}
	if m["order"] == "" {
		m = meta{"order_id": fmt.Sprintf("web %d", 1043+n)}
	}
	cents := 350 + n*1370%9000
	amount := fmt.Sprintf("%d.%02d", cents/100, cents%100)
	coin := arrivalCoins[n%len(arrivalCoins)]
	o := demoOrder{arrivalCards[n%len(arrivalCards)], inEuros(amount, coin, m)}
	if n%4 == 0 {
		o.sale = inDollars(amount, coin, m)
	}
	return o
}

type meta = map[string]any

func inEuros(amount string, token kubepay.Token, m meta) kubepay.Sale {
	return kubepay.Sale{AmountFiat: amount, Token: token, Currency: "EUR", Metadata: m}
}

func inDollars(amount string, token kubepay.Token, m meta) kubepay.Sale {
	return kubepay.Sale{AmountFiat: amount, Token: token, Currency: "USD", Metadata: m}
}
