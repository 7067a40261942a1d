package payuri

import (
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
		if r.URI != "" && r.Check != NotChecked {
			paysWhatIsMissing(t, r.URI, r, in)
		}
		if r.UpperURI != "" {
			paysWhatIsMissing(t, r.UpperURI, r, in)
		}
	})
}

// paysWhatIsMissing reads a URI as a wallet does.
func paysWhatIsMissing(t *testing.T, uri string, r Request, in kubepay.Intent) {
	t.Helper()
	payee, query, _ := strings.Cut(uri, "?")
	key, value, _ := strings.Cut(query, "=")
	if key != "amount" && key != "tx_amount" || strings.ContainsAny(value, "eE,+-&%") || strings.HasPrefix(value, ".") {
		t.Errorf("%s asks for %q as %q", uri, value, key)
	}
	got, err := decimal.NewFromString(value)
	if err != nil || !got.Equal(in.Crypto.Missing().Decimal) {
		t.Errorf("%s asks for %s, missing are %s", uri, got, in.Crypto.Missing().Decimal)
	}
	again := in
	again.PayAddress = kubepay.Address(payee)
	if read := For(again); read.URI != r.URI || read.Address != r.Address {
		t.Errorf("%s reads back as %s", uri, read.URI)
	}
}
