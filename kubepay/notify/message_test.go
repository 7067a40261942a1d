package notify_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 123_456_789, time.UTC)

func amount(total, captured string) kubepay.Amount {
	return kubepay.Amount{
		Total:    decimal.NewNullDecimal(decimal.RequireFromString(total)),
		Captured: decimal.NewNullDecimal(decimal.RequireFromString(captured)),
	}
}

// paid is a delivery with everything in it.
func paid() ledger.Delivery {
	return ledger.Delivery{
		Number: 3, Hook: "shop",
		Event: kubepay.Event{
			Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: "p1", From: "pending", To: "paid"},
			At:     noon, Date: noon.Add(-time.Second).Truncate(time.Second), Number: 17, Source: kubepay.WhileAway,
		},
		Intent: kubepay.Intent{
			ID: "p1", Status: kubepay.Paid, Token: "BTC", Currency: "EUR", PayAddress: "bc1q",
			CreatedAt: noon.Add(-time.Minute), ExpiresAt: noon.Add(14 * time.Minute).In(time.FixedZone("CET", 3600)),
			Fiat: amount("12.50", "12.50"), Crypto: amount("0.000000000000000001", "100000000000000000000.5"),
			Metadata:     []kubepay.Field{{Key: "order", Value: `<1042> "é"`}, {Key: "order", Value: "another"}},
			Transactions: []kubepay.Transaction{{ID: "e3b0", Received: decimal.RequireFromString("1.0"), CreatedAt: noon}},
		},
	}
}

// The names are a promise to whoever reads them.
func TestTheMessageAsOthersReadIt(t *testing.T) {
	const want = `{"type":"payment.paid","timestamp":"2026-11-26T12:00:00.123Z","id":"ID","data":{"v":1,` +
		`"event":{"number":17,"kind":"status","topics":["paid"],"from":"pending","to":"paid","observed_at":"2026-11-26T12:00:00.123Z","gateway_at":"2026-11-26T11:59:59Z","source":"while_away"},` +
		`"payment":{"id":"p1","status":"paid","currency":"EUR","fiat":{"total":"12.5","captured":"12.5"},"token":"BTC","crypto":{"total":"0.000000000000000001","captured":"100000000000000000000.5"},` +
		`"pay_address":"bc1q","created_at":"2026-11-26T11:59:00.123Z","expires_at":"2026-11-26T12:14:00.123Z","metadata":{"order":"<1042> \"é\""},` +
		`"transactions":[{"id":"e3b0","received":"1","created_at":"2026-11-26T12:00:00.123Z"}],"transaction_count":1}}}`
	m := notify.NewMessage(paid())
	if !regexp.MustCompile(`^evt_17_shop_[0-9a-f]{12}$`).MatchString(m.ID) {
		t.Errorf("its id is %s", m.ID)
	}
	if diff := cmp.Diff(want, strings.ReplaceAll(string(m.JSON()), m.ID, "ID")); diff != "" {
		t.Errorf("the message changed (-want +got):\n%s", diff)
	}
}

func TestWhatIsUnknownIsLeftOut(t *testing.T) {
	m := notify.NewMessage(ledger.Delivery{Hook: "shop", Event: change(kubepay.FirstSeen, "on hold!"), Intent: kubepay.Intent{ID: "p1", Status: "on hold!"}})
	const want = `{"v":1,"event":{"kind":"first_seen","topics":["first_seen","on hold!"],"to":"on hold!","observed_at":"0001-01-01T00:00:00Z"},` +
		`"payment":{"id":"p1","status":"on hold!","fiat":{},"crypto":{}}}`
	if text := string(m.JSON()); m.Type != "payment.on_hold_" || !strings.Contains(text, want) {
		t.Errorf("type %s, and %s is not in\n%s", m.Type, want, text)
	}
}

func TestOneEventOneID(t *testing.T) {
	one := paid()
	again := paid()
	again.Tries, again.LastErr = 7, "503"
	if notify.MessageID(one) != notify.MessageID(again) {
		t.Error("a repeated event has another id")
	}
	for name, alter := range map[string]func(*ledger.Delivery){
		"another event":                 func(d *ledger.Delivery) { d.Event.Number++ },
		"another hook":                  func(d *ledger.Delivery) { d.Hook = "printer" },
		"the same number, another till": func(d *ledger.Delivery) { d.Event.ID = "p2" },
		"a ledger begun anew":           func(d *ledger.Delivery) { d.Event.At = d.Event.At.Add(time.Hour) },
	} {
		other := paid()
		alter(&other)
		if notify.MessageID(one) == notify.MessageID(other) {
			t.Errorf("%s has the same id", name)
		}
	}
}

func TestALongMessageStaysShort(t *testing.T) {
	d := paid()
	d.Intent.Transactions = nil
	for i := range 10_000 {
		d.Intent.Transactions = append(d.Intent.Transactions, kubepay.Transaction{ID: kubepay.TxID(fmt.Sprint(i))})
	}
	text := notify.NewMessage(d).JSON()
	var m notify.Message
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	p := m.Data.Payment
	if len(text) > 20_000 || p.TransactionCount != 10_000 || len(p.Transactions) != 100 || p.Transactions[99].ID != "9999" {
		t.Errorf("%d bytes with %d of %d transactions", len(text), len(p.Transactions), p.TransactionCount)
	}
}
