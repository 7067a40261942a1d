package sandbox

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"paywatch/kubepay"
)

// newID is the n-th id of a seed, in the form of a random UUID (RFC 9562,
// version 4).
func newID(seed, n uint64) kubepay.ID {
	u := digest("id", fmt.Sprint(seed), n)
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return kubepay.ID(fmt.Sprintf("%x-%x-%x-%x-%x", u[0:4], u[4:6], u[6:8], u[8:10], u[10:16]))
}

// digest is the n-th of the bytes that look random and are always the same.
func digest(what, of string, n uint64) [32]byte {
	return sha256.Sum256(binary.BigEndian.AppendUint64([]byte(what+" "+of+" "), n))
}
