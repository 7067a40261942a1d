package report

import (
	"strings"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// payment is a payment for programs.
type payment struct {
	ID           string        `json:"id"`
	Title        string        `json:"title,omitzero"`
	Status       string        `json:"status,omitzero"` // left out before the first good look
	Labels       []string      `json:"labels,omitempty"`
	Watched      bool          `json:"watched"` // it is on the list
	Currency     string        `json:"currency,omitzero"`
	Fiat         amount        `json:"fiat"` // in Currency
	Token        string        `json:"token,omitzero"`
	Crypto       amount        `json:"crypto"` // in Token
	Address      string        `json:"pay_address,omitzero"`
	CreatedAt    string        `json:"created_at,omitzero"`
	UpdatedAt    string        `json:"updated_at,omitzero"`
	ExpiresAt    string        `json:"expires_at,omitzero"`
	AddedAt      string        `json:"added_at,omitzero"`   // to the list
	SeenAt       string        `json:"seen_at,omitzero"`    // as it is told here
	CountedAt    string        `json:"counted_at,omitzero"` // in the totals; in exports alone
	Metadata     metadata      `json:"metadata,omitempty"`
	Transactions []transaction `json:"transactions,omitempty"`
}

// amount is what is asked for and what has arrived.
type amount struct {
	Total    string `json:"total,omitzero"`
	Captured string `json:"captured,omitzero"`
}

type transaction struct {
	ID        string `json:"id,omitzero"`
	Received  string `json:"received"`
	CreatedAt string `json:"created_at,omitzero"`
}

// maxTitle is how many characters of a title are told; the metadata has all.
const maxTitle = 500

func paymentOf(p ledger.Payment) payment {
	said := payment{ID: string(p.ID), Labels: labels(p), Watched: p.Watched, AddedAt: stamp(p.Added), CountedAt: stamp(p.CountedAt)}
	in := p.Intent
	if in == nil {
		in = p.Asked
	}
	if in == nil {
		return said
	}
	said.Title, said.Status, said.SeenAt, said.Address = kubepay.Clean(in.Title(), maxTitle), string(in.Status), stamp(p.SeenAt), string(in.PayAddress)
	said.Currency, said.Fiat = string(in.Currency), amount{exactFiat(in.Fiat.Total), exactFiat(in.Fiat.Captured)}
	said.Token, said.Crypto = string(in.Token), amount{exact(in.Crypto.Total), exact(in.Crypto.Captured)}
	said.CreatedAt, said.UpdatedAt, said.ExpiresAt = stamp(in.CreatedAt), stamp(in.UpdatedAt), stamp(in.ExpiresAt)
	said.Metadata = in.Metadata
	for _, tx := range in.Transactions {
		said.Transactions = append(said.Transactions, transaction{string(tx.ID), tx.Received.String(), stamp(tx.CreatedAt)})
	}
	return said
}

func (payment) names() []string {
	return []string{
		"id", "title", "status", "labels", "watched", "currency", "fiat_total", "fiat_captured", "token", "crypto_total", "crypto_captured",
		"pay_address", "created_at", "updated_at", "expires_at", "added_at", "seen_at", "counted_at", "metadata", "transactions",
	}
}

func (p payment) cells() []string {
	var txs []string
	for _, tx := range p.Transactions {
		txs = append(txs, tx.ID)
	}
	return []string{
		p.ID, p.Title, p.Status, strings.Join(p.Labels, " "), yesNo(p.Watched),
		p.Currency, p.Fiat.Total, p.Fiat.Captured, p.Token, p.Crypto.Total, p.Crypto.Captured,
		p.Address, p.CreatedAt, p.UpdatedAt, p.ExpiresAt, p.AddedAt, p.SeenAt, p.CountedAt, inline(p.Metadata), strings.Join(txs, " "),
	}
}

// PaymentJSON is a payment as one line of JSON.
func PaymentJSON(p ledger.Payment) ([]byte, error) { return line(paymentOf(p)) }

// inline is metadata in a cell, which is empty where there is none.
func inline(m metadata) string {
	if len(m) == 0 {
		return ""
	}
	b, err := line(m)
	if err != nil {
		return "" // texts can always be written
	}
	return strings.TrimSuffix(string(b), "\n")
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
