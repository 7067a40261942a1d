package report_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
)

var update = flag.Bool("update", false, "write the golden receipts anew")

var receipts = map[string]ledger.Payment{
	"paid":           sale(meta("note", "No onions, and the change was given in café vouchers")),
	"partial":        sale(status(kubepay.Partial), captured("6.25", "0.00020625")),
	"expired":        sale(status(kubepay.Expired), untouched),
	"late":           sale(status(kubepay.Expired), afterExpiry),
	"overpaid":       sale(captured("15", "0.000495")),
	"unknown-status": sale(status("on_hold"), untouched, asAShopFrontSees),
}

// After a change that is meant to be seen: go test ./kubepay/report -run
// Receipts -update, and read what git diff shows.
func TestReceipts(t *testing.T) {
	for name, payment := range receipts {
		for _, width := range report.Widths() {
			t.Run(fmt.Sprintf("%s/%d", name, width), func(t *testing.T) {
				got, err := report.Receipt(payment, width, madrid)
				if err != nil {
					t.Fatal(err)
				}
				mustFit(t, got, width)
				path := filepath.Join("..", "..", "testdata", "receipts", fmt.Sprintf("%s-%d.txt", name, width))
				if *update {
					if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
					t.Errorf("%s differs (-want +got):\n%s", path, diff)
				}
			})
		}
	}
}

// mustFit insists on what a printer needs: lines of ASCII that fit its paper.
func mustFit(t *testing.T, receipt string, width int) {
	t.Helper()
	if !strings.HasSuffix(receipt, "\n") {
		t.Error("the last line is not ended")
	}
	for line := range strings.Lines(receipt) {
		line = strings.TrimSuffix(line, "\n")
		if len(line) > width {
			t.Errorf("%q is longer than %d", line, width)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q is not ASCII", line)
		}
		if strings.HasSuffix(line, " ") {
			t.Errorf("%q ends in a blank", line)
		}
	}
}

// verdict is what stands in the middle under the amount.
func verdict(receipt string) string { return strings.TrimSpace(strings.Split(receipt, "\n")[2]) }

func TestOnlyTheGatewaysPaidIsPaid(t *testing.T) {
	for status, want := range map[kubepay.Status]string{
		kubepay.Paid: "PAID", kubepay.Partial: "NOT PAID: PARTIAL", kubepay.Pending: "NOT PAID: PENDING",
		kubepay.Failed: "NOT PAID: FAILED", kubepay.Expired: "NOT PAID: EXPIRED",
		"on_hold": "NOT PAID", "PAID": "NOT PAID", "paid in part": "NOT PAID", "": "NOT PAID",
	} {
		p := sale() // with all the money there
		p.Intent.Status = status
		got, err := report.Receipt(p, 32, madrid)
		if err != nil {
			t.Fatal(err)
		}
		if verdict(got) != want {
			t.Errorf("%q is called %q, want %q", status, verdict(got), want)
		}
	}
}

func TestAnUnknownStatusCannotPassForTheVerdict(t *testing.T) {
	for _, width := range report.Widths() {
		p := sale(status(kubepay.Status(strings.Repeat("x", width-6) + " PAID PAID PAID")))
		got, err := report.Receipt(p, width, madrid)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(got) {
			if strings.TrimSpace(line) == "PAID" {
				t.Errorf("a line says PAID:\n%s", got)
			}
		}
	}
}

func TestAReceiptIsInTheTimeOfThePlace(t *testing.T) {
	got, err := report.Receipt(sale(), 48, madrid)
	if err != nil || !strings.Contains(got, "2026-11-26 09:00:00") {
		t.Errorf("08:00 in UTC is not 09:00 in Madrid, %v:\n%s", err, got)
	}
}

