package report

import (
	"fmt"
	"time"

	"paywatch/kubepay/ledger"
)

// List is the list for people, with the age of what is known. The order is that
// of the payments.
func List(payments []ledger.Payment, now time.Time) string {
	if len(payments) == 0 {
		return ""
	}
	c := columns{numbers: map[int]bool{2: true, 3: true, 4: true}}
	c.add("ID", "STATUS", "AMOUNT", "RECEIVED", "SEEN", "TITLE")
	for _, p := range payments {
		in := p.Intent
		if in == nil {
			amount, title := unknown, ""
			if p.Asked != nil {
				amount, title = money(p.Asked.Fiat.Total, string(p.Asked.Currency)), p.Asked.Title()
			}
			c.add(string(p.ID), unknown, amount, unknown, "never", title)
			continue
		}
		c.add(
			string(p.ID), string(in.Status), money(in.Fiat.Total, string(in.Currency)), coins(in.Crypto.Captured, string(in.Token)),
			age(now.Sub(p.SeenAt))+" ago", in.Title(),
		)
	}
	return c.String()
}

// age is how long ago something was: 4 s, 3 min, 2 h, 5 d.
func age(d time.Duration) string {
	d = max(d, 0) // a clock may be set back
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return fmt.Sprintf("%d d", d/(24*time.Hour))
}
