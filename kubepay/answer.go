package kubepay

import (
	"hash/maphash"
	"time"
)

// Answer is a payment as the gateway sent it. It is decoded on demand, since
// most looks bring the answer of the look before.
type Answer struct {
	Raw  []byte        // the body as received: hostile bytes, though never the token
	Date time.Time     // the gateway's clock, from the Date header; zero if it sent none
	Took time.Duration // from request to the end of the body
	Code int           // HTTP status code, 0 when there was no answer
	Line Line          // the connection that it came over

	op string // what was tried, for errors and for what an answer must hold
	id ID     // the payment that was asked for, "" for a create
}

// Fingerprint stands for the bytes of an answer within this process. The zero
// Fingerprint stands for no answer.
type Fingerprint uint64

var fingerprintSeed = maphash.MakeSeed()

// Fingerprint is equal for equal bodies. Two different bodies share one with
// the odds of a 64-bit hash whose seed nobody outside this process knows.
func (a Answer) Fingerprint() Fingerprint {
	return Fingerprint(maphash.Bytes(fingerprintSeed, a.Raw) | 1)
}

// ReadAnswer reads an answer about a payment that was kept from earlier. Like the
// answer to a create it may lack everything else.
func ReadAnswer(id ID, raw []byte) (Intent, error) {
	return Answer{Raw: raw, op: opRead, id: id}.Intent()
}
