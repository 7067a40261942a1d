package payuri

import "strings"

// payee is what the gateway wrote where the address belongs.
type payee struct {
	address string // canonical where it passed
	query   string // of the gateway's own URI
	check   Check
	noCode  NoCode
	warning string
}

// readPayee takes an address, or a URI of the coin, for the address. What stands
// in place of a known coin's address passes its check or gets no code; an unknown
// coin's is kept as it came.
func readPayee(coin Coin, known bool, text string) payee {
	switch {
	case text == "":
		return payee{check: NotChecked, noCode: NoAddress}
	case !printable(text):
		return payee{address: text, check: NotChecked, noCode: Unreadable}
	case !known && strings.ContainsAny(text, ":?"):
		return payee{address: text, check: NotChecked,
			warning: "This coin is not known here: what the gateway wrote is not checked, nor is any amount in it."}
	case !known:
		return payee{address: text, check: NotChecked,
			warning: "This coin is not known here: its address is not checked."}
	}
	body, query := coin.cutScheme(text)
	to := coin.checkPayee(body)
	if to.noCode == "" && asksElse(query) {
		to.noCode = OtherRequest
	}
	to.query = query
	return to
}

func (c Coin) checkPayee(text string) payee {
	canonical, err := c.check(text)
	switch {
	case err != nil:
		return payee{address: text, check: NotValid, noCode: BadAddress,
			warning: "This is " + err.Error() + ". Do not pay to it."}
	case !c.hasChecksum(text):
		return payee{address: canonical, check: NoChecksum,
			warning: "This address has no checksum: a wrong character in it cannot be noticed."}
	}
	return payee{address: canonical, check: Checked}
}

// cutScheme takes a URI of this coin's scheme apart. Where text is none, all of
// it is the body.
func (c Coin) cutScheme(text string) (body, query string) {
	scheme, rest, found := strings.Cut(text, ":")
	if !found || c.scheme == "" || !strings.EqualFold(scheme, c.scheme) {
		return text, ""
	}
	if c.prefixed {
		rest = text
	}
	body, query, _ = strings.Cut(rest, "?")
	return body, query
}

// printable tells whether text is printable ASCII without a space.
func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}