func TestLateMoneyIsTakenFromWhatWasObserved(t *testing.T) {
	p := sale(status(kubepay.Expired), asAShopFrontSees)
	p.Events = []kubepay.Event{
		{Change: kubepay.Change{Kind: kubepay.Late, ID: p.ID, To: "0.0003", Unit: "BTC"}},
		{Change: kubepay.Change{Kind: kubepay.Late, ID: p.ID, To: "0.0001125", Unit: "BTC"}},
	}
	got, err := report.Receipt(p, 48, madrid)
	if err != nil || !strings.Contains(got, "After the time was over came 0.0004125 BTC.") {
		t.Errorf("what came late is not said, %v:\n%s", err, got)
	}
}

func TestThereIsNoReceiptOfNothing(t *testing.T) {
	if _, err := report.Receipt(ledger.Payment{ID: "a1"}, 32, madrid); err == nil || !strings.Contains(err.Error(), "a1") {
		t.Errorf("a payment never seen gives %v", err)
	}
	if _, err := report.Receipt(sale(), 40, madrid); err == nil || !strings.Contains(err.Error(), "choose 32, 42 or 48") {
		t.Errorf("40 columns give %v", err)
	}
}

func TestPaperIsASCII(t *testing.T) {
	for text, want := range map[string]string{
		"Café Müller":        "Cafe Muller",
		"Straße 5, Łódź":     "Strasse 5, Lodz",
		"“25 €” – ½ price…":  `"25 EUR" - 1/2 price...`,
		"¿Señor Ñandú?":      "?Senor Nandu?",
		"東京":                 "??",
		"한국 tea":             "?? tea",
		"ﬁve №5 ①":           "five No5 1",
		"tab\tand\nline":     "tab and line",
		"\x1b[31mred\x1b[0m": "red",
		"👍 ok":               "? ok",
		"a\u0308o\u0308":     "ao", // combining
	} {
		got, err := report.Receipt(sale(func(p *ledger.Payment) {
			p.Intent.Metadata = []kubepay.Field{{Key: "note", Value: text}}
		}), 48, madrid)
		if err != nil || !strings.Contains(got, "\nNote: "+want+"\n") {
			t.Errorf("%q is not printed as %q, %v:\n%s", text, want, err, got)
		}
	}
}

func FuzzReceipt(f *testing.F) {
	f.Add("5f0c2a6e", "paid", "Table 7", "a note", "BTC", "EUR", "4a5e1e4b", "0.0004125", int64(1))
	f.Add("a", "on hold", strings.Repeat("東", 99), "\x1b]2;x\a ffi", "", "", strings.Repeat("f", 300), "1e40", int64(-1))
	f.Add("x", "paid ", "¼½¾ ﷺ", "№ ㎏ ℀", "ß", "ﷺ", "東京", "5", int64(0))
	f.Fuzz(func(t *testing.T, id, word, title, note, token, currency, tx, received string, at int64) {
		sum, err := decimal.NewFromString(received)
		if err != nil || sum.Exponent() > 60 || sum.Exponent() < -60 {
			return // the client lets no such amount in
		}
		p := sale(status(kubepay.Status(word)), meta("title", title), meta("note", note))
		p.ID, p.Intent.Token, p.Intent.Currency = kubepay.ID(id), kubepay.Token(token), kubepay.Currency(currency)
		p.Intent.PayAddress = kubepay.Address(tx)
		p.Intent.Crypto.Captured, p.Intent.Fiat.Captured = decimal.NewNullDecimal(sum), decimal.NewNullDecimal(sum)
		p.Intent.Transactions = []kubepay.Transaction{{ID: kubepay.TxID(tx), Received: sum, CreatedAt: time.Unix(at, 0)}}
		for _, width := range report.Widths() {
			got, err := report.Receipt(p, width, madrid)
			if err != nil {
				t.Fatal(err)
			}
			mustFit(t, got, width)
			if word != "paid" && !strings.HasPrefix(verdict(got), "NOT PAID") {
				t.Errorf("%q is called %q", word, verdict(got))
			}
		}
	})
}
