package payuri

import "paywatch/kubepay"

// Symbols are the coins of the table by their symbols: first those with a chain
// of their own, then the stablecoins. Whether a gateway takes one, and under
// which name, it does not document.
func Symbols() []kubepay.Token {
	symbols := make([]kubepay.Token, 0, len(coins)+len(stablecoins))
	for _, table := range [][]entry{coins, stablecoins} {
		for _, e := range table {
			symbols = append(symbols, kubepay.Token(e.Symbol))
		}
	}
	return symbols
}
