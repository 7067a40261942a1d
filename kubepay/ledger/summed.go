package ledger

import (
	"database/sql"
	"encoding/binary"
	"hash/crc32"
)

// summed is a row of found. What is damaged in it is found by its sums, which are
// CRC-32Cs of its values one after another: one of what totals are added up from,
// and one of the rest. A row whose sums are not right counts for nothing: it is
// made anew from what was recorded.
type summed struct {
	payment                                 int64
	title, status, outcome, token, currency string
	fiat, fiatIn, crypto, cryptoIn          sql.NullString
	created, counted                        int64
	late                                    bool
}

func (r *summed) moneySum() int64 {
	var room [128]byte
	b := number64(room[:0], r.payment, r.counted)
	b = texts(b, r.currency, r.token, r.outcome)
	return int64(crc32.Checksum(amounts(b, r.fiatIn, r.cryptoIn), castagnoli))
}

func (r *summed) restSum() int64 {
	var room [128]byte
	b := number64(room[:0], r.payment, r.created, int64(one(r.late)))
	b = texts(b, r.title, r.status)
	return int64(crc32.Checksum(amounts(b, r.fiat, r.crypto), castagnoli))
}

func number64(b []byte, all ...int64) []byte {
	for _, n := range all {
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	return b
}

func texts(b []byte, all ...string) []byte {
	for _, s := range all {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

func amounts(b []byte, all ...sql.NullString) []byte {
	for _, s := range all {
		if b = append(b, byte(one(s.Valid))); s.Valid {
			b = texts(b, s.String)
		}
	}
	return b
}
