package ledger

import (
	"encoding/binary"

	"paywatch/kubepay"
)

// look is one look as it was kept.
type look struct {
	number  int64
	payment int64
	before  int64 // the look before it at this payment, 0 if there is none
	at      int64
	date    int64
	away    bool
	answer  int    // the length of its answer, letGo once that was let go
	changes string // see [pack]
	kept    string // see [keep]
}

// letGo is the length of an answer that a later one has taken the place of.
const letGo = -1

// events are the changes that the look found.
func (k look) events(id kubepay.ID) ([]kubepay.Event, error) {
	changes, err := unpack(id, k.changes)
	if err != nil {
		return nil, err
	}
	source := kubepay.Watching
	if k.away {
		source = kubepay.WhileAway
	}
	events := make([]kubepay.Event, len(changes))
	for i, c := range changes {
		events[i] = kubepay.Event{Change: c, At: moment(k.at), Date: date(k.date), Number: k.number + int64(i), Source: source}
	}
	return events, nil
}

// pack adds the look, without its answer, to the facts of a bundle.
func (k look) pack(facts []byte, bundle int64) []byte {
	facts = binary.AppendUvarint(facts, uint64(k.number-bundle))
	facts = binary.AppendUvarint(facts, uint64(k.payment))
	facts = binary.AppendUvarint(facts, uint64(k.before))
	facts = binary.AppendVarint(facts, k.at)
	facts = binary.AppendVarint(facts, k.date)
	facts = binary.AppendUvarint(facts, uint64(one(k.away)))
	facts = binary.AppendUvarint(facts, uint64(k.answer-letGo))
	for _, text := range [...]string{k.changes, k.kept} {
		facts = binary.AppendUvarint(facts, uint64(len(text)))
		facts = append(facts, text...)
	}
	return facts
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unpackLooks reads the facts of a bundle. What cannot have been packed so is
// damage.
func unpackLooks(facts string, bundle int64) (looks []look, err error) {
	for f := (unpacking{rest: facts}); f.rest != ""; {
		k := look{
			number: bundle + f.count(), payment: f.count(), before: f.count(), at: f.time(), date: f.time(),
			away: f.count() == 1, answer: int(f.count()) + letGo, changes: f.text(), kept: f.text(),
		}
		if f.bad || k.answer > maxUnpacked || len(looks) > 0 && k.number <= looks[len(looks)-1].number {
			return nil, damage{"looks are not readable"}
		}
		looks = append(looks, k)
	}
	return looks, nil
}

// unpacking is facts that are being read, from left to right.
type unpacking struct {
	rest string
	bad  bool // it ended, or held what is never written
}

func (f *unpacking) varint() uint64 {
	var n uint64
	for i := 0; i < len(f.rest) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(f.rest[i]&0x7f) << (7 * i)
		if f.rest[i] < 0x80 {
			f.rest = f.rest[i+1:]
			return n
		}
	}
	f.rest, f.bad = "", true
	return 0
}

// count reads a number that is not below zero.
func (f *unpacking) count() int64 {
	n := int64(f.varint())
	if n < 0 || n > maxCount {
		f.rest, f.bad = "", true
		return 0
	}
	return n
}

// maxCount is above all that is counted, and so small that sums of it have room.
const maxCount = 1 << 53

func (f *unpacking) time() int64 {
	n := f.varint()
	return int64(n>>1) ^ -int64(n&1)
}

func (f *unpacking) text() string {
	n := f.count()
	if n > int64(len(f.rest)) {
		f.rest, f.bad = "", true
		return ""
	}
	text := f.rest[:n]
	f.rest = f.rest[n:]
	return text
}
