package payuri

import (
	"strings"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Request is what a payer is asked for: what to scan, and what to say beside it.
type Request struct {
	Coin  Coin // the zero Coin where Known is false
	Known bool // whether payuri knows the token

	// Address is the text to read and to copy: canonical where it passed its
	// check, else as the gateway wrote it. It is there even where nothing may be
	// scanned.
	Address string
	Check   Check

	// Amount is what is still missing, exactly; not valid where unknown.
	Amount decimal.NullDecimal

	// What a code may hold, in printable ASCII; "" where there is no such code.
	Bare     string // Address, or what the gateway wrote in its place
	URI      string // a payment URI
	UpperURI string // URI in capitals: a smaller code that not every wallet reads

	// NoCode is why nothing may be scanned, "" where something may.
	NoCode NoCode

	Warnings []string // what is doubtful about address or amount, in sentences
	Heeds    []Heed   // what the payer should look to before sending
	Advice   string   // the same in one text; may be ""
}

// Check is how far an address is known to be good.
type Check string

// Every outcome of a check.
const (
	NotChecked Check = "not checked"      // the coin is unknown, or there is nothing to check
	NotValid   Check = "not valid"        // it is no address of the coin
	NoChecksum Check = "without checksum" // it has the right form, but damage to it could not be noticed
	Checked    Check = "checked"          // it has the right form, and its checksum matches
)

// NoCode is why nothing may be scanned, in words.
type NoCode string

// Every reason to show no code.
const (
	Paid           NoCode = "paid in full"
	Over           NoCode = "this payment is over" // failed or expired
	NothingMissing NoCode = "nothing is missing"
	NoAddress      NoCode = "there is no address yet"
	Unreadable     NoCode = "the address holds characters that no address has"
	BadAddress     NoCode = "the address is not valid"
	OtherRequest   NoCode = "the gateway's URI may ask for something else than what is missing"
)

// For says what the payer of an intent is asked for.
func For(in kubepay.Intent) Request {
	coin, known := Lookup(in.Token)
	to := readPayee(coin, known, strings.TrimSpace(string(in.PayAddress)))
	r := Request{
		Coin: coin, Known: known,
		Address: to.address, Check: to.check,
		Amount: in.Crypto.Missing(),
	}
	if r.NoCode = closed(in.Status, r.Amount); r.NoCode != "" {
		return r
	}
	r.Heeds = coin.heedsFor(to.address)
	r.Advice = coin.advice(r.Heeds)
	if to.warning != "" {
		r.Warnings = append(r.Warnings, to.warning)
	}
	if r.NoCode = to.noCode; r.NoCode != "" {
		return r
	}
	r.Bare = to.address
	if to.check == Checked || to.check == NoChecksum {
		r.writeURI(to.query)
	}
	return r
}

// Default is what to scan unless the person asks for the other: the URI where
// the coin has one that wallets agree on, else the bare address; "" where
// nothing may be scanned.
func (r Request) Default() string {
	if r.URI != "" {
		return r.URI
	}
	return r.Bare
}

// AmountText is what is missing as a plain number in the coin's own unit,
// without exponent, grouping or needless zeros; "" where unknown.
func (r Request) AmountText() string {
	if !r.Amount.Valid {
		return ""
	}
	return r.Amount.Decimal.String()
}

// closed is why a payment is not to be paid, whatever its address.
func closed(s kubepay.Status, missing decimal.NullDecimal) NoCode {
	switch {
	case s == kubepay.Paid:
		return Paid
	case s.Over():
		return Over
	case missing.Valid && missing.Decimal.IsZero():
		return NothingMissing
	}
	return ""
}

// writeURI adds the payment URI of a coin that has one. Without an amount there
// is none: it would say no more than the address, which more wallets read. What
// else the query of the gateway's own URI says is kept.
func (r *Request) writeURI(query string) {
	c := r.Coin
	switch {
	case c.scheme == "":
		return
	case !r.Amount.Valid:
		r.Warnings = append(r.Warnings, "The amount is not known: the code holds the address alone.")
		return
	case !r.Amount.Decimal.Equal(r.Amount.Decimal.Truncate(c.Decimals)):
		r.Warnings = append(r.Warnings, "The amount has more decimals than "+c.Symbol+" has: the code holds the address alone.")
		return
	}
	body := strings.TrimPrefix(r.Address, c.scheme+":")
	if !onlyAmount(query) {
		r.Warnings = append(r.Warnings, "The gateway's URI says more than address and amount: that is kept as it came, not checked.")
	}
	query = "?" + c.withAmount(query, r.AmountText())
	r.URI = c.scheme + ":" + body + query
	if c.capitals != "" && strings.HasPrefix(body, c.capitals) {
		r.UpperURI = strings.ToUpper(c.scheme+":"+body) + query
	}
}
