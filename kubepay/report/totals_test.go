package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
)

var morning = ledger.Totals{
	Since: opening.Add(-time.Hour), Until: opening.Add(7*time.Hour + 31*time.Minute),
	Lines: []ledger.TotalsLine{
		{Currency: "EUR", Token: "BTC", Outcome: "paid", Payments: 12, Brought: 12, Fiat: whole("340.5").Decimal, Crypto: whole("0.0113").Decimal},
		{Currency: "EUR", Token: "BTC", Outcome: ledger.Late, Payments: 1, Brought: 1, Fiat: whole("12.5").Decimal, Crypto: whole("0.0004125").Decimal},
		{Currency: "EUR", Token: "USDT", Outcome: "paid", Payments: 3, Brought: 3, Fiat: whole("80").Decimal, Crypto: whole("82.1").Decimal},
		{Currency: "EUR", Token: "USDT", Outcome: "pending", Payments: 2},
		{Currency: "USD", Token: "BTC", Outcome: "expired", Payments: 1},
	},
	Hours: []ledger.HourTotal{{Hour: opening, Currency: "EUR", Payments: 16, Fiat: whole("433").Decimal}},
}

func TestTotalsAreOnePageForPeople(t *testing.T) {
	want := `Thursday 2026-11-26 08:00 to 16:31

CURRENCY  COIN  OUTCOME  PAYMENTS    CAPTURED       IN COINS
EUR       BTC   paid           12  340.50 EUR     0.0113 BTC
EUR       BTC   late            1   12.50 EUR  0.0004125 BTC
EUR       USDT  paid            3   80.00 EUR      82.1 USDT
EUR       USDT  pending         2    0.00 EUR         0 USDT
USD       BTC   expired         1    0.00 USD          0 BTC

433.00 EUR  captured in 16 payments; 2 more are open
  0.00 USD  captured in 0 payments
`
	if diff := cmp.Diff(want, report.Totals(morning, madrid)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := report.Totals(ledger.Totals{Since: opening, Until: opening.Add(30 * time.Hour)}, madrid); got != "Thursday 2026-11-26 09:00 to Friday 2026-11-27 15:00\n\nNo payments.\n" {
		t.Errorf("no payments are told as %q", got)
	}
}

func TestTotalsAreDecimalsForPrograms(t *testing.T) {
	text, err := report.TotalsJSON(morning)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Since, Until time.Time
		Lines        []struct {
			Currency, Token, Outcome string
			Payments                 int
			Fiat                     string `json:"fiat_captured"`
			Crypto                   string `json:"crypto_captured"`
		}
		Currencies []struct {
			Currency string
			Payments int
			Open     int
			Fiat     string `json:"fiat_captured"`
		}
		Hours []struct {
			Hour time.Time
			Fiat string `json:"fiat_captured"`
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if !got.Since.Equal(morning.Since) || len(got.Lines) != 5 || got.Lines[0].Fiat != "340.50" || got.Lines[0].Crypto != "0.0113" || got.Lines[0].Payments != 12 {
		t.Errorf("told as %s", text)
	}
	if len(got.Currencies) != 2 || got.Currencies[0].Fiat != "433.00" || got.Currencies[0].Payments != 16 || got.Currencies[0].Open != 2 || got.Currencies[1].Payments != 0 {
		t.Errorf("by currency: %+v", got.Currencies)
	}
	if len(got.Hours) != 1 || !got.Hours[0].Hour.Equal(opening) || got.Hours[0].Fiat != "433.00" {
		t.Errorf("by hour: %+v", got.Hours)
	}
	if empty, err := report.TotalsJSON(ledger.Totals{}); err != nil || strings.Contains(string(empty), "null") {
		t.Errorf("nothing is told as %s, %v", empty, err)
	}
}

func TestTotalsSayWhatMayBeMissing(t *testing.T) {
	short := ledger.Totals{Since: opening, Until: opening.Add(time.Hour), Anew: ledger.Anew{At: opening.Add(time.Minute), Aside: "/till/ledger.db.corrupt-20261126-090100\x1b"}}
	want := `Thursday 2026-11-26 09:00 to 10:00
The ledger was damaged and begun anew on 2026-11-26 09:01:00: what was recorded before is in /till/ledger.db.corrupt-20261126-090100, and may be missing here.

No payments.
`
	if diff := cmp.Diff(want, report.Totals(short, madrid)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	text, err := report.TotalsJSON(short)
	if err != nil || !strings.Contains(string(text), `"begun_anew":{"at":"2026-11-26T08:01:00`) || !strings.Contains(string(text), `"before_in":"/till/ledger.db.corrupt-20261126-090100"`) {
		t.Errorf("told as %s, %v", text, err)
	}
	if text, err := report.TotalsJSON(morning); err != nil || strings.Contains(string(text), "begun_anew") {
		t.Errorf("told as %s, %v", text, err)
	}
}

func TestTheListIsAsItWasKept(t *testing.T) {
	now := opening.Add(8 * time.Minute)
	got := report.List([]ledger.Payment{sale(), sale(status(kubepay.Partial), captured("6.25", "0.00020625"), func(p *ledger.Payment) {
		p.ID, p.SeenAt = "b2", now.Add(-4*time.Second)
		p.Intent.Metadata = []kubepay.Field{{Key: "title", Value: "東京 Café"}}
	}), {ID: "c3"}}, now)
	want := `ID                                    STATUS      AMOUNT        RECEIVED       SEEN  TITLE
5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11  paid     12.50 EUR   0.0004125 BTC  2 min ago  Table 7
b2                                    partial  12.50 EUR  0.00020625 BTC    4 s ago  東京 Café
c3                                    ?                ?               ?      never
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := report.List(nil, now); got != "" {
		t.Errorf("an empty list is %q", got)
	}
}

func TestDeliveriesTellWhereTheyStand(t *testing.T) {
	now := opening.Add(time.Hour)
	paid := kubepay.Event{Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: "a1", From: "pending", To: "paid"}, Number: 7, At: opening}
	all := []ledger.Delivery{
		{Number: 4, Hook: "shop", Event: paid, Tries: 1, DoneAt: now.Add(-2 * time.Minute)},
		{Number: 3, Hook: "books", Event: paid, Tries: 5, Next: now.Add(90 * time.Second), LastErr: "503 Service Unavailable"},
		{Number: 2, Hook: "books", Event: paid, Tries: 1, Aside: true, LastErr: "410 Gone: " + strings.Repeat("no ", 300)},
		{Number: 1, Hook: "shop", Event: paid, Next: now},
	}
	want := `NUMBER  HOOK   PAYMENT  CHANGE  STATE           TRIES  WHY
     4  shop   a1       paid    told 2 min ago      1
     3  books  a1       paid    again in 1 min      5  503 Service Unavailable
     2  books  a1       paid    set aside           1  410 Gone: no no no no no no no no no no no no no…
     1  shop   a1       paid    due                 0
`
	if diff := cmp.Diff(want, report.Deliveries(all, now)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for i, state := range []string{"told", "open", "aside", "open"} {
		text, err := report.DeliveryJSON(all[i], "evt_7_x")
		var got struct{ ID, State, Why string }
		if err != nil || json.Unmarshal(text, &got) != nil || got.State != state || got.Why != all[i].LastErr || got.ID != "evt_7_x" {
			t.Errorf("%s is told as %s, %v", state, text, err)
		}
	}
}
