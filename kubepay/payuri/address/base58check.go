package address

import (
	"bytes"
	"crypto/sha256"

	"github.com/mr-tron/base58"
)

// base58Letters is Bitcoin's alphabet, without 0, O, I and l.
const base58Letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58Check is base58 over version, payload and the first four bytes of their
// double SHA-256: Bitcoin's first format, and that of many coins since.
type base58Check struct {
	letters  string   // the alphabet, "" for Bitcoin's
	versions [][]byte // what an address may begin with; the first makes addresses
	size     int      // of the payload, in bytes
}

const checksumSize = 4

func (b base58Check) format(name string) Format {
	return Format{
		Name:   name,
		check:  b.check,
		encode: func(hash []byte) string { return b.encode(hash[:b.size]) },
	}
}

func (b base58Check) check(text string) (string, error) {
	if _, err := b.decode(text); err != nil {
		return "", err
	}
	return text, nil
}

// decode gives the payload of an address.
func (b base58Check) decode(text string) ([]byte, error) {
	if err := onlyFrom(b.alphabet(), text); err != nil {
		return nil, err
	}
	raw, err := base58.DecodeAlphabet(text, base58.NewAlphabet(b.alphabet()))
	if err != nil || len(raw) <= checksumSize {
		return nil, ErrLength
	}
	body, sum := raw[:len(raw)-checksumSize], raw[len(raw)-checksumSize:]
	if !bytes.Equal(sum, doubleSHA256(body)) {
		return nil, ErrChecksum
	}
	for _, version := range b.versions {
		if payload, found := bytes.CutPrefix(body, version); found && len(payload) == b.size {
			return payload, nil
		}
	}
	return nil, ErrForeign
}

func (b base58Check) encode(payload []byte) string {
	body := append(bytes.Clone(b.versions[0]), payload...)
	return base58.EncodeAlphabet(append(body, doubleSHA256(body)...), base58.NewAlphabet(b.alphabet()))
}

func (b base58Check) alphabet() string {
	if b.letters == "" {
		return base58Letters
	}
	return b.letters
}

func doubleSHA256(data []byte) []byte {
	once := sha256.Sum256(data)
	twice := sha256.Sum256(once[:])
	return twice[:checksumSize]
}
