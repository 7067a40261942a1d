package kubepay

import "time"

// ID is the reference of a payment intent, made by [ParseID] or by the gateway.
type ID string

// shortLength is how many digits stand before the first hyphen of a UUID.
const shortLength = 8

// Short is what people call a payment by: the first eight digits of a UUID, and any
// other ID whole, since such may differ in their ends alone.
func (id ID) Short() string {
	if len(id) == len("5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11") && id[shortLength] == '-' {
		return string(id[:shortLength])
	}
	return string(id)
}

// Token is the coin or token to be paid in, as the gateway names it. The
// documentation lists no values.
type Token string

// Currency is the fiat currency of the total: EUR or USD by the documentation.
type Currency string

// Address is where the payer sends the coins.
type Address string

// Intent is what the gateway says of one payment.
//
// Every string in it is clean: see [Clean]. Times are zero where the gateway
// gave none.
type Intent struct {
	ID           ID
	Status       Status
	Token        Token
	Currency     Currency
	CreatedAt    time.Time
	UpdatedAt    time.Time
	ExpiresAt    time.Time
	PayAddress   Address
	Fiat         Amount // in Currency
	Crypto       Amount // in Token
	Metadata     []Field
	Transactions []Transaction
}

// Told tells whether the gateway said where the payment stands and what it costs. The
// documented answer to a create does not say the former.
func (in Intent) Told() bool {
	return in.Status != "" && (in.Fiat.Total.Valid || in.Crypto.Total.Valid)
}

// Field is one entry of the merchant's own metadata. Nested objects are
// flattened to dotted keys. Fields stand in the order of their keys.
type Field struct {
	Key, Value string
}

// Meta returns the metadata value under key, or "".
func (in Intent) Meta(key string) string {
	for _, f := range in.Metadata {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// titleKeys are the metadata keys that say what a payment is for, the most
// telling first.
var titleKeys = []string{"title", "order", "order_id", "orderId", "reference", "description", "table", "invoice", "name"}

// Title says what the payment is for, from the metadata, or "" when the
// merchant said nothing.
func (in Intent) Title() string {
	for _, key := range titleKeys {
		if v := in.Meta(key); v != "" {
			return v
		}
	}
	return ""
}
