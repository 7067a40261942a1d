package payuri

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri/address"
)

// Coin is a coin or token that payuri knows.
type Coin struct {
	Symbol   string // "BTC"
	Name     string // "Bitcoin"
	Network  string // what it is sent over, "" where the gateway's name leaves it open
	Decimals int32  // of its smallest unit: the network's, or the issuer's own for a stablecoin
	Heeds    []Heed // what the payer should look to before sending

	scheme    string // of its payment URI, "" where the bare address is shown
	prefixed  bool   // whether the scheme is part of the address itself
	amountKey string // of its payment URI
	capitals  string // addresses that begin so may stand in capitals, for a smaller code
	selfTag   string // addresses that begin so hold the tag or memo that Heeds are about

	formats  []address.Format // an address passes one of them
	explorer explorer
}

// explorer is a well-known site that shows what is on a chain, by the beginning
// of its pages' links. A part is "" where there is no such page.
type explorer struct {
	address, tx string
	prefix      string // only addresses that begin so have a page
}

// Lookup finds the coin that the gateway means by a token: a symbol or a name in
// any case, and for some with the network beside it, as in "USDT_TRC20",
// "usdterc20" or "USDC.SOL". It reports false for what it does not know, which
// includes a known coin on a network that is not its own.
func Lookup(token kubepay.Token) (Coin, bool) {
	coin, found := coinByName()[plainName(string(token))]
	if !found {
		return Coin{}, false
	}
	return *coin, true
}

// AddressLink is the page of an address on a block explorer, or "": the network
// is not certain, it hides such things, or this is no address of the coin.
func (c Coin) AddressLink(a kubepay.Address) string {
	canonical, err := c.check(string(a))
	if c.explorer.address == "" || err != nil || !strings.HasPrefix(canonical, c.explorer.prefix) {
		return ""
	}
	return c.explorer.address + url.PathEscape(canonical)
}

// TxLink is the page of a transaction on a block explorer, or "".
func (c Coin) TxLink(id kubepay.TxID) string {
	if c.explorer.tx == "" || id == "" {
		return ""
	}
	return c.explorer.tx + url.PathEscape(string(id))
}

// FromSeed makes an address for a pretended payment, which passes the coin's
// check and belongs to nobody: see [address.Format.FromSeed]. The coin is one
// that Lookup found.
func (c Coin) FromSeed(seed string) kubepay.Address {
	return kubepay.Address(c.formats[0].FromSeed(seed))
}

// check gives the canonical form of an address of this coin.
func (c Coin) check(text string) (string, error) {
	var best error
	for _, f := range c.formats {
		canonical, err := f.Check(text)
		if err == nil {
			return canonical, nil
		}
		if len(c.formats) == 1 || errors.Is(err, address.ErrChecksum) {
			best = fmt.Errorf("not a valid %s address: %w", f.Name, err)
		}
	}
	if best == nil {
		best = fmt.Errorf("not an address of any network that %s is known on", c.Symbol)
	}
	return "", best
}

// hasChecksum tells whether a typo in a checked address would have been noticed.
func (c Coin) hasChecksum(text string) bool {
	for _, f := range c.formats {
		if _, err := f.Check(text); err == nil {
			return f.HasChecksum(text)
		}
	}
	return false
}

// plainName is a name without the differences that gateways make.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.:/()[]@", r) {
			return -1
		}
		return r
	}, strings.ToUpper(name))
}
