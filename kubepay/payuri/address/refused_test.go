package address

import (
	"errors"
	"strings"
	"testing"
)

func TestWrongAddressesAreRefusedInPlainWords(t *testing.T) {
	anyError := errors.New("")
	tests := []struct {
		name   string
		format Format
		text   string
		want   error // anyError where the words name a character
	}{
		{"nothing", Bitcoin, "", ErrEmpty},
		{"far too long", Zcash, "u1" + strings.Repeat("q", 5000), ErrLength},

		{"BIP173: checksum", Bitcoin, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", ErrChecksum},
		{"BIP350: version 1 in bech32", Bitcoin, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", ErrChecksum},
		{"BIP350: version 0 in bech32m", Bitcoin, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", ErrChecksum},
		{"BIP173: mixed case", Bitcoin, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8f3t4", ErrCase},
		{"BIP173: test network", Bitcoin, "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", ErrForeign},
		{"BIP321: its example is invalid on purpose", Bitcoin, "175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W", ErrChecksum},
		{"Litecoin's own", Bitcoin, "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", ErrForeign},
		{"Dogecoin's own", Bitcoin, "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S", ErrForeign},
		{"a letter outside base58", Bitcoin, "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTz0", anyError},
		{"a byte outside ASCII", Bitcoin, "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTz\xe9", ErrCharacter},

		{"Litecoin Core, key_io_invalid", Litecoin, "pLrE7DTSJEqA3EY9pn9xqxGsQQq1ZodMq9", ErrForeign},
		{"Litecoin Core, key_io_invalid", Litecoin, "9HNmZX4VS73qJEWzmNcmXbkQ9TFf6sUTCQ", ErrForeign},
		{"Litecoin Core, key_io_invalid", Litecoin, "SLrpY37XP4qJryx7fjPZMak4Lxzfo5WShx", ErrForeign},

		{"Dogecoin Core: test network", Dogecoin, "nbpzakKSn16ZAp7nXuu9tELBrmiVpEyV1Q", ErrForeign},
		{"Dogecoin Core: test network", Dogecoin, "2N2JD6wb56AfK4tfmM6PwdVmoYk2dCKf4Br", ErrForeign},
		{"last character", Dogecoin, "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3T", ErrChecksum},

		{"last character", Dash, "XdTw4G5AWW4cogGd7ayybyBNDbuB45UpgJ", ErrChecksum},
		{"Bitcoin's", Dash, "17A16QmavnUfCW11DAApiJxp7ARnxN5pGX", ErrForeign},
		{"Dogecoin's", Dash, "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S", ErrForeign},

		{"test network", Zcash, "tmEZhbWHTpdKMw5it8YDspUXSMGQyFwovpU", ErrForeign},
		{"zcash, base58_keys_valid: prefix of before the launch", Zcash, "s1WU7nhaD8sDzJuE9FJswRJvr1V7YY5HMyZ", ErrForeign},
		{"last character", Zcash, "t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf5", ErrChecksum},
		{"Sapling, last character", Zcash, "zs1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpq6d8q", ErrChecksum},

		{"CashAddr: checksum right, payload wrong", BitcoinCash, "bitcoincash:qpzry9x8gf2tvdw0s3jn54khce6mua7lcw20ayyn", ErrLength},
		{"CashAddr: test network", BitcoinCash, "bchtest:pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t", ErrForeign},
		{"CashAddr: mixed case", BitcoinCash, "bitcoincash:Qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", ErrCase},
		{"CashAddr: body in capitals only", BitcoinCash, "bitcoincash:QR95SY3J9XWD2AP32XKYKTTR4CVCU7AS4Y0QVERFUY", ErrCase},
		{"CashAddr: prefix twice", BitcoinCash, "bitcoincash:bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", anyError},

		{"ERC-681's example fails ERC-55", EVM, "0xfb6916095ca1df60bb79Ce92ce3ea74c37c5d359", ErrChecksum},
		{"last capital small", EVM, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", ErrChecksum},
		{"a digit too few", EVM, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", ErrLength},
		{"not hexadecimal", EVM, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", anyError},

		{"Solana Pay tests", Solana, "0xffff", anyError},
		{"33 zero bytes", Solana, "111111111111111111111111111111111", ErrLength},
		{"two characters lost", Solana, "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2", ErrLength},

		{"BTCPay's USDt plugin #40", Tron, "TLa2f6ANg8yZM3Zb2HsQpMfpcVo3XqbkQR", ErrChecksum},
		{"BTCPay's USDt plugin #41", Tron, "TCFRHbx7ryg2Hcxx6tbyZT5bhvWTZtsX", ErrChecksum},
		{"Bitcoin's", Tron, "17A16QmavnUfCW11DAApiJxp7ARnxN5pGX", ErrForeign},

		{"xrpl.js: one letter", XRP, "r3rhWeE31Jt5sWmi4QiGLMZnY3ENhqw96W", ErrChecksum},
		{"xrpl.js: X-address", XRP, "XV5sbjUmgPpvXv4ixFWZ5pfAYZ6PD28Sq49uo34VyjnmK5H", ErrChecksum},
		{"xrpl.js: test network", XRP, "T7oKJ3q7s94kDH6tpkBowhetT1JKfcfdSCmAXbS75iATyLD", ErrForeign},

		{"SEP-23: too short", Stellar, "GAAAAAAAACGC6", ErrLength},
		{"SEP-23: wrong algorithm", Stellar, "G47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVP2I", ErrForeign},
		{"a letter too many", Stellar, "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZA", anyError},

		{"monero, uri tests", Monero, "44444", ErrLength},
		{"monero, uri tests: test network", Monero, "9tTLtauaEKSj7xoVXytVH32R1pLZBk4VV4mZFGEh4wkXhDWqw1soPyf3fGixf1kni31VznEZkWNEza9d5TvjWwq5PaohYHC", ErrForeign},
		{"last character", Monero, "46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16en", ErrChecksum},
	}
	for _, tt := range tests {
		t.Run(tt.format.Name+"/"+tt.name, func(t *testing.T) {
			canonical, err := tt.format.Check(tt.text)
			if err == nil || canonical != "" {
				t.Fatalf("%s passes as %q, %v", tt.text, canonical, err)
			}
			if tt.want != anyError && !errors.Is(err, tt.want) {
				t.Errorf("%s: %q, want %q", tt.text, err, tt.want)
			}
		})
	}
}

func TestSomeAddressesCannotShowDamage(t *testing.T) {
	tests := []struct {
		name   string
		format Format
		text   string
		want   bool
	}{
		{"Solana has no checksum", Solana, "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN", false},
		{"nor has Ethereum in small letters", EVM, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", false},
		{"nor in capitals throughout", EVM, "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED", false},
		{"its mixed capitals are one", EVM, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", true},
		{"every Bitcoin address has one", Bitcoin, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := tt.format.Check(tt.text); err != nil {
				t.Fatal(err)
			}
			if got := tt.format.HasChecksum(tt.text); got != tt.want {
				t.Errorf("%s: checksum %v, want %v", tt.text, got, tt.want)
			}
		})
	}
}
