package address

import "testing"

// formats are all of them.
var formats = []Format{Bitcoin, Litecoin, Dogecoin, Dash, Zcash, BitcoinCash, Monero, Solana, EVM, Tron, XRP, Stellar}

type vector struct {
	source string // who published it
	text   string
}

// vectors are addresses of the main networks as published. Where the source is
// "computed", the key hash is the one of BIP173's examples,
// 751e76e8199196d454941c45d1b3a323f1433bd6.
var vectors = map[string][]vector{
	"Bitcoin": {
		{"BIP173", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"},
		{"BIP350", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"},
		{"CashAddr specification", "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC"},
		{"CashAddr specification", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"},
	},
	"Litecoin": {
		{"Litecoin Core, key_io_valid", "LT2KVaAy1ppRuxRgrS5RNU3vBsy7RibPeA"},
		{"Trezor test data", "MUbHn23ZL733kCUbvQ88ZhVSWMdFQMEoV8"},
		{"computed", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9"},
	},
	"Dogecoin": {
		{"Dogecoin Core, key_io_valid", "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S"},
		{"Dogecoin Core, key_io_valid", "A36czoRusM4VxnNiEjTaaDcMyr4GB73xw1"},
		{"Dogecoin Core, key_io_valid", "DF6ADpqER651R2eKfXeJ73iVFW4kRN89jY"},
	},
	"Dash": {
		{"Trezor tests", "XdTw4G5AWW4cogGd7ayybyBNDbuB45UpgH"},
		{"Trezor tests", "XnD5rf5CsAo68wr2h9Nod58whcxX94VvqQ"},
		{"computed", "7d5vJtfDixGnEFRNcVSRarmaCBZeScHACn"},
	},
	"Zcash": {
		{"Trezor test data", "t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4"},
		{"Zcash chain parameters, founders' reward", "t3Vz22vK5z2LcKEdg16Yv4FFneEL1zg9ojd"},
		{"computed", "t1UYsZVJkLPeMjxEtACvSxfWuNmddpWfxzs"},
		{"librustzcash, zcash_address", "zs1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpq6d8g"},
		{"librustzcash, zcash_address", "u1qpatys4zruk99pg59gcscrt7y6akvl9vrhcfyhm9yxvxz7h87q6n8cgrzzpe9zru68uq39uhmlpp5uefxu0su5uqyqfe5zp3tycn0ecl"},
	},
	"Bitcoin Cash": {
		{"CashAddr specification", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"},
		{"CashAddr specification", "bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq"},
		{"CashAddr specification", "BITCOINCASH:QR95SY3J9XWD2AP32XKYKTTR4CVCU7AS4Y0QVERFUY"},
		{"CashAddr specification, prefix left out", "qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2"},
	},
	"Ethereum": {
		{"ERC-55", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"},
		{"ERC-55, all capitals", "0x52908400098527886E0F7030069857D2E4169EE7"},
		{"ERC-55, all small", "0xde709f2102306220921060314715629080e2fb77"},
	},
	"Solana": {
		{"Solana Pay specification", "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN"},
		{"Solana Pay specification", "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"},
		{"the system program", "11111111111111111111111111111111"},
	},
	"TRON": {
		{"tron4j, Base58CheckTest", "TJAAinkKN2h9KxtBZXw6SyL7HwCQXnzFsE"},
		{"the zero hash", "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb"},
		{"a validator's tests", "TKTcfBEKpp5ZRPwmiZ8SfLx8W7CDZ7PHCY"},
	},
	"XRP": {
		{"xrpl.js, isValidAddress", "r3rhWeE31Jt5sWmi4QiGLMZnY3ENgqw96W"},
		{"ripple-address-codec", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"},
		{"ripple-address-codec, X-address", "XVLhHMPHU98es4dbozjVtdWzVrDjtV18pX8yuPT7y4xaEHi"},
	},
	"Stellar": {
		{"SEP-23", "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"},
		{"SEP-23, muxed", "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK"},
		{"SEP-7", "GCALNQQBXAPZ2WIRSDDBMSTAKCUH5SG6U76YBFLQLIXJTF7FE5AX7AOO"},
		{"SEP-7", "GCRCUE2C5TBNIPYHMEP7NK5RWTT2WBSZ75CMARH7GDOHDDCQH3XANFOB"},
	},
	"Monero": {
		{"Monerujo's issues", "46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16em"},
		{"Monerujo's issues, subaddress", "88n7LEnEHhZa8qyaNKPxvUJnosY1ejrvn2XAhtGbFfiWASxTLLZMHCe9xx1pZQeYC269zVjtCTmf8Rdarvc8RSzGFRoWuDy"},
		{"Unstoppable Wallet's issues, subaddress", "85p72G3KRWMP8UBzaGQ9Cb6wCRPthgQ1tKw1B2JBY4F3JsrxhEA2mpSQCgv5QNZjm488Nfo2J51VkPLXZ45PEFwU1GUsw9t"},
	},
}

func TestPublishedAddressesPass(t *testing.T) {
	for _, f := range formats {
		if len(vectors[f.Name]) == 0 {
			t.Errorf("%s: no published address to go by", f.Name)
		}
		for _, v := range vectors[f.Name] {
			canonical, err := f.Check(v.text)
			if err != nil {
				t.Errorf("%s, from %s: %s is refused: %v", f.Name, v.source, v.text, err)
				continue
			}
			if again, err := f.Check(canonical); err != nil || again != canonical {
				t.Errorf("%s: the canonical %s becomes %s, %v", f.Name, canonical, again, err)
			}
		}
	}
}

func TestCanonicalForm(t *testing.T) {
	tests := []struct {
		name       string
		format     Format
		text, want string
	}{
		{"bech32 in capitals", Bitcoin, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
		{"CashAddr without prefix", BitcoinCash, "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"},
		{"CashAddr in capitals", BitcoinCash, "BITCOINCASH:QR95SY3J9XWD2AP32XKYKTTR4CVCU7AS4Y0QVERFUY", "bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy"},
		{"Ethereum in small letters", EVM, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"},
		{"base58 as it is", Dogecoin, "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S", "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := tt.format.Check(tt.text); got != tt.want || err != nil {
				t.Errorf("%s becomes %s, %v; want %s", tt.text, got, err, tt.want)
			}
		})
	}
}
