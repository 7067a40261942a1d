package payuri

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

const (
	segwit     = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"                                                      // BIP173
	cash       = "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"                                          // CashAddr specification
	monero     = "46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16em" // Monerujo's issues
	solKey     = "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN"                                                     // Solana Pay specification
	ether      = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"                                                      // ERC-55
	tronKey    = "TJAAinkKN2h9KxtBZXw6SyL7HwCQXnzFsE"                                                              // tron4j
	xrpKey     = "r3rhWeE31Jt5sWmi4QiGLMZnY3ENgqw96W"                                                              // xrpl.js
	xrpTag     = "XVLhHMPHU98es4dbozjVtdWzVrDjtV18pX8yuPT7y4xaEHi"                                                 // ripple-address-codec
	stellarKey = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"                                        // SEP-23
)

// intent is a payment of which captured has arrived; "" is unknown.
func intent(token, address, total, captured string) kubepay.Intent {
	return kubepay.Intent{
		Status: kubepay.Pending, Token: kubepay.Token(token), PayAddress: kubepay.Address(address),
		Crypto: kubepay.Amount{Total: amount(total), Captured: amount(captured)},
	}
}

func amount(text string) decimal.NullDecimal {
	if text == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

func TestWhatIsScanned(t *testing.T) {
	tests := []struct {
		name              string
		token, address    string
		total, captured   string
		wantURI, wantBare string
		wantCheck         Check
	}{
		{"Bitcoin (BIP321)", "BTC", segwit, "0.0004125", "0",
			"bitcoin:" + segwit + "?amount=0.0004125", segwit, Checked},
		{"what is missing, not the total", "BTC", segwit, "0.00041250", "0.00016500",
			"bitcoin:" + segwit + "?amount=0.0002475", segwit, Checked},
		{"capitals become small", "btc", strings.ToUpper(segwit), "1", "0",
			"bitcoin:" + segwit + "?amount=1", segwit, Checked},
		{"the smallest unit", "BTC", segwit, "0.00000001", "0",
			"bitcoin:" + segwit + "?amount=0.00000001", segwit, Checked},
		{"zeros beyond the smallest unit", "BTC", segwit, "1000.500000000000000", "0",
			"bitcoin:" + segwit + "?amount=1000.5", segwit, Checked},
		{"Litecoin", "LTC", "LT2KVaAy1ppRuxRgrS5RNU3vBsy7RibPeA", "2", "0",
			"litecoin:LT2KVaAy1ppRuxRgrS5RNU3vBsy7RibPeA?amount=2", "LT2KVaAy1ppRuxRgrS5RNU3vBsy7RibPeA", Checked},
		{"Dogecoin", "DOGE", "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S", "99.5", "0",
			"dogecoin:DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S?amount=99.5", "DEQU7G2Chw4r1gSKZt2GfKBpGbkbQSwp3S", Checked},
		{"Dash", "DASH", "XdTw4G5AWW4cogGd7ayybyBNDbuB45UpgH", "0.1", "0",
			"dash:XdTw4G5AWW4cogGd7ayybyBNDbuB45UpgH?amount=0.1", "XdTw4G5AWW4cogGd7ayybyBNDbuB45UpgH", Checked},
		{"Bitcoin Cash has its prefix once", "BCH", cash, "0.5", "0",
			cash + "?amount=0.5", cash, Checked},
		{"and gets it where it is left out", "BCH", strings.TrimPrefix(cash, "bitcoincash:"), "0.5", "0",
			cash + "?amount=0.5", cash, Checked},
		{"Zcash (ZIP 321)", "ZEC", "t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4", "0.5", "0",
			"zcash:t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4?amount=0.5", "t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4", Checked},
		{"Monero calls it tx_amount", "XMR", monero, "0.123456789012", "0",
			"monero:" + monero + "?tx_amount=0.123456789012", monero, Checked},
		{"Solana Pay", "SOL", solKey, "0.000000001", "0",
			"solana:" + solKey + "?amount=0.000000001", solKey, NoChecksum},
		{"Ether: no chain is guessed", "ETH", strings.ToLower(ether), "0.01", "0",
			"", ether, NoChecksum},
		{"Ether, proven by its capitals", "ETH", ether, "0.01", "0", "", ether, Checked},
		{"TRON", "TRX", tronKey, "12", "0", "", tronKey, Checked},
		{"XRP", "XRP", xrpKey, "12", "0", "", xrpKey, Checked},
		{"Stellar", "XLM", stellarKey, "12", "0", "", stellarKey, Checked},
		{"stablecoin over a named network", "USDT_TRC20", tronKey, "12", "0", "", tronKey, Checked},
		{"stablecoin over any", "USDC", ether, "12", "0", "", ether, Checked},
		{"an unknown coin", "WAMPUM", "w4mpum", "12", "0", "", "w4mpum", NotChecked},
		{"an unknown total", "BTC", segwit, "", "0", "", segwit, Checked},
		{"an unknown part of it", "BTC", segwit, "1", "", "", segwit, Checked},
		{"finer than a satoshi", "BTC", segwit, "0.000000001", "0", "", segwit, Checked},
		{"spaces around", "BTC", " " + segwit + "\n", "1", "0", "bitcoin:" + segwit + "?amount=1", segwit, Checked},

		{"a URI of the coin is read for its address", "BTC", "bitcoin:" + segwit, "1", "0.25",
			"bitcoin:" + segwit + "?amount=0.75", segwit, Checked},
		{"and its old amount renewed", "BTC", "BITCOIN:" + strings.ToUpper(segwit) + "?AMOUNT=1", "1", "0.25",
			"bitcoin:" + segwit + "?amount=0.75", segwit, Checked},
		{"what it says more is kept, its old amount is not (BIP321)", "BTC", "bitcoin:" + segwit + "?amount=0.0004&label=Shop", "0.0004", "0.0003",
			"bitcoin:" + segwit + "?amount=0.0001&label=Shop", segwit, Checked},
		{"the right amount is kept where it stands", "BTC", "bitcoin:" + segwit + "?label=Shop&amount=0.75&message=a%20b", "1", "0.25",
			"bitcoin:" + segwit + "?label=Shop&amount=0.75&message=a%20b", segwit, Checked},
		{"no amount gets one", "BTC", "bitcoin:" + segwit + "?label=Shop", "1", "0.25",
			"bitcoin:" + segwit + "?amount=0.75&label=Shop", segwit, Checked},
		{"an amount that is no number", "BTC", "bitcoin:" + segwit + "?label=Shop&amount=0%2E75", "1", "0.25",
			"bitcoin:" + segwit + "?label=Shop&amount=0.75", segwit, Checked},
		{"two amounts become one", "BTC", "bitcoin:" + segwit + "?amount=0.75&label=Shop&%61mount=1&req-amount=2", "1", "0.25",
			"bitcoin:" + segwit + "?amount=0.75&label=Shop", segwit, Checked},
		{"Monero's other name for it", "XMR", "monero:" + monero + "?amount=1&tx_description=Shop", "1", "0.25",
			"monero:" + monero + "?tx_amount=0.75&tx_description=Shop", monero, Checked},
		{"Solana's reference is kept", "SOL", "solana:" + solKey + "?amount=1&reference=" + solKey, "1", "0.25",
			"solana:" + solKey + "?amount=0.75&reference=" + solKey, solKey, NoChecksum},
		{"an unknown amount is not taken from the URI", "BTC", "bitcoin:" + segwit + "?amount=1&label=Shop", "", "0",
			"", segwit, Checked},
		{"Bitcoin Cash with amount", "BCH", cash + "?amount=1", "1", "0.25",
			cash + "?amount=0.75", cash, Checked},
		{"an unknown coin's URI", "WAMPUM", "wampum:w4mpum?amount=1", "1", "0",
			"", "wampum:w4mpum?amount=1", NotChecked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := For(intent(tt.token, tt.address, tt.total, tt.captured))
			if r.NoCode != "" {
				t.Fatalf("no code: %s %q", r.NoCode, r.Warnings)
			}
			if r.URI != tt.wantURI || r.Bare != tt.wantBare || r.Check != tt.wantCheck {
				t.Errorf("URI %q\nwant %q\nbare %q\nwant %q\ncheck %q, want %q", r.URI, tt.wantURI, r.Bare, tt.wantBare, r.Check, tt.wantCheck)
			}
			want := tt.wantURI
			if want == "" {
				want = tt.wantBare
			}
			if r.Default() != want {
				t.Errorf("by default %q, want %q", r.Default(), want)
			}
			if tt.wantCheck != Checked && len(r.Warnings) == 0 {
				t.Errorf("%s, and no word about it", tt.wantCheck)
			}
		})
	}
}

