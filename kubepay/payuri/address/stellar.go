package address

import (
	"encoding/base32"
	"encoding/binary"
)

const (
	accountVersion = 6 << 3  // G…
	muxedVersion   = 12 << 3 // M…, an account and a memo id in one
	accountSize    = 32
	muxedSize      = accountSize + 8
)

var strkeyBase32 = base32.StdEncoding.WithPadding(base32.NoPadding)

// Stellar is SEP-23, "strkeys": accounts, plain or muxed.
var Stellar = Format{
	Name:  "Stellar",
	check: checkStellar,
	encode: func(hash []byte) string {
		return encodeStrkey(append([]byte{accountVersion}, hash[:accountSize]...))
	},
}

func checkStellar(text string) (string, error) {
	if err := onlyFrom("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", text); err != nil {
		return "", err
	}
	raw, err := strkeyBase32.DecodeString(text)
	if err != nil || len(raw) < 3 {
		return "", ErrLength
	}
	body := raw[:len(raw)-2]
	if encodeStrkey(body) != text { // also unequal where the last bits are not zero
		return "", ErrChecksum
	}
	switch {
	case body[0] == accountVersion && len(body) == 1+accountSize:
	case body[0] == muxedVersion && len(body) == 1+muxedSize:
	case body[0] == accountVersion || body[0] == muxedVersion:
		return "", ErrLength
	default:
		return "", ErrForeign
	}
	return text, nil
}

func encodeStrkey(body []byte) string {
	return strkeyBase32.EncodeToString(binary.LittleEndian.AppendUint16(body[:len(body):len(body)], crc16(body)))
}

// crc16 is CRC-16/XMODEM: polynomial 0x1021, starting at zero.
func crc16(data []byte) uint16 {
	var crc uint16
	for _, b := range data {
		crc ^= uint16(b) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}
