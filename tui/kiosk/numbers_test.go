package kiosk_test

import (
	"slices"
	"testing"
	"time"
)

// Of two customers who owe the same the one who paid knows it by the number that was
// on their code, and it stays for as long as that is said, whatever becomes of the other.
func TestPaidBearsTheNumberOfItsOwnSale(t *testing.T) {
	o := shop
	o.Dwell = 14 * time.Second
	tell(t, scenery{width: 80, height: 24, options: o}, func(s *story) {
		made := time.Now()
		s.sale("3.50 EUR LTC", "overpaid")
		s.until(made, 66*time.Second)
		s.sale("3.50 EUR BTC", "plain")
		s.until(made, 118*time.Second)
		s.sees("2 of 2", "LTC")
		s.until(made, 123*time.Second)
		at := [][2]int{{80, 24}, {120, 36}, {200, 60}, {40, 60}, {38, 18}, {60, 12}}
		frames := func() (all [][]string) {
			for _, size := range at {
				s.resize(size[0], size[1])
				s.lacks("BTC", "1 of")
				all = append(all, linesOf(s))
			}
			s.resize(80, 24)
			s.sees("2 of 2")
			return all
		}
		first := frames()
		s.until(made, 132*time.Second)
		for i, last := range frames() {
			if !slices.Equal(first[i], last) {
				t.Errorf("at %v what became of a sale moved:\n%q\n%q", at[i], first[i], last)
			}
		}
		s.wait(5 * time.Second)
		s.lacks("LTC")
		s.sees("1 of 2")
	})
}

func linesOf(s *story) []string {
	var all []string
	for y := range s.frame().Rows() {
		all = append(all, s.frame().Line(y))
	}
	return all
}
