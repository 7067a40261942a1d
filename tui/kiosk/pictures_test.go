package kiosk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"paywatch/tui/frame"
)

// The pictures in docs are frames of the program as it is now.
func TestPictures(t *testing.T) {
	afternoon := time.FixedZone("", 15*60*60+38*60)
	tell(t, scenery{options: shop, stretch: 1.0 / 3, languages: "en-GB", place: afternoon}, func(s *story) {
		s.wait(4 * time.Minute) // somewhat off the middle
		s.pictured("display-idle.svg")
		made := time.Now()
		s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 24*time.Second)
		s.pictured("display.svg")
		s.until(made, 2*time.Minute+4*time.Second)
		s.pictured("display-thanks.svg")
	})
}

// pictured compares a frame with its picture in docs, or draws it there.
func (s *story) pictured(name string) {
	s.Helper()
	path := filepath.Join("..", "..", "docs", name)
	drawn := s.frame().SVG(frame.Dark, shop.Name)
	if *update {
		if err := os.WriteFile(path, drawn, 0o644); err != nil {
			s.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(kept, drawn) {
		s.Errorf("docs/%s is not what the program draws now (%v): go test ./tui/kiosk -run Pictures -update", name, err)
	}
}
