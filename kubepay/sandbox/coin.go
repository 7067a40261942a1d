package sandbox

import (
	"encoding/hex"

	"github.com/mr-tron/base58"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
)

// euros is what one of a coin costs in the sandbox, by symbol. The rates are as
// they once might have been: nobody pays by them.
var euros = map[string]decimal.Decimal{
	"BTC":  decimal.RequireFromString("60000"),
	"LTC":  decimal.RequireFromString("75"),
	"DOGE": decimal.RequireFromString("0.15"),
	"DASH": decimal.RequireFromString("25"),
	"BCH":  decimal.RequireFromString("400"),
	"ZEC":  decimal.RequireFromString("40"),
	"XMR":  decimal.RequireFromString("150"),
	"SOL":  decimal.RequireFromString("140"),
	"ETH":  decimal.RequireFromString("2500"),
	"TRX":  decimal.RequireFromString("0.20"),
	"XRP":  decimal.RequireFromString("0.50"),
	"XLM":  decimal.RequireFromString("0.10"),
	"USDT": decimal.RequireFromString("0.92"),
	"USDC": decimal.RequireFromString("0.92"),
}

// dollarsPerEuro is as made up as the rates.
var dollarsPerEuro = decimal.RequireFromString("1.08")

// price is what one of a coin costs, one unit of the currency where the sandbox
// has no rate.
func price(token kubepay.Token, currency kubepay.Currency) decimal.Decimal {
	coin, _ := payuri.Lookup(token)
	rate, ok := euros[coin.Symbol]
	switch {
	case !ok:
		return decimal.NewFromInt(1)
	case currency == "USD":
		return rate.Mul(dollarsPerEuro)
	}
	return rate
}

// pricedPlaces is to how many decimals the sandbox prices in coins.
const pricedPlaces = 8

func inCoins(fiat decimal.Decimal, currency kubepay.Currency, token kubepay.Token) decimal.Decimal {
	return fiat.DivRound(price(token, currency), min(placesOf(token), pricedPlaces))
}

func inFiat(crypto decimal.Decimal, token kubepay.Token, currency kubepay.Currency) decimal.Decimal {
	return crypto.Mul(price(token, currency)).Round(fiatPlaces)
}

// placesOf is how finely a coin can be divided, as far as the gateway's decimals
// reach.
func placesOf(token kubepay.Token) int32 {
	if coin, ok := payuri.Lookup(token); ok {
		return min(coin.Decimals, cryptoPlaces)
	}
	return pricedPlaces
}

// addressOf is the n-th pay address of a payment: one that passes its coin's
// check and belongs to nobody.
func addressOf(token kubepay.Token, id kubepay.ID, n int) kubepay.Address {
	coin, ok := payuri.Lookup(token)
	if !ok {
		return kubepay.Address("sandbox-" + hexID("address", id, n))
	}
	return coin.FromSeed(hexID("address", id, n))
}

// txID has the form of the transaction ids of a coin's chain.
func txID(token kubepay.Token, id kubepay.ID, n int) kubepay.TxID {
	hash := hexID("transaction", id, n)
	coin, _ := payuri.Lookup(token)
	switch coin.Symbol {
	case "ETH", "USDT", "USDC":
		return kubepay.TxID("0x" + hash)
	case "SOL": // the first signature, of 64 bytes
		return kubepay.TxID(base58.Encode([]byte(hash)))
	}
	return kubepay.TxID(hash)
}

func hexID(what string, id kubepay.ID, n int) string {
	d := digest(what, string(id), uint64(n))
	return hex.EncodeToString(d[:])
}
