package report

import (
	"strings"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// payment is a payment for programs.
type payment struct {
	ID             string        `json:"id"`
	Title          string        `json:"title"`
	Status         *string       `json:"status"` // nil where it is not known yet
	Labels         []string      `json:"labels"`
	Watched        bool          `json:"watched"`
	CreatedAt      *string       `json:"created_at"`
	UpdatedAt      *string       `json:"updated_at"`
	ExpiresAt      *string       `json:"expires_at"`
	AddedAt        *string       `json:"added_at"`
	SeenAt         *string       `json:"seen_at"`
	Currency       string        `json:"currency"`
	Fiat           *string       `json:"amount_fiat"`
	CapturedFiat   *string       `json:"amount_captured_fiat"`
	Token          string        `json:"token"`
	Crypto         *string       `json:"amount_crypto"`
	CapturedCrypto *string       `json:"amount_captured_crypto"`
	Address        string        `json:"pay_address"`
	Metadata       metadata      `json:"metadata"`
	Transactions   []transaction `json:"transactions"`
}

type transaction struct {
	ID        string  `json:"chain_transaction_id"`
	Received  string  `json:"received_amount"`
	CreatedAt *string `json:"created_at"`
}

func paymentOf(p ledger.Payment) payment {
	said := payment{ID: string(p.ID), Labels: labels(p), Watched: p.Watched, AddedAt: stamp(p.Added), Metadata: metadata{}, Transactions: []transaction{}}
	in := p.Intent
	if in == nil {
		return said
	}
	if status := string(in.Status); status != "" { // the answer to a create may lack it
		said.Status = &status
	}
	said.Title, said.SeenAt = in.Title(), stamp(p.SeenAt)
	said.CreatedAt, said.UpdatedAt, said.ExpiresAt = stamp(in.CreatedAt), stamp(in.UpdatedAt), stamp(in.ExpiresAt)
	said.Currency, said.Fiat, said.CapturedFiat = string(in.Currency), exactFiat(in.Fiat.Total), exactFiat(in.Fiat.Captured)
	said.Token, said.Crypto, said.CapturedCrypto = string(in.Token), exact(in.Crypto.Total), exact(in.Crypto.Captured)
	said.Address = string(in.PayAddress)
	said.Metadata = append(said.Metadata, in.Metadata...)
	for _, tx := range in.Transactions {
		said.Transactions = append(said.Transactions, transaction{string(tx.ID), tx.Received.String(), stamp(tx.CreatedAt)})
	}
	return said
}

func (payment) names() []string {
	return []string{
		"id", "title", "status", "labels", "watched", "created_at", "updated_at", "expires_at", "added_at", "seen_at",
		"currency", "amount_fiat", "amount_captured_fiat", "token", "amount_crypto", "amount_captured_crypto", "pay_address",
		"metadata", "transactions",
	}
}

func (p payment) cells() []string {
	var txs []string
	for _, tx := range p.Transactions {
		txs = append(txs, tx.ID)
	}
	return []string{
		p.ID, p.Title, orEmpty(p.Status), strings.Join(p.Labels, " "), yesNo(p.Watched),
		orEmpty(p.CreatedAt), orEmpty(p.UpdatedAt), orEmpty(p.ExpiresAt), orEmpty(p.AddedAt), orEmpty(p.SeenAt),
		p.Currency, orEmpty(p.Fiat), orEmpty(p.CapturedFiat), p.Token, orEmpty(p.Crypto), orEmpty(p.CapturedCrypto), p.Address,
		inline(p.Metadata), strings.Join(txs, " "),
	}
}

// PaymentJSON is a payment as one line of JSON.
func PaymentJSON(p ledger.Payment) ([]byte, error) { return line(paymentOf(p)) }

// IntentJSON is a payment that is not kept yet as one line of JSON.
func IntentJSON(in kubepay.Intent) ([]byte, error) {
	return PaymentJSON(ledger.Payment{ID: in.ID, Intent: &in})
}

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
