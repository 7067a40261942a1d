package kiosk

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/theme"
	"paywatch/tui/frame"
)

// A chord that is taken is one that a terminal sends, and that nobody presses in
// passing.
func FuzzChord(f *testing.F) {
	for _, text := range []string{"ctrl+alt+q", "Alt + F12", "q", "ctrl+c", "ctrl++", "+", "ctrl+alt+\x1b[2J", "ctrl+ctrl+q"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		chord, err := parseChord(text)
		switch {
		case err != nil && strings.ContainsAny(err.Error(), "\x1b\n"):
			t.Errorf("%q is quoted as it came", text)
		case err == nil && (!strings.Contains(chord, "+") || chord == "ctrl+c" || chord == "ctrl+z"):
			t.Errorf("%q is taken as %q", text, chord)
		case err == nil:
			if again, err := parseChord(chord); err != nil || again != chord {
				t.Errorf("%q becomes %q, and that %q, %v", text, chord, again, err)
			}
		}
	})
}

// Whatever the shop is called, whatever is sold and however large the screen is, each
// frame is whole.
func FuzzFrames(f *testing.F) {
	f.Add("Café Aurora", "Coffee", "BTC", "EUR", uint8(80), uint8(24), int64(2500), int64(0), true)
	f.Add("喫茶さくら", "", "USDT_TRC20", "JPY", uint8(40), uint8(60), int64(123456789), int64(1), false)
	f.Add("👨\u200d👩\u200d👧 shop", "🏳️\u200d🌈", "🇪🇺", "", uint8(200), uint8(60), int64(1), int64(1), true)
	f.Add("", "x", "ETH", "USD", uint8(1), uint8(1), int64(99), int64(98), false)
	f.Fuzz(func(t *testing.T, name, line, token, currency string, width, height uint8, total, captured int64, ascii bool) {
		now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
		o := Options{Engine: quiet{}, Name: kubepay.Clean(name, 100), Line: kubepay.Clean(line, 100), Dwell: time.Minute, Location: time.UTC, Theme: theme.Options{ASCII: ascii}}
		o.clock = func() instant { return instant{wall: now} }
		m := New(t.Context(), o)
		amount := func(n int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.New(max(n, 0), -2)) }
		in := &kubepay.Intent{
			ID: "a1", Token: kubepay.Token(kubepay.Clean(token, 40)), Currency: kubepay.Currency(kubepay.Clean(currency, 40)),
			CreatedAt: now, ExpiresAt: now.Add(15 * time.Minute), PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
			Fiat: kubepay.Amount{Total: amount(total), Captured: amount(captured)}, Crypto: kubepay.Amount{Total: amount(total), Captured: amount(captured)},
		}
		whole := func() {
			content := m.View().Content
			if lines := strings.Count(content, "\n") + 1; lines != int(height) && int(width)*int(height) > 0 {
				t.Fatalf("%d lines on %d×%d", lines, width, height)
			}
			if err := frame.Parse(content, max(int(width), 1), max(int(height), 1)).Check(); err != nil && int(width)*int(height) > 0 {
				t.Fatal(err)
			}
		}
		m.Update(tea.WindowSizeMsg{Width: int(width), Height: int(height)})
		whole()
		for i, status := range []kubepay.Status{kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Expired, kubepay.Failed} {
			with := *in
			with.Status = status
			b := keeper.Batch{Observations: []kubepay.Observation{{ID: in.ID, Seq: uint64(i), At: now, Intent: &with}}}
			if i == 0 {
				b.Added = []keeper.Payment{{}}
				b.Added[0].ID = in.ID
			}
			m.Update(batchMsg(b))
			whole()
		}
	})
}

// quiet is a watcher without news.
type quiet struct{}

func (quiet) Add(...kubepay.ID)  {}
func (quiet) Show(...kubepay.ID) {}
func (quiet) Next(ctx context.Context) (keeper.Batch, error) {
	<-ctx.Done()
	return keeper.Batch{}, ctx.Err()
}
