package notify

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Message is what a hook is told of one event, as JSON:
//
//	{
//	  "type": "payment.paid",
//	  "timestamp": "2026-11-26T15:31:00.5Z",
//	  "id": "evt_17_shop_5c1f0e9a2b7d",
//	  "data": {
//	    "v": 1,
//	    "event": {
//	      "number": 17, "kind": "status", "topics": ["paid"], "from": "pending", "to": "paid",
//	      "observed_at": "2026-11-26T15:31:00.5Z", "gateway_at": "2026-11-26T15:31:00Z", "source": "watching"
//	    },
//	    "payment": {
//	      "id": "5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11", "status": "paid",
//	      "currency": "EUR", "fiat": {"total": "12.5", "captured": "12.5"},
//	      "token": "BTC", "crypto": {"total": "0.00013", "captured": "0.00013"},
//	      "pay_address": "bc1q...", "created_at": "2026-11-26T15:28:00Z", "expires_at": "2026-11-26T15:43:00Z",
//	      "metadata": {"order": "1042"},
//	      "transactions": [{"id": "e3b0...", "received": "0.00013", "created_at": "2026-11-26T15:30:40Z"}],
//	      "transaction_count": 1
//	    }
//	  }
//	}
//
// The names are a promise to whoever reads them: within a version, "v", nothing
// is renamed or taken away. What is unknown, or does not apply, is left out, and
// never zero. Amounts are decimals as text, times RFC 3339 in UTC.
type Message struct {
	Type      string    `json:"type"`      // "payment." and the event's topic; at a first look its status. What is no letter, digit or _ in it becomes _
	Timestamp time.Time `json:"timestamp"` // when the event was observed
	ID        string    `json:"id"`        // of this event to this hook, the same whenever it is repeated: the webhook-id of a POST
	Data      Data      `json:"data"`
}

// Data is an event and the payment that it happened to.
type Data struct {
	Version int     `json:"v"`
	Test    bool    `json:"test,omitzero"` // made up, to see whether it arrives: there is no such payment
	Event   Event   `json:"event"`
	Payment Payment `json:"payment"`
}

// Event is a change of a payment. What From and To are is told by Kind: see
// [kubepay.ChangeKind].
type Event struct {
	Number      int64              `json:"number,omitzero"` // grows in the order in which events were observed
	Kind        kubepay.ChangeKind `json:"kind"`
	Topics      []kubepay.Topic    `json:"topics"` // as in the hook's "on"
	From        string             `json:"from,omitzero"`
	To          string             `json:"to,omitzero"`
	Unit        string             `json:"unit,omitzero"`
	Transaction kubepay.TxID       `json:"transaction,omitzero"`
	ObservedAt  time.Time          `json:"observed_at"`         // by the clock of the machine
	GatewayAt   time.Time          `json:"gateway_at,omitzero"` // by the gateway's clock
	Source      kubepay.Source     `json:"source,omitzero"`
}

// Payment is the payment as of the event.
type Payment struct {
	ID               kubepay.ID        `json:"id"`
	Status           kubepay.Status    `json:"status"`
	Currency         kubepay.Currency  `json:"currency,omitzero"`
	Fiat             Amount            `json:"fiat"` // in Currency
	Token            kubepay.Token     `json:"token,omitzero"`
	Crypto           Amount            `json:"crypto"` // in Token
	PayAddress       kubepay.Address   `json:"pay_address,omitzero"`
	CreatedAt        time.Time         `json:"created_at,omitzero"`
	UpdatedAt        time.Time         `json:"updated_at,omitzero"`
	ExpiresAt        time.Time         `json:"expires_at,omitzero"`
	Metadata         map[string]string `json:"metadata,omitzero"`     // nested objects flattened to dotted keys
	Transactions     []Transaction     `json:"transactions,omitzero"` // the latest hundred, oldest first
	TransactionCount int               `json:"transaction_count,omitzero"`
}

