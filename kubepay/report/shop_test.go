package report_test

import (
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// opening is when the shop of these tests opens.
var opening = time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)

// madrid is where the shop is: an hour ahead of UTC in winter.
var madrid = time.FixedZone("CET", 3600)

func whole(s string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

func amount(total, captured string) kubepay.Amount {
	return kubepay.Amount{Total: whole(total), Captured: whole(captured)}
}

// sale is a paid payment of 12.50 EUR, changed by what follows.
func sale(changes ...func(*ledger.Payment)) ledger.Payment {
	in := &kubepay.Intent{
		ID: "5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11", Status: kubepay.Paid, Token: "BTC", Currency: "EUR",
		CreatedAt: opening, UpdatedAt: opening.Add(4 * time.Minute), ExpiresAt: opening.Add(15 * time.Minute),
		PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		Fiat:       amount("12.5", "12.5"), Crypto: amount("0.0004125", "0.0004125"),
		Metadata: []kubepay.Field{{Key: "order", Value: "Table 7"}},
		Transactions: []kubepay.Transaction{{
			ID: "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b", Received: whole("0.0004125").Decimal, CreatedAt: opening.Add(3 * time.Minute),
		}},
	}
	p := ledger.Payment{ID: in.ID, Added: opening, Watched: true, Intent: in, SeenAt: opening.Add(5*time.Minute + 7*time.Second)}
	for _, change := range changes {
		change(&p)
	}
	return p
}

func status(s kubepay.Status) func(*ledger.Payment) {
	return func(p *ledger.Payment) { p.Intent.Status = s }
}

func captured(fiat, crypto string) func(*ledger.Payment) {
	return func(p *ledger.Payment) {
		p.Intent.Fiat.Captured, p.Intent.Crypto.Captured = whole(fiat), whole(crypto)
		p.Intent.Transactions[0].Received = whole(crypto).Decimal
	}
}

func meta(key, value string) func(*ledger.Payment) {
	return func(p *ledger.Payment) {
		p.Intent.Metadata = append(p.Intent.Metadata, kubepay.Field{Key: key, Value: value})
	}
}

func untouched(p *ledger.Payment) {
	p.Intent.Fiat.Captured, p.Intent.Crypto.Captured = whole("0"), whole("0")
	p.Intent.Transactions = nil
}

func counted(p *ledger.Payment) { p.CountedAt = opening.Add(4 * time.Minute) }

func afterExpiry(p *ledger.Payment) {
	p.Intent.Transactions[0].CreatedAt = opening.Add(21 * time.Minute)
}

func asAShopFrontSees(p *ledger.Payment) { p.Intent.Metadata, p.Intent.Transactions = nil, nil }
