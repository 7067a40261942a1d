package ledger

import (
	"cmp"
	"database/sql"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"

	"paywatch/kubepay"
)

// bundle is looks that were recorded together: one row.
type bundle struct {
	number, last int64
	looks        []look
	answers      []byte // unpacked, nil until one is asked for
}

// Bounds of a bundle, but for that of one look. The larger it is, the less does
// recording cost, and the more does it cost to read one look.
const (
	maxLooks    = 100
	maxBundle   = 256 << 10 // bytes that are not packed yet
	maxUnpacked = 32 << 20  // more was never packed
)

// aBundle is what [readBundle] reads.
const aBundle = "bundle.number, bundle.last, bundle.facts"

func readBundle(rows interface{ Scan(...any) error }) (*bundle, error) {
	var b bundle
	var packed []byte
	if err := rows.Scan(&b.number, &b.last, &packed); err != nil {
		return nil, err
	}
	facts, err := unpacked(packed, b.number)
	if err != nil {
		return nil, err
	}
	b.looks, err = unpackLooks(string(facts), b.number)
	return &b, err
}

// unpacked reads a column of a bundle, unless a byte of it was damaged: that
// might be a digit of an amount.
func unpacked(sealed []byte, bundle int64) ([]byte, error) {
	packed, sound := unsealed(sealed, bundle)
	n, err := s2.DecodedLen(packed)
	if !sound || err != nil || n > maxUnpacked {
		return nil, damage{"looks are not readable"}
	}
	b, err := s2.Decode(nil, packed)
	if err != nil {
		return nil, damage{"looks are not readable"}
	}
	return b, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sealed adds the sum by which damage is found, and what belongs to another
// bundle.
func sealed(packed []byte, bundle int64) []byte {
	return binary.LittleEndian.AppendUint32(packed, checksum(packed, bundle))
}

func unsealed(sealed []byte, bundle int64) (packed []byte, sound bool) {
	n := len(sealed) - crc32.Size
	if n < 0 {
		return nil, false
	}
	return sealed[:n], binary.LittleEndian.Uint32(sealed[n:]) == checksum(sealed[:n], bundle)
}

func checksum(packed []byte, bundle int64) uint32 {
	of := binary.LittleEndian.AppendUint64(make([]byte, 0, 8), uint64(bundle))
	return crc32.Update(crc32.Checksum(of, castagnoli), castagnoli, packed)
}

// A connection keeps a few bundles unpacked, and the answers of fewer: what is
// asked for together was mostly recorded together.
const (
	bundlesAtHand = 32
	answersAtHand = 4
)

// bundle finds the bundle that has a look, nil if none can.
func (c *conn) bundle(number int64) (*bundle, error) {
	for _, b := range c.bundles {
		if b.number <= number && number <= b.last {
			return b, nil
		}
	}
	b, err := readBundle(c.row("SELECT "+aBundle+" FROM bundle WHERE number <= ? ORDER BY number DESC LIMIT 1", number))
	if errors.Is(err, sql.ErrNoRows) || err == nil && number > b.last {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c.bundles = append([]*bundle{b}, c.bundles[:min(len(c.bundles), bundlesAtHand-1)]...)
	return b, nil
}

// look finds a look, and is false if there is none of this number.
func (c *conn) look(number int64) (look, bool, error) {
	b, err := c.bundle(number)
	if err != nil || b == nil {
		return look{}, false, err
	}
	i, found := b.find(number)
	if !found {
		return look{}, false, nil
	}
	return b.looks[i], true, nil
}

func (b *bundle) find(number int64) (int, bool) {
	return slices.BinarySearchFunc(b.looks, number, func(k look, number int64) int { return cmp.Compare(k.number, number) })
}

// answer gives what the gateway sent at a look. It is false where that was let
// go. The bytes are lent.
func (c *conn) answer(number int64) (raw []byte, kept bool, err error) {
	b, err := c.bundle(number)
	if err != nil || b == nil {
		return nil, false, err
	}
	i, found := b.find(number)
	if !found || b.looks[i].answer == letGo {
		return nil, false, nil
	}
	if err := c.unpackAnswers(b); err != nil {
		return nil, false, err
	}
	begin := 0
	for _, k := range b.looks[:i] {
		begin += max(k.answer, 0)
	}
	return b.answers[begin : begin+b.looks[i].answer], true, nil
}

// unpackAnswers reads the answers of a bundle, which are as long as its looks say.
func (c *conn) unpackAnswers(b *bundle) error {
	if b.answers != nil {
		return nil
	}
	var packed []byte
	if err := c.row("SELECT answers FROM bundle WHERE number = ?", b.number).Scan(&packed); err != nil {
		return err
	}
	answers, err := unpacked(packed, b.number)
	if err != nil {
		return err
	}
	length := 0
	for _, k := range b.looks {
		length += max(k.answer, 0)
	}
	if length != len(answers) {
		return damage{"answers are not readable"}
	}
	b.answers = answers
	c.answered = append([]*bundle{b}, c.answered...)
	if len(c.answered) > answersAtHand {
		c.answered[answersAtHand].answers = nil
		c.answered = c.answered[:answersAtHand]
	}
	return nil
}

// recorded is a look as it was recorded, without its events.
func (c *conn) recorded(id kubepay.ID, number int64) (r Record, err error) {
	k, found, err := c.look(number)
	if err != nil {
		return r, err
	}
	raw, kept, err := c.answer(number)
	if err != nil {
		return r, err
	}
	if !found || !kept {
		return r, missing(id)
	}
	r.SeenAt, r.Date, r.Raw = moment(k.at), date(k.date), raw
	r.Intent, err = restore(id, raw, k.kept)
	return r, err
}

// missing tells that there is no look where there must be one.
func missing(id kubepay.ID) error {
	return damage{"the answer about payment " + string(id) + " is missing"}
}

// looksAt gives the looks at a payment since a number, oldest first: from the
// latest each leads to the one before it.
func (c *conn) looksAt(latest, since int64) (looks []look, err error) {
	for number := latest; number > since; {
		k, found, err := c.look(number)
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		looks = append(looks, k)
		if k.before >= number {
			break
		}
		number = k.before
	}
	slices.Reverse(looks)
	return looks, nil
}

// eachSince gives the looks after a number in order, until yield is false.
func (c *conn) eachSince(number int64, yield func(look) bool) error {
	rows, err := c.query("SELECT "+aBundle+` FROM bundle WHERE number >= coalesce((SELECT max(number) FROM bundle WHERE number <= ?1 + 1), 0)
		ORDER BY number`, number)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		b, err := readBundle(rows)
		if err != nil {
			return err
		}
		for _, k := range b.looks {
			if k.number > number && !yield(k) {
				return nil
			}
		}
	}
	return rows.Err()
}

// packing is a bundle while it is packed.
type packing struct {
	facts, answers             []byte
	packedFacts, packedAnswers []byte
}

var packings = sync.Pool{New: func() any { return new(packing) }}

func (p *packing) begin() { p.facts, p.answers = p.facts[:0], p.answers[:0] }

func (p *packing) add(k look, answer []byte, bundle int64) {
	p.facts = k.pack(p.facts, bundle)
	p.answers = append(p.answers, answer...)
}

// length is what is in it so far.
func (p *packing) length() int { return len(p.facts) + len(p.answers) }

// end gives both columns of the row. They are lent until it is begun again.
func (p *packing) end(bundle int64) (facts, answers []byte) {
	p.packedFacts = sealed(s2.EncodeSnappy(p.packedFacts[:cap(p.packedFacts)], p.facts), bundle)
	p.packedAnswers = sealed(s2.EncodeSnappy(p.packedAnswers[:cap(p.packedAnswers)], p.answers), bundle)
	return p.packedFacts, p.packedAnswers
}
