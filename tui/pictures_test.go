package tui_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"paywatch/theme"
	"paywatch/tui/frame"
)

// The README's pictures are frames of the program as it is now.
func TestPictures(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 36, theme: theme.Options{Name: theme.Dark}, stretch: 1.0 / 3}, func(s *story) {
		s.shop()
		s.pictured("screen.svg")
		s.press("enter")
		s.wait(time.Second)
		s.pictured("customer.svg")
		s.press("esc", "n")
		s.types("1250")
		s.press("down", "down", "down")
		s.types("Table 3")
		s.pictured("sale.svg")
	})
}

func TestPicturesOfWhatIsRecorded(t *testing.T) {
	east := time.FixedZone("east", 9*60*60) // it is 09:00
	tellWith(t, scenery{width: 120, height: 36, theme: theme.Options{Name: theme.Dark}, location: east, keeps: true, hooks: []string{"webshop", "kitchen"}}, func(s *story) {
		s.morning(east)
		s.press("H")
		s.wait(time.Second)
		s.pictured("history.svg")
		s.press("esc", "T")
		s.wait(time.Second)
		s.pictured("totals.svg")
	})
}

// shop is a morning's sales, with one of them partly paid on show.
func (s *story) shop() {
	s.sale("8.00 EUR LTC", "paid", "order", "Table 4")
	s.sale("14.20 EUR DOGE", "failed", "order", "web 1040")
	s.sale("64.30 EUR BCH", "overpaid", "order", "Table 9")
	s.sale("99.90 USD USDT", "moved", "order", "web 1042")
	s.wait(70 * time.Second)
	id := s.sale("25.00 EUR BTC", "three_parts", "order", "Table 7", "guests", "2")
	s.sale("12.50 EUR XMR", "expired", "order", "Table 2")
	s.sale("240.00 EUR ETH", "expired", "order", "web 1043")
	s.sale("18.00 EUR SOL", "expired", "order", "喫茶さくら")
	s.wait(40 * time.Second)
	y, _, _ := s.find(id)
	s.click(5, y)
	s.wait(4*time.Second + 300*time.Millisecond)
}

// pictured compares a frame with its picture in docs, or draws it there.
func (s *story) pictured(name string) {
	s.Helper()
	path := filepath.Join("..", "docs", name)
	drawn := s.frame().SVG(frame.Dark, "paywatch")
	if *update {
		if err := os.WriteFile(path, drawn, 0o644); err != nil {
			s.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(kept, drawn) {
		s.Errorf("docs/%s is not what the program draws now (%v): go test ./tui -run Pictures -update", name, err)
	}
}