func TestWhenNothingIsScanned(t *testing.T) {
	tests := []struct {
		name           string
		status         kubepay.Status
		token, address string
		total          string
		want           NoCode
		wantShown      string
	}{
		{"paid", kubepay.Paid, "BTC", segwit, "1", Paid, segwit},
		{"failed", kubepay.Failed, "BTC", segwit, "1", Over, segwit},
		{"expired", kubepay.Expired, "WAMPUM", "w4mpum", "1", Over, "w4mpum"},
		{"nothing missing", kubepay.Partial, "BTC", segwit, "0.25", NothingMissing, segwit},
		{"overpaid", kubepay.Partial, "BTC", segwit, "0.2", NothingMissing, segwit},
		{"no address yet", kubepay.Pending, "BTC", "", "1", NoAddress, ""},
		{"a typo", kubepay.Pending, "BTC", segwit[:40] + "xx", "1", BadAddress, segwit[:40] + "xx"},
		{"a typo in a URI", kubepay.Pending, "BTC", "bitcoin:" + segwit[:40] + "xx?amount=1", "1", BadAddress, segwit[:40] + "xx"},
		{"another coin's", kubepay.Pending, "LTC", segwit, "1", BadAddress, segwit},
		{"another network's", kubepay.Pending, "USDT-TRC20", ether, "1", BadAddress, ether},
		{"Bitcoin Cash prefix twice", kubepay.Pending, "BCH", "bitcoincash:" + cash, "1", BadAddress, "bitcoincash:" + cash},
		{"no stablecoin's", kubepay.Pending, "USDT", segwit, "1", BadAddress, segwit},
		{"another coin's URI", kubepay.Pending, "BTC", "litecoin:" + segwit, "1", BadAddress, "litecoin:" + segwit},
		{"a colon too many", kubepay.Pending, "BTC", segwit + ":xyz", "1", BadAddress, segwit + ":xyz"},
		{"a query without a scheme", kubepay.Pending, "BTC", segwit + "?amount=1", "1", BadAddress, segwit + "?amount=1"},
		{"the scheme twice", kubepay.Pending, "BTC", "bitcoin:bitcoin:" + segwit, "1", BadAddress, "bitcoin:" + segwit},
		{"a URI that wallets do not agree on (ERC-681)", kubepay.Pending, "ETH", "ethereum:" + ether + "@1?value=1", "1", BadAddress, "ethereum:" + ether + "@1?value=1"},
		{"a tag in the old way of XRP", kubepay.Pending, "XRP", xrpKey + "?dt=7", "1", BadAddress, xrpKey + "?dt=7"},
		{"another token (Solana Pay)", kubepay.Pending, "SOL", "solana:" + solKey + "?amount=0.75&spl-token=" + solKey, "1", OtherRequest, solKey},
		{"a second payee (ZIP 321)", kubepay.Pending, "ZEC", "zcash:t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4?amount=0.75&amount.1=2", "1", OtherRequest, "t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4"},
		{"an invoice with its own amount (BIP321)", kubepay.Pending, "BTC", "bitcoin:" + segwit + "?amount=0.75&LIGHTNING=lnbc1", "1", OtherRequest, segwit},
		{"an amount that a fragment may hide", kubepay.Pending, "BTC", "bitcoin:" + segwit + "?label=a#b&amount=0.75", "1", OtherRequest, segwit},
		{"a parameter that cannot be read", kubepay.Pending, "BTC", "bitcoin:" + segwit + "?amount=0.75&%zz=1", "1", OtherRequest, segwit},
		{"not ASCII", kubepay.Pending, "WAMPUM", "w4mpüm", "1", Unreadable, "w4mpüm"},
		{"an escape sequence", kubepay.Pending, "WAMPUM", "w\x1b[31m", "1", Unreadable, "w\x1b[31m"},
		{"two words", kubepay.Pending, "WAMPUM", "ask the waiter", "1", Unreadable, "ask the waiter"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := intent(tt.token, tt.address, tt.total, "0.25")
			in.Status = tt.status
			r := For(in)
			if r.NoCode != tt.want || r.Address != tt.wantShown {
				t.Errorf("%q is shown, no code since %q; want %q, %q", r.Address, r.NoCode, tt.wantShown, tt.want)
			}
			if r.Bare != "" || r.URI != "" || r.UpperURI != "" || r.Default() != "" {
				t.Errorf("a code all the same: %+v", r)
			}
			if tt.want == BadAddress && !strings.HasSuffix(r.Warnings[0], "Do not pay to it.") {
				t.Errorf("the warning is %q", r.Warnings)
			}
		})
	}
}

