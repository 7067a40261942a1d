package kubepay

// Status is where a payment stands, in the gateway's own word. A word that is
// not among the constants survives as it came, and is watched on.
type Status string

// The documented statuses (KubePay guide, "Payment statuses").
const (
	Pending Status = "pending" // nothing, or not enough to say, has arrived
	Partial Status = "partial" // something has arrived, less than the total
	Paid    Status = "paid"    // the full payment has arrived: the only confirmation there is
	Failed  Status = "failed"  // over
	Expired Status = "expired" // over, though coins can still arrive
)

// Known tells whether the documentation names the status.
func (s Status) Known() bool {
	switch s {
	case Pending, Partial, Paid, Failed, Expired:
		return true
	}
	return false
}

// Open tells whether the payer may still pay. An unknown status is open: it is
// watched on until the gateway says something that ends it.
func (s Status) Open() bool { return !s.Over() }

// Over tells whether the gateway has closed the payment.
func (s Status) Over() bool { return s == Paid || s == Failed || s == Expired }

// Final tells whether the gateway is expected to say nothing more. Expired is
// not final: chains do not know of expiry, and money can arrive late.
func (s Status) Final() bool { return s == Paid || s == Failed }
