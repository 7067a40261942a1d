package kubepay

import (
	"strconv"
	"strings"
	"time"
)

const aDay = 24 * time.Hour

// ParseLength reads a length of time as [time.ParseDuration] does, in which d
// stands for days of 24 hours: 400d, 1d12h. None is below zero.
func ParseLength(text string) (d time.Duration, ok bool) {
	text = strings.TrimSpace(text)
	days, rest, found := strings.Cut(text, "d")
	if !found {
		days, rest = "0", text
	}
	n, err := strconv.ParseUint(days, 10, 16)
	if err != nil || found && strings.HasPrefix(rest, "-") {
		return 0, false
	}
	if found && rest == "" {
		rest = "0"
	}
	if d, err = time.ParseDuration(rest); err != nil || d < 0 {
		return 0, false
	}
	d += time.Duration(n) * aDay
	return d, d >= 0
}

// Length writes a length of time as a person does, and as it can be read: 10s,
// 1h30m, 365d.
func Length(d time.Duration) string {
	var text string
	for _, unit := range []struct {
		is   time.Duration
		name string
	}{{aDay, "d"}, {time.Hour, "h"}, {time.Minute, "m"}} {
		if n := d / unit.is; n > 0 {
			text += strconv.Itoa(int(n)) + unit.name
			d %= unit.is
		}
	}
	if d == 0 && text != "" {
		return text
	}
	return text + d.String()
}
