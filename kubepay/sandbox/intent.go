package sandbox

import (
	"time"

	"paywatch/kubepay"
)

// Places of the gateway's decimals, from the documentation's patterns.
const (
	fiatPlaces   = 2
	cryptoPlaces = 15
)

// publicIntent is the answer of the public retrieve, in the documentation's
// order.
type publicIntent struct {
	ID             kubepay.ID       `json:"id"`
	Status         kubepay.Status   `json:"status"`
	Token          kubepay.Token    `json:"token"`
	Currency       kubepay.Currency `json:"currency"`
	CreatedAt      string           `json:"created_at"`
	UpdatedAt      string           `json:"updated_at"`
	ExpiresAt      string           `json:"expires_at"`
	PayAddress     kubepay.Address  `json:"pay_address"`
	AmountFiat     string           `json:"amount_fiat"`
	AmountCrypto   string           `json:"amount_crypto"`
	CapturedFiat   string           `json:"amount_captured_fiat"`
	CapturedCrypto string           `json:"amount_captured_crypto"`
}

// intent is the answer of the retrieve. The shape of the payment log is
// undocumented: here it is empty.
type intent struct {
	publicIntent
	Metadata     map[string]any `json:"metadata"`
	Transactions []transaction  `json:"transactions"`
	PaymentLog   struct{}       `json:"payment_log"`
}

type transaction struct {
	Received  string       `json:"received_amount"`
	ChainID   kubepay.TxID `json:"chain_transaction_id"`
	CreatedAt string       `json:"created_at"`
}

// intentAt is the payment at a moment, as told by a clock that is off by skew.
func (p *payment) intentAt(now time.Time, skew time.Duration) intent {
	s := p.at(now.Sub(p.created))
	captured := s.captured.cut(p.places)
	tell := func(age time.Duration) string { return timeText(p.created.Add(age).Add(skew)) }
	pub := publicIntent{
		ID:             p.id,
		Status:         s.status,
		Token:          p.sale.token,
		Currency:       p.sale.currency,
		CreatedAt:      tell(0),
		UpdatedAt:      tell(s.updated),
		ExpiresAt:      tell(s.expires),
		PayAddress:     p.address(s),
		AmountFiat:     p.sale.fiat.StringFixed(fiatPlaces),
		AmountCrypto:   p.sale.crypto.StringFixed(cryptoPlaces),
		CapturedFiat:   captured.fiat.StringFixed(fiatPlaces),
		CapturedCrypto: captured.crypto.StringFixed(cryptoPlaces),
	}
	in := intent{publicIntent: pub, Metadata: p.sale.metadata, Transactions: []transaction{}}
	for _, a := range s.arrivals {
		in.Transactions = append(in.Transactions, transaction{
			Received:  p.received(a).StringFixed(cryptoPlaces),
			ChainID:   a.id,
			CreatedAt: tell(a.at),
		})
	}
	return in
}

// address is where the payment is to be paid to.
func (p *payment) address(s state) kubepay.Address {
	if s.address != "" {
		return s.address
	}
	return addressOf(p.sale.token, p.id, s.moves)
}

// timeText is a time as Django REST Framework writes it, always with its six
// decimals.
func timeText(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
