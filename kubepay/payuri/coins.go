package payuri

import (
	"sync"

	"paywatch/kubepay/payuri/address"
)

// names are what gateways call a coin, besides its symbol and name.
type names []string

// entry is a row of the table of coins.
type entry struct {
	Coin
	names    names
	networks []network // over which it may be named to run, beside its own
}

// coins with a chain of their own. Decimals and schemes are those of BIP321,
// ZIP 321, Monero's URI format, Solana Pay and each chain's documentation; only
// the coins whose wallets agree on a URI have a scheme.
var coins = []entry{
	{names: names{"XBT"}, Coin: Coin{Symbol: "BTC", Name: "Bitcoin", Network: "Bitcoin", Decimals: 8,
		scheme: "bitcoin", amountKey: "amount", capitals: "bc1", formats: formats(address.Bitcoin),
		explorer: explorer{address: "https://mempool.space/address/", tx: "https://mempool.space/tx/"}}},

	{Coin: Coin{Symbol: "LTC", Name: "Litecoin", Network: "Litecoin", Decimals: 8,
		scheme: "litecoin", amountKey: "amount", formats: formats(address.Litecoin),
		explorer: explorer{address: "https://litecoinspace.org/address/", tx: "https://litecoinspace.org/tx/"}}},

	{names: names{"XDG"}, Coin: Coin{Symbol: "DOGE", Name: "Dogecoin", Network: "Dogecoin", Decimals: 8,
		scheme: "dogecoin", amountKey: "amount", formats: formats(address.Dogecoin), explorer: blockchair("dogecoin")}},

	{Coin: Coin{Symbol: "DASH", Name: "Dash", Network: "Dash", Decimals: 8,
		scheme: "dash", amountKey: "amount", formats: formats(address.Dash), explorer: blockchair("dash")}},

	{names: names{"BCC", "BCHABC"}, Coin: Coin{Symbol: "BCH", Name: "Bitcoin Cash", Network: "Bitcoin Cash", Decimals: 8,
		scheme: "bitcoincash", prefixed: true, amountKey: "amount", formats: formats(address.BitcoinCash), explorer: blockchair("bitcoin-cash")}},

	{Coin: Coin{Symbol: "ZEC", Name: "Zcash", Network: "Zcash", Decimals: 8,
		scheme: "zcash", amountKey: "amount", formats: formats(address.Zcash),
		explorer: explorer{address: "https://blockchair.com/zcash/address/", tx: "https://blockchair.com/zcash/transaction/", prefix: "t"}}},

	{Coin: Coin{Symbol: "XMR", Name: "Monero", Network: "Monero", Decimals: 12,
		scheme: "monero", amountKey: "tx_amount", formats: formats(address.Monero),
		explorer: explorer{tx: "https://xmrchain.net/tx/"}}},

	{Coin: Coin{Symbol: "SOL", Name: "Solana", Network: "Solana", Decimals: 9,
		scheme: "solana", amountKey: "amount", formats: formats(address.Solana), explorer: solana.explorer}},

	// Nothing in an address tells Ethereum from the chains beside it.
	{names: names{"ETHER"}, networks: append([]network{ethereum}, layer2...),
		Coin: Coin{Symbol: "ETH", Name: "Ethereum", Network: ethereum.name, Decimals: 18,
			Heeds: heeds(CheckNetwork), formats: formats(address.EVM), explorer: ethereum.explorer}},

	{networks: []network{tron}, Coin: Coin{Symbol: "TRX", Name: "TRON", Network: tron.name, Decimals: 6,
		formats: formats(address.Tron), explorer: tron.explorer}},

	{names: names{"Ripple", "XRPL", "XRP Ledger"}, Coin: Coin{Symbol: "XRP", Name: "XRP", Network: "XRP Ledger", Decimals: 6,
		Heeds: heeds(TagNeeded), selfTag: "X", formats: formats(address.XRP),
		explorer: explorer{address: "https://xrpscan.com/account/", tx: "https://xrpscan.com/tx/", prefix: "r"}}},

	{names: names{"Stellar Lumens", "Lumens"}, Coin: Coin{Symbol: "XLM", Name: "Stellar", Network: stellar.name, Decimals: 7,
		Heeds: heeds(MemoNeeded), selfTag: "M", formats: formats(address.Stellar), explorer: stellar.explorer}},
}

// stablecoins run over many networks with one name, and with other decimals on
// some: a URI would need chain and contract, which the gateway does not tell.
var stablecoins = []entry{
	{names: names{"Tether", "USD Tether", "USDTether"}, Coin: stablecoin("USDT", "Tether USD", 6)},
	{names: names{"USD Coin", "USDCoin"}, Coin: stablecoin("USDC", "USD Coin", 6)},
	{Coin: stablecoin("DAI", "Dai", 18)},
	{names: names{"Euro Coin", "EUROC"}, Coin: stablecoin("EURC", "EURC", 6)},
	{names: names{"PayPal USD"}, Coin: stablecoin("PYUSD", "PayPal USD", 6)},
	{names: names{"Binance USD"}, Coin: stablecoin("BUSD", "Binance USD", 18)},
	{names: names{"True USD"}, Coin: stablecoin("TUSD", "TrueUSD", 18)},
}

// stablecoin is one on a network that the gateway has not named.
func stablecoin(symbol, name string, decimals int32) Coin {
	return Coin{Symbol: symbol, Name: name, Decimals: decimals, Heeds: heeds(CheckNetwork),
		formats: formats(address.EVM, address.Tron, address.Solana, address.Stellar)}
}

func heeds(h ...Heed) []Heed { return h }

func formats(f ...address.Format) []address.Format { return f }

func blockchair(chain string) explorer {
	site := "https://blockchair.com/" + chain
	return explorer{address: site + "/address/", tx: site + "/transaction/"}
}

// coinByName holds every spelling that is known, as [plainName] writes it.
var coinByName = sync.OnceValue(func() map[string]*Coin {
	known := map[string]*Coin{}
	for _, e := range coins {
		e.spell(known, e.networks)
	}
	for _, e := range stablecoins {
		e.spell(known, tokenNetworks)
	}
	return known
})

// spell adds the names of a coin, alone and with each network beside them.
func (e entry) spell(known map[string]*Coin, networks []network) {
	spellings := append(names{e.Symbol, e.Name}, e.names...)
	for _, name := range spellings {
		known[plainName(name)] = &e.Coin
	}
	for _, n := range networks {
		carried := n.carry(e.Coin)
		for _, name := range spellings {
			for _, tag := range n.tags {
				known[plainName(name+tag)] = &carried
			}
		}
	}
}
