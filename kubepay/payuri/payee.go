package payuri

import "strings"

// payee is what the gateway wrote where the address belongs.
type payee struct {
	address string // canonical where it passed
	uri     string // the gateway's own URI, to be kept as it is
	check   Check
	noCode  NoCode
	warning string
}

const ownText = "The gateway wrote more than an address: it is not checked and shown as it came."

// readPayee takes an address, or a URI of the coin that says no more than
// address and amount, for the address. Anything else with a scheme or a query
// is kept as it is: wrapping it again, or cutting it, could lose a tag or a
// payee.
func readPayee(coin Coin, known bool, text string) payee {
	switch {
	case text == "":
		return payee{check: NotChecked, noCode: NoAddress}
	case !printable(text):
		return payee{address: text, check: NotChecked, noCode: Unreadable}
	}
	body, query, isURI := coin.cutScheme(text)
	if !isURI && strings.ContainsAny(text, ":?") {
		return payee{address: text, check: NotChecked, warning: ownText}
	}
	if !known {
		return payee{address: text, check: NotChecked,
			warning: "This coin is not known here: its address is not checked."}
	}
	to := coin.checkPayee(body)
	if to.noCode == "" && !coin.onlyAmount(query) {
		to.uri, to.check, to.warning = text, NotChecked, ownText
	}
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
func (c Coin) cutScheme(text string) (body, query string, isURI bool) {
	scheme, rest, found := strings.Cut(text, ":")
	if !found || c.scheme == "" || !strings.EqualFold(scheme, c.scheme) {
		return text, "", false
	}
	if c.prefixed {
		rest = text
	}
	body, query, _ = strings.Cut(rest, "?")
	return body, query, true
}

// onlyAmount tells whether the query of a URI says nothing that is lost when it
// is written anew.
func (c Coin) onlyAmount(query string) bool {
	for parameter := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(parameter, "=")
		if key != "" && !strings.EqualFold(key, c.amountKey) {
			return false
		}
	}
	return true
}

// adviceFor leaves out what the address itself settles.
func (c Coin) adviceFor(text string) string {
	if c.selfTag != "" && strings.HasPrefix(text, c.selfTag) {
		return ""
	}
	return c.Advice
}

// printable tells whether text is printable ASCII without a space.
func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}
