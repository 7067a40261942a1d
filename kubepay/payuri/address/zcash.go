package address

import (
	"strings"

	"github.com/btcsuite/btcd/btcutil/bech32"
)

const (
	saplingSize    = 43 // bytes: diversifier and transmission key (Zcash protocol, 5.6.3.1)
	minUnifiedSize = 48 // bytes: the least that F4Jumble takes (ZIP 316)
)

var transparent = base58Check{
	versions: [][]byte{{0x1C, 0xB8}, {0x1C, 0xBD}}, size: 20, // t1…, t3…
}

// Zcash has transparent (t1, t3), Sapling (zs1) and unified (u1, ZIP 316)
// addresses.
var Zcash = Format{
	Name: "Zcash",
	check: func(text string) (string, error) {
		if !isBech32(text) {
			return transparent.check(text)
		}
		return checkShielded(text)
	},
	encode: func(hash []byte) string { return transparent.encode(hash[:transparent.size]) },
}

func checkShielded(text string) (string, error) {
	hrp, data, encoding, err := bech32.DecodeNoLimitWithVersion(text)
	if err != nil {
		return "", bech32Error(err)
	}
	payload, err := bech32.ConvertBits(data, 5, 8, false)
	if err != nil {
		return "", ErrLength
	}
	var sized, summed bool
	switch hrp {
	case "zs":
		sized, summed = len(payload) == saplingSize, encoding == bech32.Version0
	case "u":
		sized, summed = len(payload) >= minUnifiedSize, encoding == bech32.VersionM
	default:
		return "", ErrForeign
	}
	if !sized {
		return "", ErrLength
	}
	if !summed {
		return "", ErrChecksum
	}
	return strings.ToLower(text), nil
}
