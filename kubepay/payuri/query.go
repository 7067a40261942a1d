package payuri

import (
	"net/url"
	"slices"
	"strings"
)

// otherRequests are parameters by which a URI asks for another amount, coin or
// payee than it begins with: those of BIP72, BIP321, ZIP 321 and Solana Pay.
var otherRequests = []string{"r", "lightning", "lno", "bc", "sp", "address", "spl-token"}

// onlyAmount tells whether the query of a URI says nothing beside the amount.
func onlyAmount(query string) bool {
	for parameter := range strings.SplitSeq(query, "&") {
		if parameter != "" && !isAmount(parameter) {
			return false
		}
	}
	return true
}

// asksElse tells whether a wallet may read something else from the query than
// the amount to one payee in one coin: by a parameter that says so or cannot be
// read, or since wallets differ on where the query or a parameter ends.
func asksElse(query string) bool {
	if strings.ContainsAny(query, "#;") {
		return true
	}
	for parameter := range strings.SplitSeq(query, "&") {
		_, err := url.QueryUnescape(parameter)
		key := keyOf(parameter)
		indexed := strings.Contains(key, ".") // a further payee's (ZIP 321)
		if err != nil || indexed || slices.Contains(otherRequests, key) {
			return true
		}
	}
	return false
}

// withAmount is the query with this one amount, where its first amount stands or
// else in front, and with all other parameters as they are.
func (c Coin) withAmount(query, amount string) string {
	own := c.amountKey + "=" + amount
	var parameters []string
	asked := false
	for parameter := range strings.SplitSeq(query, "&") {
		switch {
		case parameter == "":
		case !isAmount(parameter):
			parameters = append(parameters, parameter)
		case !asked:
			parameters = append(parameters, own)
			asked = true
		}
	}
	if !asked {
		parameters = slices.Insert(parameters, 0, own)
	}
	return strings.Join(parameters, "&")
}

// isAmount counts every coin's name for the amount, since some wallets do.
func isAmount(parameter string) bool {
	key := keyOf(parameter)
	return key == "amount" || key == "tx_amount"
}

// keyOf is the name of a parameter as the most lenient wallet reads it.
func keyOf(parameter string) string {
	key, _, _ := strings.Cut(parameter, "=")
	if plain, err := url.QueryUnescape(key); err == nil {
		key = plain
	}
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(key)), "req-")
}
