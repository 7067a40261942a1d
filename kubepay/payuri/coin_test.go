package payuri

import (
	"slices"
	"testing"

	"paywatch/kubepay"
)

func TestGatewaysNameCoinsInManyWays(t *testing.T) {
	tests := []struct {
		token           kubepay.Token
		symbol, network string
	}{
		{"BTC", "BTC", "Bitcoin"},
		{"btc", "BTC", "Bitcoin"},
		{" Bitcoin ", "BTC", "Bitcoin"},
		{"XBT", "BTC", "Bitcoin"},
		{"bitcoin-cash", "BCH", "Bitcoin Cash"},
		{"Dogecoin", "DOGE", "Dogecoin"},
		{"ripple", "XRP", "XRP Ledger"},
		{"Lumens", "XLM", "Stellar"},
		{"ether", "ETH", "Ethereum"},
		{"ETH", "ETH", "Ethereum"},
		{"ETH-BASE", "ETH", "Base"},
		{"eth_arbitrum", "ETH", "Arbitrum"},
		{"USDT", "USDT", ""},
		{"tether", "USDT", ""},
		{"USDT_TRC20", "USDT", "TRON"},
		{"usdt-erc20", "USDT", "Ethereum"},
		{"usdtbsc", "USDT", "BNB Smart Chain"},
		{"USDT (TRC20)", "USDT", "TRON"},
		{"USDC.SOL", "USDC", "Solana"},
		{"usdcmatic", "USDC", "Polygon"},
		{"USDC:AVAXC", "USDC", "Avalanche"},
		{"EURC_XLM", "EURC", "Stellar"},
		{"DAI", "DAI", ""},
		{"PYUSD", "PYUSD", ""},
		{"BUSD/BEP20", "BUSD", "BNB Smart Chain"},
		{"TUSD", "TUSD", ""},
	}
	for _, tt := range tests {
		t.Run(string(tt.token), func(t *testing.T) {
			coin, ok := Lookup(tt.token)
			if !ok || coin.Symbol != tt.symbol || coin.Network != tt.network {
				t.Errorf("%q is %q over %q, %v; want %q over %q", tt.token, coin.Symbol, coin.Network, ok, tt.symbol, tt.network)
			}
		})
	}
}

func TestWhatIsNotKnownIsNotGuessed(t *testing.T) {
	for _, token := range []kubepay.Token{"", "EUR", "BTC_BEP20", "BTCB", "WBTC", "LBTC", "TBTC", "USDC.e", "USDT_TON", "XRP_BEP20", "SOL_BSC", "BSV"} {
		if coin, ok := Lookup(token); ok {
			t.Errorf("%q is taken for %s over %q", token, coin.Symbol, coin.Network)
		}
	}
}

func TestEveryCoinIsWhole(t *testing.T) {
	want := []string{"BTC", "LTC", "DOGE", "DASH", "BCH", "ZEC", "XMR", "SOL", "ETH", "TRX", "XRP", "XLM",
		"USDT", "USDC", "DAI", "EURC", "PYUSD", "BUSD", "TUSD"}
	for _, e := range slices.Concat(coins, stablecoins) {
		i := slices.Index(want, e.Symbol)
		if i < 0 {
			t.Errorf("%s is listed twice, or nobody asked for it", e.Symbol)
			continue
		}
		want = slices.Delete(want, i, i+1)
		if e.Name == "" || e.Decimals == 0 || len(e.formats) == 0 || (e.scheme == "") != (e.amountKey == "") {
			t.Errorf("%s lacks something: %+v", e.Symbol, e.Coin)
		}
		in := intent(e.Symbol, string(e.FromSeed("a pretended payment")), "0.5", "0")
		if r := For(in); r.NoCode != "" || r.Default() == "" {
			t.Errorf("%s: a pretended address has no code: %s %q", e.Symbol, r.NoCode, r.Warnings)
		}
	}
	if len(want) > 0 {
		t.Errorf("not listed: %q", want)
	}
}

func TestNoNameMeansTwoCoins(t *testing.T) {
	owner := map[string]string{}
	for _, e := range slices.Concat(coins, stablecoins) {
		spelt := map[string]*Coin{}
		e.spell(spelt, tokenNetworks)
		for name := range spelt {
			if other := owner[name]; other != "" {
				t.Errorf("%s means %s and %s", name, other, e.Symbol)
			}
			owner[name] = e.Symbol
		}
	}
}

func TestExplorerLinks(t *testing.T) {
	tests := []struct {
		name        string
		token       kubepay.Token
		address     kubepay.Address
		wantAddress string
		wantTx      string
	}{
		{"Bitcoin", "BTC", segwit, "https://mempool.space/address/" + segwit, "https://mempool.space/tx/f00d"},
		{"not an address of the coin", "BTC", ether, "", "https://mempool.space/tx/f00d"},
		{"Monero hides addresses", "XMR", monero, "", "https://xmrchain.net/tx/f00d"},
		{"Zcash hides shielded ones", "ZEC", "zs1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpq6d8g",
			"", "https://blockchair.com/zcash/transaction/f00d"},
		{"a named network", "USDT_TRC20", tronKey,
			"https://tronscan.org/#/address/" + tronKey, "https://tronscan.org/#/transaction/f00d"},
		{"a network that is not named", "USDT", tronKey, "", ""},
		{"an unknown coin", "WAMPUM", "w4mpum", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			coin, _ := Lookup(tt.token)
			if got := coin.AddressLink(tt.address); got != tt.wantAddress {
				t.Errorf("address at %q, want %q", got, tt.wantAddress)
			}
			if got := coin.TxLink("f00d"); got != tt.wantTx {
				t.Errorf("transaction at %q, want %q", got, tt.wantTx)
			}
		})
	}
}

func TestNoHostileTransactionLeavesItsPlaceInALink(t *testing.T) {
	coin, _ := Lookup("BTC")
	if got, want := coin.TxLink("../x?y#\x1b\\"), "https://mempool.space/tx/..%2Fx%3Fy%23%1B%5C"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
