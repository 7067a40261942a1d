package address

import (
	"encoding/hex"
	"strings"

	"golang.org/x/crypto/sha3"
)

const evmSize = 20 // bytes

// EVM is Ethereum and every chain that runs its machine: one address is an
// address on all of them. Its canonical form has the capitals of ERC-55, which
// are its only checksum: an address whose letters are all of one case has none
// to speak of.
var EVM = Format{
	Name:        "Ethereum",
	check:       checkEVM,
	encode:      func(hash []byte) string { return capitalise(hex.EncodeToString(hash[:evmSize])) },
	hasChecksum: mixedCase,
}

func checkEVM(text string) (string, error) {
	digits, found := strings.CutPrefix(text, "0x")
	if !found {
		return "", ErrForeign
	}
	if len(digits) != 2*evmSize {
		return "", ErrLength
	}
	if err := onlyFrom("0123456789abcdefABCDEF", digits); err != nil {
		return "", err
	}
	lower := strings.ToLower(digits)
	canonical := capitalise(lower)
	if mixedCase(text) && text != canonical {
		return "", ErrChecksum
	}
	return canonical, nil
}

// mixedCase tells whether the hex digits of a checked address hold both cases.
func mixedCase(text string) bool {
	digits := text[len("0x"):]
	return digits != strings.ToLower(digits) && digits != strings.ToUpper(digits)
}

// capitalise writes hex digits with the capitals of ERC-55: a letter is one
// where the digit beside it, in the Keccak-256 of the whole, is 8 or more.
func capitalise(lower string) string {
	hash := hex.EncodeToString(keccak256([]byte(lower)))
	out := []byte(lower)
	for i, c := range out {
		if c >= 'a' && hash[i] >= '8' {
			out[i] = c - 'a' + 'A'
		}
	}
	return "0x" + string(out)
}

// keccak256 is the hash that was there before SHA-3 was standardised.
func keccak256(data []byte) []byte {
	h := sha3.NewLegacyKeccak256()
	h.Write(data)
	return h.Sum(nil)
}
