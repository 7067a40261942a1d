package payuri

import "paywatch/kubepay/payuri/address"

// network is a chain that carries tokens.
type network struct {
	name     string
	tags     []string // what gateways write beside a token's name
	format   address.Format
	explorer explorer
	heeds    []Heed // besides that nothing else will do
}

// Networks by the names that gateways give them.
var (
	ethereum = evm("Ethereum", "etherscan.io", "ERC20", "ETH", "Ethereum", "Mainnet")
	tron     = network{name: "TRON", tags: []string{"TRC20", "TRX", "TRON"}, format: address.Tron,
		explorer: explorer{address: "https://tronscan.org/#/address/", tx: "https://tronscan.org/#/transaction/"}}
	solana = network{name: "Solana", tags: []string{"SPL", "SOL", "Solana"}, format: address.Solana,
		explorer: explorer{address: "https://solscan.io/account/", tx: "https://solscan.io/tx/"}}
	stellar = network{name: "Stellar", tags: []string{"XLM", "Stellar"}, format: address.Stellar, heeds: heeds(MemoNeeded),
		explorer: explorer{address: "https://stellar.expert/explorer/public/account/",
			tx: "https://stellar.expert/explorer/public/tx/", prefix: "G"}}
)

// layer2 are the chains whose own coin is ether too.
var layer2 = []network{
	evm("Arbitrum", "arbiscan.io", "ARB", "Arbitrum", "Arbitrum One"),
	evm("Optimism", "optimistic.etherscan.io", "OP", "Optimism"),
	evm("Base", "basescan.org", "Base"),
}

// tokenNetworks are those that stablecoins run over.
var tokenNetworks = append([]network{
	ethereum, tron, solana, stellar,
	evm("BNB Smart Chain", "bscscan.com", "BEP20", "BSC", "BNB"),
	evm("Polygon", "polygonscan.com", "Polygon", "MATIC", "POL"),
	evm("Avalanche", "snowtrace.io", "AVAX", "AVAXC", "Avalanche"),
}, layer2...)

func evm(name, site string, tags ...string) network {
	return network{name: name, tags: tags, format: address.EVM,
		explorer: explorer{address: "https://" + site + "/address/", tx: "https://" + site + "/tx/"}}
}

// carry is the coin on this network, named by the gateway.
func (n network) carry(c Coin) Coin {
	c.Network = n.name
	c.Heeds = append(heeds(OnlyNetwork), n.heeds...)
	c.formats = []address.Format{n.format}
	c.explorer = n.explorer
	return c
}