func TestWordsForTheCashier(t *testing.T) {
	tests := []struct {
		name, token, address, total string
		wantWarning, wantAdvice     string
	}{
		{"typo", "BTC", segwit[:41] + "5", "1",
			"This is not a valid Bitcoin address: a character is wrong or missing, the checksum does not match. Do not pay to it.", ""},
		{"typo in one of many formats", "USDT", tronKey[:33] + "F", "1",
			"This is not a valid TRON address: a character is wrong or missing, the checksum does not match. Do not pay to it.", string(CheckNetwork)},
		{"none of the formats", "USDT", segwit, "1",
			"This is not an address of any network that USDT is known on. Do not pay to it.", string(CheckNetwork)},
		{"too fine", "BTC", segwit, "0.000000001",
			"The amount has more decimals than BTC has: the code holds the address alone.", ""},
		{"unknown amount", "BTC", segwit, "",
			"The amount is not known: the code holds the address alone.", ""},
		{"unknown coin", "WAMPUM", "w4mpum", "1", "This coin is not known here: its address is not checked.", ""},
		{"unknown coin's URI", "WAMPUM", "wampum:w4mpum?amount=1", "1",
			"This coin is not known here: what the gateway wrote is not checked, nor is any amount in it.", ""},
		{"more than an amount", "BTC", "bitcoin:" + segwit + "?label=Shop", "1",
			"The gateway's URI says more than address and amount: that is kept as it came, not checked.", ""},
		{"another coin's URI", "BTC", "litecoin:" + segwit, "1",
			"This is not a valid Bitcoin address: the character 'l' never stands in one. Do not pay to it.", ""},
		{"ether", "ETH", ether, "1", "", "Check the network with the merchant."},
		{"XRP", "XRP", xrpKey, "1", "", "A destination tag may be needed: ask the merchant."},
		{"XRP with the tag in the address", "XRP", xrpTag, "1", "", ""},
		{"Stellar", "XLM", stellarKey, "1", "", "A memo may be needed: ask the merchant."},
		{"a named network", "usdterc20", ether, "1", "", "Send over Ethereum only."},
		{"a named network with memos", "USDC.XLM", stellarKey, "1", "", "Send over Stellar only. A memo may be needed: ask the merchant."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := For(intent(tt.token, tt.address, tt.total, "0"))
			if got := strings.Join(r.Warnings, " "); got != tt.wantWarning {
				t.Errorf("warns %q, want %q", got, tt.wantWarning)
			}
			if r.Advice != tt.wantAdvice {
				t.Errorf("advises %q, want %q", r.Advice, tt.wantAdvice)
			}
		})
	}
}

func TestOnlyBitcoinInBech32IsOfferedInCapitals(t *testing.T) {
	got := For(intent("BTC", segwit, "0.5", "0")).UpperURI
	if want := "BITCOIN:" + strings.ToUpper(segwit) + "?amount=0.5"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, in := range []kubepay.Intent{
		intent("BTC", "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC", "0.5", "0"),
		intent("LTC", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", "0.5", "0"),
		intent("BCH", cash, "0.5", "0"),
	} {
		if r := For(in); r.URI == "" || r.UpperURI != "" {
			t.Errorf("%s: URI %q, in capitals %q", in.Token, r.URI, r.UpperURI)
		}
	}
}

func TestAmountIsPlain(t *testing.T) {
	for text, want := range map[string]string{"1e3": "1000", "0.00041250": "0.0004125", "1e-8": "0.00000001", "": ""} {
		if got := For(intent("BTC", segwit, text, "0")).AmountText(); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestUnknownStatusIsStillPaid(t *testing.T) {
	in := intent("BTC", segwit, "1", "0")
	in.Status = "awaiting_moon"
	if r := For(in); r.URI == "" {
		t.Errorf("no code: %s", r.NoCode)
	}
}
