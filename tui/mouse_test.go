package tui_test

import (
	"testing"
	"time"

	"paywatch/kubepay"
)

func TestTheMouseSelectsAndScrolls(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		var ids []kubepay.ID
		for range 50 {
			ids = append(ids, s.make("25.00 EUR BTC", "on_hold"))
			s.wait(time.Second)
		}
		for _, id := range ids {
			s.arrive <- id
		}
		s.wait(20 * time.Second)
		top, second := ids[49], ids[48]
		s.lists(top, "▌")
		s.click(10, s.line(second))
		s.lists(second, "▌")
		s.wheel(10, 10, 5) // over the list: the window, and the selection only with it
		s.unlisted(top)
		s.lists(ids[34], "▌")
		s.wheel(10, 10, -5)
		s.lists(top)
		s.lists(ids[34], "▌")

		s.lacks("Metadata")
		s.wheel(100, 10, 10) // over the details
		s.sees("Metadata")
		s.lists(ids[34], "▌")
		s.click(0, 0)
		s.click(119, 35)
		s.lists(ids[34], "▌")
		s.press("?")
		s.click(10, 5) // nothing is under help
		s.press("esc")
		s.lists(ids[34], "▌")
	})
}
