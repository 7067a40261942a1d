package tui

import (
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

func TestASheetTellsAllThatTheDetailsTell(t *testing.T) {
	now := time.Date(2026, time.November, 26, 16, 31, 0, 0, time.UTC)
	raw := `{"id": "a1b2c3d4e5", "status": "expired", "token": "BTC", "currency": "EUR", "created_at": "2026-11-26T15:50:00Z",
		"expires_at": "2026-11-26T16:05:00Z", "pay_address": "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "amount_fiat": "25.00", "amount_crypto": "0.0004",
		"amount_captured_fiat": "12.50", "amount_captured_crypto": "0.0002", "metadata": {"order": "Table 7", "guests": "2"},
		"transactions": [{"received_amount": "0.0002", "chain_transaction_id": "4f3c9a21aabbccddee", "created_at": "2026-11-26T16:20:00Z"}]}`
	in, err := kubepay.ReadAnswer("a1b2c3d4e5", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	var events []kubepay.Event
	for _, c := range kubepay.Changes(nil, in) {
		events = append(events, kubepay.Event{Change: c, At: now.Add(-time.Minute), Source: kubepay.WhileAway})
	}
	p := ledger.Payment{ID: in.ID, Intent: &in, SeenAt: now, Events: events}
	got := Sheet(p, SheetOptions{Theme: theme.Theme{Glyphs: theme.New(theme.Options{}, true).Glyphs}, Width: 80, Now: now, Code: true, CodeWidth: 80, Plain: true})
	for _, part := range []string{
		"Table 7  ◌ expired, late", "25.00 EUR · 0.00040000 BTC", "seen 16:31:00, made 15:50:00, to be paid until 16:05:00", "EXPIRED: there is nothing to scan",
		"Underpaid: 0.00020000 BTC never came (derived)", "Money arrived after expiry (derived)", "50 %  12.50 of 25.00 EUR", "bc1q ar0s rrr7", "16:30:00  first seen, expired (while away)",
		"16:20:00  0.00020000  4f3c9a...ccddee", "guests", "a1b2c3d4e5",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in\n%s", part, got)
		}
	}
	for line := range strings.Lines(got) {
		if strings.HasSuffix(line, " \n") || strings.Contains(line, "\x1b") || cellWidth(strings.TrimSuffix(line, "\n")) > 80 {
			t.Errorf("a line is %q", line)
		}
	}
}
