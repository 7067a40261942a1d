package command

// Ended tells that a payment that was waited for ended otherwise.
type Ended struct{ err error }

// Error is one sentence.
func (e *Ended) Error() string { return e.err.Error() }

// Unwrap gives the cause.
func (e *Ended) Unwrap() error { return e.err }

// TimeOver tells that the time to wait was over, and the payment still open.
type TimeOver struct{ err error }

// Error is one sentence.
func (t *TimeOver) Error() string { return t.err.Error() }

// Unwrap gives the cause.
func (t *TimeOver) Unwrap() error { return t.err }

// NoAnswer tells that the gateway could not be asked about a payment, or refused to
// say.
type NoAnswer struct{ err error }

// Error is one sentence.
func (n *NoAnswer) Error() string { return n.err.Error() }

// Unwrap gives the cause.
func (n *NoAnswer) Unwrap() error { return n.err }
