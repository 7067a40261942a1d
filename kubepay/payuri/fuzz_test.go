package payuri

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

func FuzzFor(f *testing.F) {
	f.Add("BTC", segwit, int64(41250), int64(16500), uint8(8), uint8(0))
	f.Add("bch", cash+"?amount=1", int64(1), int64(0), uint8(0), uint8(1))
	f.Add("XMR", monero, int64(9), int64(0), uint8(12), uint8(2))
	f.Add("SOL", "solana:"+solKey+"?amount=1&spl-token=x", int64(9), int64(9), uint8(15), uint8(3))
	f.Add("USDC.SOL", solKey, int64(-9), int64(9), uint8(3), uint8(4))
	f.Add("?", "\x1b]52;c;\a", int64(1), int64(0), uint8(3), uint8(5))
	f.Add("BTC", "bitcoin:"+segwit+"?amount=0.0004&label=Shop", int64(4), int64(3), uint8(4), uint8(1))
	f.Add("BTC", "bitcoin:"+segwit+"?label=Shop", int64(4), int64(3), uint8(4), uint8(1))
	f.Add("BTC", "BITCOIN:"+strings.ToUpper(segwit)+"?%61mount=1e-4&&AMOUNT=1&label=a#b;c", int64(4), int64(3), uint8(4), uint8(1))
	f.Add("BTC", "litecoin:"+segwit, int64(4), int64(3), uint8(4), uint8(0))
	f.Add("BTC", segwit+":xyz", int64(4), int64(3), uint8(4), uint8(0))
	f.Add("BTC", segwit+"?amount=1", int64(4), int64(3), uint8(4), uint8(0))
	f.Add("XMR", "monero:"+monero+"?amount=1&tx_description=Shop", int64(4), int64(3), uint8(4), uint8(0))
	f.Add("ZEC", "zcash:t1Lv2EguMkaZwvtFQW5pmbUsBw59KfTEhf4?amount=1&amount.1=2", int64(4), int64(3), uint8(4), uint8(0))
	f.Add("ETH", "ethereum:"+ether+"@1?value=1", int64(4), int64(3), uint8(4), uint8(0))
	f.Add("?", "bitcoin:"+segwit+"?amount=1", int64(4), int64(3), uint8(4), uint8(0))
	statuses := []kubepay.Status{kubepay.Pending, kubepay.Partial, "?", kubepay.Paid, kubepay.Failed, kubepay.Expired}
	f.Fuzz(func(t *testing.T, token, address string, total, captured int64, places, status uint8) {
		in := intent(token, address, "", "")
		in.Status = statuses[int(status)%len(statuses)]
		in.Crypto.Total = decimal.NewNullDecimal(decimal.New(total, -int32(places%16)))
		in.Crypto.Captured = decimal.NewNullDecimal(decimal.New(captured, -int32(places%16)))
		r := For(in)
		codes := []string{r.Bare, r.URI, r.UpperURI, r.Default()}
		if (r.NoCode == "") != (r.Bare != "") {
			t.Errorf("no code since %q, yet bare %q", r.NoCode, r.Bare)
		}
		if in.Status.Over() || r.NoCode != "" || !in.Crypto.Missing().Decimal.IsPositive() {
			if slices.ContainsFunc(codes, func(c string) bool { return c != "" }) {
				t.Errorf("%s payment has a code: %q", in.Status, codes)
			}
		}
		for _, code := range codes {
			if !printable(code) {
				t.Errorf("a code of %q", code)
			}
		}
		if r.Known && r.NoCode == "" && (r.Check == NotChecked || r.Check == NotValid) {
			t.Errorf("%s has a code for %q, which is %s", r.Coin.Symbol, address, r.Check)
		}
		for _, uri := range []string{r.URI, r.UpperURI} {
			if uri != "" {
				paysWhatIsMissing(t, uri, r, in)
			}
		}
	})
}

// paysWhatIsMissing reads a URI as a wallet does.
func paysWhatIsMissing(t *testing.T, uri string, r Request, in kubepay.Intent) {
	t.Helper()
	parsed, err := url.Parse(uri)
	if err != nil {
		t.Fatalf("%q cannot be read: %v", uri, err)
	}
	var amounts []string
	for key, values := range parsed.Query() {
		if slices.Contains([]string{"amount", "tx_amount", "req-amount"}, strings.ToLower(key)) {
			amounts = append(amounts, values...)
		}
	}
	if len(amounts) != 1 || strings.Trim(amounts[0], "0123456789.") != "" || strings.HasPrefix(amounts[0], ".") {
		t.Fatalf("%s asks for %q", uri, amounts)
	}
	if got := decimal.RequireFromString(amounts[0]); !got.Equal(in.Crypto.Missing().Decimal) {
		t.Errorf("%s asks for %s, missing are %s", uri, got, in.Crypto.Missing().Decimal)
	}
	again := in
	again.PayAddress = kubepay.Address(uri)
	if read := For(again); read.URI != r.URI || read.Address != r.Address {
		t.Errorf("%s reads back as %s", uri, read.URI)
	}
}
