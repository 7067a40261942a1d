package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// Payments that no good look was ever brought of are told apart by their ids, whole
// where they are not those of the gateway's own kind, and it is said how it stands
// with them.
func TestWhatIsNeverReadIsNamed(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			tell(t, size[0], size[1], func(s *story) {
				for _, id := range []kubepay.ID{"t-error_500", "t-error_502"} {
					s.arrive <- id
				}
				s.wait(30 * time.Second)
				s.sees("t-error_500", "t-error_502", "unknown id")
				s.lacks("asking the gateway")
				s.press("D")
				s.sees("unknown id")
				for _, name := range [][2]string{{"t-error_500", "t-er…500"}, {"t-error_502", "t-er…502"}} {
					if text := s.text(); !strings.Contains(text, "· "+name[0]) && !strings.Contains(text, "· "+name[1]) {
						t.Errorf("%s is not named:\n%s", name[0], s.frame().Text())
					}
				}
				s.lacks("asking the gateway")
			})
		})
	}
}

func TestWhatIsUnreadableIsNotCalledAsking(t *testing.T) {
	for fault, said := range map[sandbox.Fault]string{
		{Kind: sandbox.ErrorStatus, Code: 503}:      "The gateway does not answer",
		{Kind: sandbox.WrongTypes, Field: "status"}: "Backing off after",
	} {
		t.Run(string(fault.Kind), func(t *testing.T) {
			tell(t, 120, 36, func(s *story) {
				s.breaks(fault)
				id := s.sale("25.00 EUR BTC", "plain")
				s.wait(30 * time.Second)
				s.lists(id, id.Short())
				s.lacks("asking")
				s.press("D")
				s.sees(said)
				s.lacks("asking")
			})
		})
	}
}
