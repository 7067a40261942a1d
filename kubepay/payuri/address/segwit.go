package address

import (
	"errors"
	"strings"

	"github.com/btcsuite/btcd/btcutil/bech32"
)

// segwitOr is a network whose addresses are witness programs in bech32
// (BIP173, BIP350) under its prefix, or the older base58.
func segwitOr(name, prefix string, old base58Check) Format {
	return Format{
		Name: name,
		check: func(text string) (string, error) {
			if !isBech32(text) {
				return old.check(text)
			}
			return checkWitness(prefix, text)
		},
		encode: func(hash []byte) string {
			return encodeBech32(prefix, bech32.Version0, []byte{0}, hash[:20])
		},
	}
}

// isBech32 tells bech32 from base58 by its human-readable part, those of test
// networks and of other coins included, so that they are called by their name.
func isBech32(text string) bool {
	prefix, _, found := strings.Cut(strings.ToLower(text), "1")
	switch prefix {
	case "bc", "tb", "bcrt", "ltc", "tltc", "rltc", "zs", "u", "utest", "ztestsapling":
		return found
	}
	return false
}

// checkWitness holds an address to BIP173 and BIP350: version 0 in bech32 with
// 20 or 32 bytes, versions 1 to 16 in bech32m with 2 to 40.
func checkWitness(prefix, text string) (string, error) {
	hrp, data, encoding, err := bech32.DecodeGeneric(text)
	if err != nil {
		return "", bech32Error(err)
	}
	if hrp != prefix || len(data) == 0 {
		return "", ErrForeign
	}
	version := data[0]
	program, err := bech32.ConvertBits(data[1:], 5, 8, false)
	if err != nil || version > 16 || len(program) < 2 || len(program) > 40 {
		return "", ErrLength
	}
	if version == 0 && len(program) != 20 && len(program) != 32 {
		return "", ErrLength
	}
	if (version == 0) != (encoding == bech32.Version0) {
		return "", ErrChecksum
	}
	return strings.ToLower(text), nil
}

// encodeBech32 writes groups of five bits and then the bytes of payload.
func encodeBech32(prefix string, encoding bech32.Version, groups, payload []byte) string {
	converted, err := bech32.ConvertBits(payload, 8, 5, true)
	if err != nil {
		panic(err) // 8 and 5 are sizes that it knows
	}
	encode := bech32.Encode
	if encoding == bech32.VersionM {
		encode = bech32.EncodeM
	}
	text, err := encode(prefix, append(groups, converted...))
	if err != nil {
		panic(err) // every group is below 32
	}
	return text
}

// bech32Error puts the library's refusal into words for a cashier.
func bech32Error(err error) error {
	var char bech32.ErrNonCharsetChar
	switch {
	case errors.As(err, &char):
		return charError(byte(char))
	case errors.As(err, new(bech32.ErrMixedCase)):
		return ErrCase
	case errors.As(err, new(bech32.ErrInvalidChecksum)):
		return ErrChecksum
	case errors.As(err, new(bech32.ErrInvalidCharacter)):
		return ErrCharacter
	}
	return ErrLength
}
