package settings

import (
	"fmt"
	"time"

	"paywatch/kubepay"
)

// Display is what is chosen for the customers' display, in the table [kiosk].
type Display struct {
	Name      string // of the shop
	Line      string // of text under it
	Lang      string // the languages in which the customers are spoken to
	Dwell     time.Duration
	Unlock    string // the chord that ends it, "" for none
	PIN       Secret
	Heartbeat string // path of a file that a watchdog looks at, "" for none
}

const (
	kioskLangName = "kiosk.lang"
	pinName       = "kiosk.pin"
	heartbeatName = "kiosk.heartbeat"
)

// Kiosk lists what there is to choose for the display alone.
func Kiosk() []Setting { return kioskTable }

var kioskTable = []Setting{
	{Name: "kiosk.name", Flag: "name", Env: "PAYWATCH_KIOSK_NAME", Help: "of the shop, shown while nothing is sold", set: asGiven(func(s *Settings) *string { return &s.Kiosk.Name })},
	{Name: "kiosk.line", Flag: "line", Env: "PAYWATCH_KIOSK_LINE", Help: "a line of text under the name", set: asGiven(func(s *Settings) *string { return &s.Kiosk.Line })},
	{Name: kioskLangName, Flag: langName, Env: "PAYWATCH_LANG", Help: "the languages in which customers are spoken to, in turn, as in es,en; by default lang, or the machine's", set: asGiven(func(s *Settings) *string { return &s.Kiosk.Lang })},
	{Name: "kiosk.dwell", Flag: "dwell", Env: "PAYWATCH_KIOSK_DWELL", Default: "10s", Help: "for how long thanks are shown", set: setDwell},
	{Name: "kiosk.unlock", Flag: "unlock", Env: "PAYWATCH_KIOSK_UNLOCK", Help: "a chord that ends the display, such as ctrl+alt+q; without one, and without a PIN, no key does", set: asGiven(func(s *Settings) *string { return &s.Kiosk.Unlock })},
	{Name: pinName, Env: "PAYWATCH_KIOSK_PIN", NoFlag: true, Hidden: true, Help: "digits that, typed before enter, end the display", set: func(s *Settings, v string) error {
		s.Kiosk.PIN = NewSecret(v)
		return nil
	}},
	{Name: heartbeatName, Flag: "heartbeat", Env: "PAYWATCH_KIOSK_HEARTBEAT", Help: "a file to touch at each look, for a watchdog", set: asGiven(func(s *Settings) *string { return &s.Kiosk.Heartbeat })},
}

// Thanks are shown for so long at least, and at most.
const (
	shortestDwell = time.Second
	longestDwell  = time.Hour
)

func setDwell(s *Settings, v string) error {
	d, ok := kubepay.ParseLength(v)
	switch {
	case !ok:
		return fmt.Errorf("%q is no length of time; write it with its unit, such as 10s", kubepay.Clean(v, mostQuoted))
	case d < shortestDwell || d > longestDwell:
		return fmt.Errorf("%s is not from %s to %s; choose a time in which thanks can be read, such as 10s", v, kubepay.Length(shortestDwell), kubepay.Length(longestDwell))
	}
	s.Kiosk.Dwell = d
	return nil
}
