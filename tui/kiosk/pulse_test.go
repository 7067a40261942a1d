package kiosk_test

import (
	"testing"
	"time"
)

// A watchdog is told of each look, and that there is nothing to look at.
func TestTheHeart(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		s.wait(time.Minute)
		if n := s.beats.Load(); n < 5 || n > 10 {
			t.Errorf("%d beats in an idle minute", n)
		}
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(3 * time.Second)
		before := s.beats.Load()
		s.wait(time.Minute)
		if n := s.beats.Load() - before; n < 15 || n > 25 {
			t.Errorf("%d beats in a minute of looking", n)
		}
		s.breaks(outage)
		s.wait(time.Minute)
		before = s.beats.Load()
		s.wait(10 * time.Minute)
		if n := s.beats.Load() - before; n < 20 {
			t.Errorf("%d beats in ten minutes without the gateway: a watchdog would end the display", n)
		}
	})
}

// Nor is there anything to look at while the thanks stay.
func TestTheHeartBeatsThroughLongThanks(t *testing.T) {
	o := shop
	o.Dwell = 5 * time.Minute
	tell(t, scenery{width: 80, height: 24, options: o}, func(s *story) {
		s.sale("8.00 EUR LTC", "plain")
		s.wait(2 * time.Minute)
		s.sees("Thank you")
		before := s.beats.Load()
		s.wait(2 * time.Minute)
		if n := s.beats.Load() - before; n < 10 {
			t.Errorf("%d beats in two minutes of thanks: a watchdog would end the display", n)
		}
	})
}

// An idle display writes nothing but the time.
func TestAnIdleDisplayIsQuiet(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		s.wait(62*time.Second - time.Duration(time.Now().Second())*time.Second)
		before := s.output.Written()
		s.wait(55 * time.Second)
		if n := s.output.Written() - before; n > 0 {
			t.Errorf("%d bytes were written in a minute", n)
		}
		if title := s.output.Title(); title != shop.Name {
			t.Errorf("the title is %q", title)
		}
	})
}
