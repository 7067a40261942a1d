package address

import (
	"bytes"
	"slices"
	"strings"

	"github.com/mr-tron/base58"
)

// The first byte of a main network's address (monero, cryptonote_config.h).
const (
	moneroStandard   = 18
	moneroIntegrated = 19 // with a payment id of eight bytes
	moneroSubaddress = 42
)

const (
	moneroKeys      = 64 // bytes: spend key and view key
	moneroPaymentID = 8
	moneroBlock     = 8 // bytes that base58 takes at a time
)

// moneroBlockText is how many characters a block of so many bytes takes.
var moneroBlockText = [...]int{0, 2, 3, 5, 6, 7, 9, 10, 11}

// Monero is base58 in blocks of eight bytes, with four bytes of Keccak-256.
var Monero = Format{
	Name:  "Monero",
	check: checkMonero,
	encode: func(hash []byte) string {
		return encodeMonero(append([]byte{moneroStandard}, hash[:moneroKeys]...))
	},
}

func checkMonero(text string) (string, error) {
	if err := onlyFrom(base58Letters, text); err != nil {
		return "", err
	}
	raw, ok := decodeMoneroBlocks(text)
	if !ok || len(raw) <= checksumSize {
		return "", ErrLength
	}
	body := raw[:len(raw)-checksumSize]
	if encodeMonero(body) != text {
		return "", ErrChecksum
	}
	var want int
	switch body[0] {
	case moneroStandard, moneroSubaddress:
		want = 1 + moneroKeys
	case moneroIntegrated:
		want = 1 + moneroKeys + moneroPaymentID
	default:
		return "", ErrForeign
	}
	if len(body) != want {
		return "", ErrLength
	}
	return text, nil
}

func encodeMonero(body []byte) string {
	raw := append(bytes.Clone(body), keccak256(body)[:checksumSize]...)
	var text strings.Builder
	for block := range slices.Chunk(raw, moneroBlock) {
		digits := strings.TrimLeft(base58.Encode(block), "1")
		text.WriteString(strings.Repeat("1", moneroBlockText[len(block)]-len(digits)))
		text.WriteString(digits)
	}
	return text.String()
}

// decodeMoneroBlocks reports false where the text is no whole number of blocks,
// or a block holds more than its bytes can.
func decodeMoneroBlocks(text string) ([]byte, bool) {
	var raw []byte
	for block := range slices.Chunk([]byte(text), moneroBlockText[moneroBlock]) {
		size := slices.Index(moneroBlockText[:], len(block))
		number, err := base58.Decode(string(block))
		if size < 0 || err != nil {
			return nil, false
		}
		number = bytes.TrimLeft(number, "\x00")
		if len(number) > size {
			return nil, false
		}
		raw = append(raw, make([]byte, size-len(number))...)
		raw = append(raw, number...)
	}
	return raw, true
}
