package ledger

import (
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Record is what one good look brought that is to be kept.
type Record struct {
	Intent       kubepay.Intent // whole: with the details that earlier looks brought
	Raw          []byte         // as the gateway sent it
	SeenAt, Date time.Time      // by the local clock, and by the gateway's
	Public       bool           // it came by the public endpoint
	Events       []kubepay.Event
	Number       int64 // once it is recorded, 0 where the file has a later look
}

// Payment is one payment as it was kept.
type Payment struct {
	ID         kubepay.ID
	Added      time.Time       // when it was put on the list
	Watched    bool            // it is on the list
	Intent     *kubepay.Intent // the last good state, nil before the first good look
	SeenAt     time.Time       // when that state was seen
	Asked      *kubepay.Intent // before that, what it was made from: never where it stands; nil where that is not known
	Events     []kubepay.Event // its timeline, oldest first
	ReadUpTo   int64           // alarms up to this number were acknowledged
	Deliveries []Delivery      // what was told to whom, oldest first

	// Only from an export, where the events are left out: what follows from them.
	CountedAt time.Time // when it counts in [Totals]
	Late      bool      // money arrived after expiry
}

// Found is a payment in a list of search results.
type Found struct {
	ID                   kubepay.ID
	Title                string
	Status               kubepay.Status
	Token                kubepay.Token
	Currency             kubepay.Currency
	Fiat, Crypto         kubepay.Amount
	CreatedAt, CountedAt time.Time
	Late, Watched        bool
}

// Outcome is where a payment stands in the totals: its status, or what stands
// apart from that.
type Outcome string

// The outcomes that are no status.
const (
	Overpaid  Outcome = "overpaid"  // paid, and more than the total arrived
	Late      Outcome = "late"      // money arrived after expiry
	Underpaid Outcome = "underpaid" // failed or expired with part of the money there
)

// Totals are what came in between two times. Each payment is in them once: when
// its last money was seen, else when it ended, else when it was made.
type Totals struct {
	Since, Until time.Time
	Lines        []TotalsLine
	Hours        []HourTotal
	Anew         Anew // where that concerns the time between them
}

// TotalsLine sums up the payments of one currency, coin and outcome.
type TotalsLine struct {
	Currency     kubepay.Currency
	Token        kubepay.Token
	Outcome      Outcome
	Payments     int
	Brought      int             // so many of them brought money
	Fiat, Crypto decimal.Decimal // captured
}

// HourTotal sums up what came in within an hour, in one currency.
type HourTotal struct {
	Hour     time.Time // its beginning
	Currency kubepay.Currency
	Payments int
	Fiat     decimal.Decimal // captured
}

// Delivery is one event that is owed to a hook, or was told to it.
type Delivery struct {
	Number  int64
	Hook    string // by its name in the settings
	Event   kubepay.Event
	Intent  kubepay.Intent // the payment as of the event, where it is still to be told
	Tries   int
	Next    time.Time // of the next try, zero once it was told or set aside
	DoneAt  time.Time // when it was told, zero before
	Aside   bool      // given up: it waits for a person
	LastErr string    // why the last try failed

	look int64 // that found the event
}
