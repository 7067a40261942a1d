package tui

import (
	"strings"
	"time"
)

// period is what totals are of: from a moment to a midnight, or to now where that
// is yet to come. It is told by the clock on the wall.
type period struct {
	since time.Time
	until time.Time // zero until now
}

func midnight(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, t.Location())
}

func today(now time.Time) period { return period{since: midnight(now)} }

// dayOf is a whole day, or so much as there is of it.
func dayOf(day, now time.Time) period {
	p := period{since: midnight(day), until: midnight(day).AddDate(0, 0, 1)}
	if p.until.After(now) {
		p.until = time.Time{}
	}
	return p
}

// bounds are the moments from and up to which is counted. What goes on until now
// goes on until the midnight to come, since clocks may differ.
func (p period) bounds(now time.Time) (since, until time.Time) {
	if p.until.IsZero() {
		return p.since, midnight(now).AddDate(0, 0, 1)
	}
	return p.since, p.until
}

// mostHours is the longest period: a week.
const mostHours = 7 * 24

// earlier begins an hour earlier.
func (p period) earlier(now time.Time) period {
	if _, until := p.bounds(now); until.Sub(p.since) < mostHours*time.Hour {
		p.since = p.since.Add(-time.Hour)
	}
	return p
}

// later begins an hour later.
func (p period) later(now time.Time) period {
	if _, until := p.bounds(now); p.since.Add(time.Hour).Before(until) && p.since.Add(time.Hour).Before(now) {
		p.since = p.since.Add(time.Hour)
	}
	return p
}

// lastDay is the day on which the period ends.
func (p period) lastDay(now time.Time) time.Time {
	if p.until.IsZero() {
		return midnight(now)
	}
	return midnight(p.until.Add(-time.Second))
}

// dayBack is the day before the last one.
func (p period) dayBack(now time.Time) period {
	return dayOf(p.lastDay(now).AddDate(0, 0, -1), now)
}

// readPeriod reads where a period begins, as people write it: an hour of the day
// that is shown, or a day, or both.
func readPeriod(text string, shown period, now time.Time) (period, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	day, rest, dayed := cutDay(text, now)
	if !dayed {
		day = shown.lastDay(now)
	}
	p := dayOf(day, now)
	if rest == "" {
		return p, dayed && !p.since.After(now)
	}
	for _, form := range []string{"15:04", "15.04", "1504", "15"} {
		at, err := time.Parse(form, padHour(rest, form))
		if err != nil {
			continue
		}
		p.since = time.Date(day.Year(), day.Month(), day.Day(), at.Hour(), at.Minute(), 0, 0, now.Location())
		if p.since.After(now) && !dayed {
			p.since = p.since.AddDate(0, 0, -1) // last evening's
		}
		return p, !p.since.After(now)
	}
	return period{}, false
}

// padHour writes an hour with two digits, as the form has it.
func padHour(text, form string) string {
	if len(text) == len(form)-1 {
		return "0" + text
	}
	return text
}

// cutDay takes a day from the front of a text.
func cutDay(text string, now time.Time) (day time.Time, rest string, ok bool) {
	first, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch first {
	case "today":
		return now, rest, true
	case "yesterday":
		return midnight(now).AddDate(0, 0, -1), rest, true
	}
	if day, err := time.ParseInLocation(time.DateOnly, first, now.Location()); err == nil {
		return day, rest, true
	}
	return time.Time{}, text, false
}

// said names a period in words.
func (p period) said(now time.Time) string {
	day := midnight(p.since)
	name := p.since.Format("Monday 2 January 2006")
	switch {
	case day.Equal(midnight(now)):
		name = "today, " + name
	case day.Equal(midnight(now).AddDate(0, 0, -1)):
		name = "yesterday, " + name
	}
	wholly := p.since.Equal(day)
	oneDay := p.until.IsZero() && day.Equal(midnight(now)) || p.until.Equal(day.AddDate(0, 0, 1))
	switch {
	case wholly && oneDay:
		return name
	case oneDay:
		return "since " + p.since.Format("15:04") + " " + name
	case p.until.IsZero():
		return "since " + p.since.Format("Mon 2 Jan 15:04") + " until now"
	}
	return p.since.Format("Mon 2 Jan 15:04") + " to the end of " + p.until.Add(-time.Second).Format("Mon 2 Jan 2006")
}
