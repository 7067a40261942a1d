package address

import "github.com/mr-tron/base58"

const (
	solanaSize    = 32 // bytes
	solanaMaxText = 44 // characters
)

// Solana is a public key in base58, without a checksum: a mistyped address is
// another address, and nothing can tell.
var Solana = Format{
	Name:        "Solana",
	check:       checkSolana,
	encode:      func(hash []byte) string { return base58.Encode(hash[:solanaSize]) },
	hasChecksum: func(string) bool { return false },
}

func checkSolana(text string) (string, error) {
	if err := onlyFrom(base58Letters, text); err != nil {
		return "", err
	}
	if len(text) > solanaMaxText {
		return "", ErrLength
	}
	if raw, err := base58.Decode(text); err != nil || len(raw) != solanaSize {
		return "", ErrLength
	}
	return text, nil
}