// Amount is what is asked for and what has arrived.
type Amount struct {
	Total    string `json:"total,omitzero"`
	Captured string `json:"captured,omitzero"`
}

// Transaction is one arrival of coins.
type Transaction struct {
	ID        kubepay.TxID `json:"id,omitzero"`
	Received  string       `json:"received"`
	CreatedAt time.Time    `json:"created_at,omitzero"`
}

const (
	messageVersion   = 1
	mostTransactions = 100 // in a message: Standard Webhooks asks for some 20 kB at most
)

// NewMessage is what is told of a delivery.
func NewMessage(d ledger.Delivery) Message {
	return Message{
		Type: messageType(d.Event.Topics()), Timestamp: utc(d.Event.At), ID: MessageID(d),
		Data: NewData(d.Event, d.Intent),
	}
}

// NewData is an event and a state of its payment, as whoever is told of them reads
// them: hooks, and scripts from standard output.
func NewData(e kubepay.Event, in kubepay.Intent) Data {
	return Data{
		Version: messageVersion,
		Event: Event{
			Number: e.Number, Kind: e.Kind, Topics: e.Topics(), From: e.From, To: e.To, Unit: e.Unit,
			Transaction: e.TxID, ObservedAt: utc(e.At), GatewayAt: utc(e.Date), Source: e.Source,
		},
		Payment: paymentOf(in),
	}
}

// JSON is the message as it is sent. The same message is the same bytes.
func (m Message) JSON() []byte { return marshal(m) }

// JSON is the event and its payment alone, on one line without its end.
func (d Data) JSON() []byte { return marshal(d) }

func marshal(v any) []byte {
	text, err := json.Marshal(v, json.Deterministic(true), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		panic(err) // there is nothing in it that has no JSON
	}
	return text
}

// MessageID is the id that a delivery goes by, however often it is repeated.
// Those who are told throw away what has an id that they know, so no other event
// may ever have it: not one of another till that tells the same hook, and not
// one of a ledger that was begun anew. The number alone could not promise that.
func MessageID(d ledger.Delivery) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s %d", d.Event.ID, d.Event.Kind, d.Event.To, d.Event.At.UnixMilli()))
	return fmt.Sprintf("evt_%d_%s_%x", d.Event.Number, d.Hook, sum[:6])
}

// messageType is named after the last topic, which is the status where there is
// one.
func messageType(topics []kubepay.Topic) string {
	if len(topics) == 0 {
		return "payment.changed"
	}
	return "payment." + strings.Map(func(r rune) rune {
		if r == '-' || !nameRune(r) {
			return '_'
		}
		return r
	}, string(topics[len(topics)-1]))
}

func paymentOf(in kubepay.Intent) Payment {
	p := Payment{
		ID: in.ID, Status: in.Status, PayAddress: in.PayAddress,
		Currency: in.Currency, Fiat: amountOf(in.Fiat), Token: in.Token, Crypto: amountOf(in.Crypto),
		CreatedAt: utc(in.CreatedAt), UpdatedAt: utc(in.UpdatedAt), ExpiresAt: utc(in.ExpiresAt),
		TransactionCount: len(in.Transactions),
	}
	for _, f := range in.Metadata {
		if p.Metadata == nil {
			p.Metadata = map[string]string{}
		}
		if _, ok := p.Metadata[f.Key]; !ok {
			p.Metadata[f.Key] = f.Value
		}
	}
	for _, t := range in.Transactions[max(0, len(in.Transactions)-mostTransactions):] {
		p.Transactions = append(p.Transactions, Transaction{ID: t.ID, Received: t.Received.String(), CreatedAt: utc(t.CreatedAt)})
	}
	return p
}

func amountOf(a kubepay.Amount) Amount {
	text := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return ""
		}
		return d.Decimal.String()
	}
	return Amount{Total: text(a.Total), Captured: text(a.Captured)}
}

// utc leaves out what is shorter than a millisecond, which no file need keep.
func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Millisecond)
}
