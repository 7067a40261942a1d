package kubepay

// ChangeKind names what happened to a payment between two good looks.
type ChangeKind string

// Every kind of change. Overpaid and Late are derived: the gateway has no word
// for them.
const (
	FirstSeen     ChangeKind = "first_seen"     // the first good look; To is the status
	StatusChanged ChangeKind = "status"         // From and To are statuses
	Captured      ChangeKind = "captured"       // From and To are what had arrived, in Unit; From is "" where that was unknown
	NewTx         ChangeKind = "transaction"    // To is the amount received, in Token; TxID its transaction
	AddressMoved  ChangeKind = "address_moved"  // From and To are pay addresses, To "" if it is gone: an alarm
	ExpiryMoved   ChangeKind = "expiry_moved"   // From and To are times in RFC 3339, UTC
	TotalChanged  ChangeKind = "total_changed"  // From and To are totals in Unit, or with their units where those changed: an alarm
	Overpaid      ChangeKind = "overpaid"       // To is what arrived beyond the total, in Unit
	Late          ChangeKind = "late"           // To is what arrived after expiry, in Unit
	WentBack      ChangeKind = "gone_backwards" // From and To are statuses, or amounts in Unit: an alarm
)

// Alarm tells whether the change must be read and acknowledged by a person.
func (k ChangeKind) Alarm() bool {
	return k == AddressMoved || k == TotalChanged || k == WentBack
}

// Change is one thing that happened to a payment.
type Change struct {
	Kind     ChangeKind
	ID       ID
	From, To string // in the terms that the kind says; amounts plain, without exponent or grouping
	Unit     string // the token or currency of an amount, "" where there is none
	TxID     TxID   // with NewTx, with Late and WentBack where one transaction is meant
}
