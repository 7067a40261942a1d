package address

import (
	"slices"
	"strings"

	"github.com/btcsuite/btcd/btcutil/bech32"
)

const (
	cashPrefix  = "bitcoincash"
	cashLetters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	cashSumSize = 8 // groups of five bits
)

// cashSizes are the sizes of a hash in bytes by the three low bits of the
// version byte (CashAddr specification, "Version byte").
var cashSizes = [...]int{20, 24, 28, 32, 40, 48, 56, 64}

// BitcoinCash is CashAddr. Its canonical form is in small letters and with the
// prefix, which some wallets need; the prefix may be left out of what is checked.
var BitcoinCash = Format{
	Name:   "Bitcoin Cash",
	check:  checkCashAddr,
	encode: func(hash []byte) string { return encodeCashAddr(append([]byte{0}, hash[:20]...)) },
}

func checkCashAddr(text string) (string, error) {
	lower := strings.ToLower(text)
	if text != lower && text != strings.ToUpper(text) {
		return "", ErrCase
	}
	prefix, body, found := strings.Cut(lower, ":")
	if !found {
		prefix, body = cashPrefix, lower
	}
	if prefix != cashPrefix {
		return "", ErrForeign
	}
	if err := onlyFrom(cashLetters, body); err != nil {
		return "", err
	}
	groups := make([]byte, len(body))
	for i := range body {
		groups[i] = byte(strings.IndexByte(cashLetters, body[i]))
	}
	if len(groups) <= cashSumSize {
		return "", ErrLength
	}
	if cashPolymod(groups) != 0 {
		return "", ErrChecksum
	}
	payload, err := bech32.ConvertBits(groups[:len(groups)-cashSumSize], 5, 8, false)
	if err != nil || len(payload) == 0 || payload[0]&0x80 != 0 || len(payload)-1 != cashSizes[payload[0]&7] {
		return "", ErrLength
	}
	return cashPrefix + ":" + body, nil
}

func encodeCashAddr(payload []byte) string {
	groups, err := bech32.ConvertBits(payload, 8, 5, true)
	if err != nil {
		panic(err) // 8 and 5 are sizes that it knows
	}
	sum := cashPolymod(append(slices.Clone(groups), make([]byte, cashSumSize)...))
	for i := range cashSumSize {
		groups = append(groups, byte(sum>>(5*(cashSumSize-1-i)))&31)
	}
	var text strings.Builder
	text.WriteString(cashPrefix + ":")
	for _, g := range groups {
		text.WriteByte(cashLetters[g])
	}
	return text.String()
}

// cashPolymod is the 40-bit BCH code of the CashAddr specification over the low
// five bits of each letter of the prefix, a zero, and the groups.
func cashPolymod(groups []byte) uint64 {
	generator := [...]uint64{0x98f2bc8e61, 0x79b76d99e2, 0xf33e5fb3c4, 0xae2eabe2a8, 0x1e4f43e470}
	sum := uint64(1)
	add := func(group byte) {
		top := sum >> 35
		sum = (sum&0x07ffffffff)<<5 ^ uint64(group)
		for i, g := range generator {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(cashPrefix) {
		add(cashPrefix[i] & 31)
	}
	add(0)
	for _, g := range groups {
		add(g)
	}
	return sum ^ 1
}
