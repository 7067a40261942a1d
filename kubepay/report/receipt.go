package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Widths are the columns of the common receipt printers: paper of 58 mm has 32,
// and paper of 80 mm has 42 or 48.
func Widths() []int { return []int{32, 42, 48} }

// Receipt is a receipt for a payment as it was last seen, width columns wide,
// with times as they are in a place. It is plain ASCII: see [Widths] for the
// printers it is for. It says paid only where the gateway's word is paid.
func Receipt(payment ledger.Payment, width int, place *time.Location) (string, error) {
	if !slices.Contains(Widths(), width) {
		return "", fmt.Errorf("%d columns are no receipt printer's; choose 32, 42 or 48", width)
	}
	if payment.Intent == nil {
		return "", fmt.Errorf("nothing is known yet of the payment %s; let paywatch watch it first", payment.ID)
	}
	r := receipt{paper: &paper{width: width}, in: payment.Intent, payment: payment, place: place}
	r.verdict()
	r.identity()
	r.amounts()
	r.transactions()
	r.notes()
	r.rule("=")
	return r.text.String(), nil
}

type receipt struct {
	*paper
	in      *kubepay.Intent
	payment ledger.Payment
	place   *time.Location
}

// verdict says above all else whether it is paid.
func (r receipt) verdict() {
	r.rule("=")
	r.centred(r.asked())
	switch status := r.in.Status; {
	case status == kubepay.Paid:
		r.centred("PAID")
	case status.Known():
		r.centred("NOT PAID: " + strings.ToUpper(string(status)))
	default:
		r.centred("NOT PAID")
		// Beside this, on one line: the gateway's word must not be read as the verdict.
		r.pair("The gateway says", unknownIfEmpty(kubepay.Clean(string(status), r.width-20)))
	}
	r.rule("=")
}

// asked is the amount to pay, in money where that is known.
func (r receipt) asked() string {
	if r.in.Fiat.Total.Valid {
		return money(r.in.Fiat.Total, string(r.in.Currency))
	}
	return coins(r.in.Crypto.Total, string(r.in.Token))
}

func (r receipt) identity() {
	if title := r.in.Title(); title != "" {
		r.pair("For", title)
	}
	if !r.in.CreatedAt.IsZero() {
		r.pair("Made", r.time(r.in.CreatedAt))
	}
	r.pair("As of", r.time(r.payment.SeenAt))
	r.pair("Payment", string(r.payment.ID))
	r.rule("-")
}

func (r receipt) amounts() {
	fiat, coin := string(r.in.Currency), string(r.in.Token)
	r.pair("Amount", money(r.in.Fiat.Total, fiat))
	r.pair("In coins", coins(r.in.Crypto.Total, coin))
	r.pair("Received", coins(r.in.Crypto.Captured, coin))
	if r.in.Fiat.Captured.Valid {
		r.pair("", money(r.in.Fiat.Captured, fiat))
	}
	if missing := r.in.Crypto.Missing(); missing.Decimal.IsPositive() {
		r.pair("Missing", coins(missing, coin))
	}
	if address := r.in.PayAddress; address != "" {
		r.pair("To", string(address))
	}
}

func (r receipt) transactions() {
	if len(r.in.Transactions) == 0 {
		return
	}
	r.rule("-")
	for _, tx := range r.in.Transactions {
		when := "Received"
		if !tx.CreatedAt.IsZero() {
			when = r.time(tx.CreatedAt)
		}
		r.pair(when, withUnit(tx.Received.String(), string(r.in.Token)))
		r.below(string(tx.ID))
	}
}

// notes are what must not be overlooked, and the merchant's own.
func (r receipt) notes() {
	notes := r.unusual()
	if note := r.in.Meta(noteKey); note != "" {
		notes = append(notes, "Note: "+note)
	}
	if len(notes) > 0 {
		r.rule("-")
	}
	for _, note := range notes {
		r.paragraph(note)
	}
}

// noteKey is the metadata key of what was noted with a sale.
const noteKey = "note"

func (r receipt) unusual() []string {
	var notes []string
	switch over, overFiat := r.in.Crypto.Over(), r.in.Fiat.Over(); {
	case over.Decimal.IsPositive():
		notes = append(notes, "More came than was asked for: "+coins(over, string(r.in.Token))+".")
	case !over.Valid && overFiat.Decimal.IsPositive():
		notes = append(notes, "More came than was asked for: "+money(overFiat, string(r.in.Currency))+".")
	}
	if late, unit, is := lateness(r.payment); is {
		notes = append(notes, "After the time was over came "+withUnit(late.String(), unit)+".")
	}
	return notes
}

func (r receipt) time(t time.Time) string {
	if t.IsZero() {
		return unknown
	}
	return t.In(r.place).Format("2006-01-02 15:04:05")
}

func unknownIfEmpty(s string) string {
	if s == "" {
		return unknown
	}
	return s
}
