package address

import "encoding/binary"

// xrpLetters is base58 in the XRP Ledger's own order.
const xrpLetters = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"

var (
	classicXRP = base58Check{letters: xrpLetters, versions: [][]byte{{0}}, size: 20}
	// An X-address is an account, a flag, and a tag of eight bytes (XLS-5).
	xAddress = base58Check{letters: xrpLetters, versions: [][]byte{{0x05, 0x44}}, size: 20 + 1 + 8}
)

// XRP has classic addresses (r…), and X-addresses (X…), which also hold the
// destination tag.
var XRP = Format{
	Name: "XRP",
	check: func(text string) (string, error) {
		if text[0] != 'X' {
			return classicXRP.check(text)
		}
		return checkXAddress(text)
	},
	encode: func(hash []byte) string { return classicXRP.encode(hash[:classicXRP.size]) },
}

func checkXAddress(text string) (string, error) {
	payload, err := xAddress.decode(text)
	if err != nil {
		return "", err
	}
	flag, tag := payload[20], binary.LittleEndian.Uint64(payload[21:])
	noTag := flag == 0 && tag == 0
	tag32 := flag == 1 && tag <= 0xFFFFFFFF
	if !noTag && !tag32 {
		return "", ErrForeign
	}
	return text, nil
}
