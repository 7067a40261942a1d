package address

import (
	"crypto/sha512"
	"errors"
	"fmt"
	"slices"
)

// What is wrong with an address, in words for the person who has it in hand.
// They complete "not a Bitcoin address: …".
var (
	ErrChecksum  = errors.New("a character is wrong or missing, the checksum does not match")
	ErrForeign   = errors.New("it belongs to another coin or to a test network")
	ErrLength    = errors.New("it is too short or too long")
	ErrCase      = errors.New("capital and small letters are mixed")
	ErrCharacter = errors.New("it holds a character that no address has")
	ErrEmpty     = errors.New("it is empty")
)

// maxLength is beyond every format. The longest, a Zcash unified address, takes
// about 400 characters with every receiver that is defined.
const maxLength = 1024

// Format is one way of writing addresses.
type Format struct {
	Name string // as in "a Bitcoin address"

	check       func(text string) (canonical string, err error)
	encode      func(hash []byte) string
	hasChecksum func(text string) bool // nil where every address has one
}

// Bitcoin and the formats that descend from it. Versions are those of each
// project's chain parameters.
var (
	Bitcoin = segwitOr("Bitcoin", "bc", base58Check{
		versions: [][]byte{{0}, {5}}, size: 20}) // 1…, 3…
	Litecoin = segwitOr("Litecoin", "ltc", base58Check{
		versions: [][]byte{{48}, {50}, {5}}, size: 20}) // L…, M…, and 3… of old
	Dogecoin = base58Check{
		versions: [][]byte{{30}, {22}}, size: 20}.format("Dogecoin") // D…, 9… or A…
	Dash = base58Check{
		versions: [][]byte{{76}, {16}}, size: 20}.format("Dash") // X…, 7…
	Tron = base58Check{
		versions: [][]byte{{0x41}}, size: 20}.format("TRON") // T…
)

// Check tells whether text is an address in this format, and gives it in the
// one form to be shown, copied and scanned. The error completes "not a Bitcoin
// address: …".
func (f Format) Check(text string) (canonical string, err error) {
	switch {
	case text == "":
		return "", ErrEmpty
	case len(text) > maxLength:
		return "", ErrLength
	}
	return f.check(text)
}

// HasChecksum tells whether a mistyped character in this address, which passed
// Check, would have been noticed.
func (f Format) HasChecksum(text string) bool {
	return f.hasChecksum == nil || f.hasChecksum(text)
}

// FromSeed makes an address that passes Check and belongs to nobody: in place
// of a key it holds a hash of the public text seed, so that no one knows a key
// to it, and coins sent there are lost. One seed makes one address.
func (f Format) FromSeed(seed string) string {
	hash := sha512.Sum512([]byte("paywatch pretended " + f.Name + " address: " + seed))
	return f.encode(hash[:])
}

// charError tells which character stands where it never does.
func charError(c byte) error {
	if c <= ' ' || c > '~' {
		return ErrCharacter
	}
	return fmt.Errorf("the character %q never stands in one", c)
}

// onlyFrom tells the first character of text that is not in alphabet.
func onlyFrom(alphabet, text string) error {
	i := slices.IndexFunc([]byte(text), func(c byte) bool {
		return !slices.Contains([]byte(alphabet), c)
	})
	if i < 0 {
		return nil
	}
	return charError(text[i])
}
