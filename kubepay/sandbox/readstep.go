package sandbox

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// reach is the longest time that a script can look ahead.
const reach = 365 * 24 * time.Hour

// statuses are what a payment can be set to: the documentation's, and one that it
// does not name.
var statuses = []kubepay.Status{
	kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Failed, kubepay.Expired, onHold,
}

// maxText bounds addresses and ids of transactions, which may be as wrong as a test
// wants them.
const maxText = 256

// readStep reads what happens to a payment at an age, whose coin has so many
// places.
func readStep(o *object, age time.Duration, places int32) Step {
	step := Step{
		At:       age,
		Status:   choice(o, "status", statuses),
		Fiat:     o.amount("amount_captured_fiat", 17, fiatPlaces, "amount_fiat"),
		Crypto:   o.amount("amount_captured_crypto", 35, places, "amount_crypto"),
		Received: o.amount("received_amount", 35, places, "amount_crypto"),
		TxID:     kubepay.TxID(o.text("chain_transaction_id", maxText)),
		TakeBack: o.isTrue("take_back"),
		Address:  kubepay.Address(o.text("pay_address", maxText)),
		Move:     o.isTrue("move"),
	}
	if expires := o.duration("expires", 0, reach); o.has("expires") {
		step.Expiry = &expires
	}
	if o.isTrue("expire") {
		step.Status, step.Expiry = kubepay.Expired, new(age)
	}
	o.apart("expire", "status", "expires")
	o.apart("move", "pay_address")
	o.apart("take_back", "received_amount", "amount_captured_fiat", "amount_captured_crypto")
	o.apart("received_amount", "amount_captured_fiat", "amount_captured_crypto")
	if step.Received.Valid && !step.Received.Decimal.IsPositive() {
		o.fail("received_amount", "no transaction brings nothing; leave it out")
	}
	if step.TxID != "" && !step.Received.Valid && !step.Fiat.Valid && !step.Crypto.Valid {
		o.fail("chain_transaction_id", "no money comes with it; say how much, with received_amount")
	}
	return step
}

// happens tells whether the step is more than a time.
func (s Step) happens() bool {
	money := s.Fiat.Valid || s.Crypto.Valid || s.Received.Valid || s.TakeBack
	return money || s.Status != "" || s.Address != "" || s.Move || s.Expiry != nil
}

// apart refuses a name beside others that say the same otherwise.
func (o *object) apart(name string, others ...string) {
	for _, other := range others {
		if o.has(name) && o.has(other) {
			o.fail(name, "this is said by %s already; keep one of them", other)
		}
	}
}

// hasCome refuses to take back what has not come by then.
func (o *object) hasCome(step Step, before state) {
	if step.TakeBack && len(before.arrivals) == 0 {
		o.fail("take_back", "no transaction has come that could be taken back; have one come before, with received_amount")
	}
}

// amount is an amount as a create takes it, written like another one.
func (o *object) amount(name string, digits int, places int32, like string) decimal.NullDecimal {
	v, given := o.value(name)
	if !given {
		return decimal.NullDecimal{}
	}
	d, message := readDecimal(v, digits, int(places))
	if message != "" {
		o.fail(name, "%s", mended(message, examples[like]))
	}
	return decimal.NewNullDecimal(d)
}

// mended is a message of the gateway's as a sentence that ends in the remedy.
func mended(message, example string) string {
	return fmt.Sprintf("%s%s; write it as in %s", strings.ToLower(message[:1]), strings.TrimSuffix(message[1:], "."), example)
}

// examples are how the fields of a sale are written, in scripts and in JSON alike.
var examples = map[string]string{
	"amount_fiat": `"25.00", in quotes`, "amount_crypto": `"0.0004125", in quotes`,
	"token": `"BTC"`, "currency": `"EUR" or "USD"`, "metadata": `order = "Table 7" or {"order": "Table 7"}`,
}
