package command

import (
	"errors"
	"fmt"
	"time"

	"paywatch/kubepay"
)

// Period is from when to when, as a person writes it: a time of day, a day, both,
// or how long ago. "" is left open.
type Period struct{ Since, Until string }

// PeriodHelp says how a Period is written.
const PeriodHelp = `A time is written as 08:00, as 2026-11-26, as 2026-11-26T08:00, or as how long
ago it was: 90m, 24h, 7d. A time of day that is still to come is yesterday's. A
day after --until is in the period.`

// sinceHelp says how its beginning is written, where it has no end.
const sinceHelp = `A time is written as 08:00, as 2026-11-26, as 2026-11-26T08:00, or as how long
ago it was: 10m, 24h, 7d. A time of day that is still to come is yesterday's.`

// forms are the ways to write a moment that is no time of day.
var forms = []struct {
	layout string
	whole  bool // a day
}{
	{time.DateOnly, true}, {"2006-01-02T15:04", false}, {"2006-01-02 15:04", false}, {"2006-01-02T15:04:05", false}, {"2006-01-02T15:04Z07:00", false}, {time.RFC3339, false},
}

const timeOfDay = "15:04"

// read gives the two times, the zero time where one is left open.
func (p Period) read(now time.Time) (since, until time.Time, err error) {
	today := midnight(now)
	if at, ok := clock(p.Since, today); ok && at.After(now) {
		today = midnight(today.Add(-time.Hour)) // a shop that closes after midnight
	}
	if since, err = moment("--since", p.Since, today, now, false); err != nil {
		return since, until, err
	}
	if until, err = moment("--until", p.Until, today, now, true); err != nil {
		return since, until, err
	}
	if _, isClock := clock(p.Until, today); isClock && !until.After(since) {
		until = time.Date(until.Year(), until.Month(), until.Day()+1, until.Hour(), until.Minute(), 0, 0, until.Location())
	}
	if since.After(now) {
		return since, until, errors.New("--since is still to come; name a time that is over")
	}
	if !until.IsZero() && !until.After(since) {
		return since, until, errors.New("--until is not after --since; name a period that ends after it begins")
	}
	return since, until, nil
}

func moment(flag, text string, today, now time.Time, end bool) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if at, ok := clock(text, today); ok {
		return at, nil
	}
	for _, form := range forms {
		at, err := time.ParseInLocation(form.layout, text, now.Location())
		if err != nil {
			continue
		}
		if form.whole && end {
			at = at.AddDate(0, 0, 1)
		}
		return at, nil
	}
	if ago, ok := kubepay.ParseLength(text); ok {
		return now.Add(-ago), nil
	}
	return time.Time{}, fmt.Errorf("%s: %q is no time; write it as in 08:00, 2026-11-26 or 24h", flag, kubepay.Clean(text, maxQuoted))
}

// clock reads a time of day.
func clock(text string, day time.Time) (time.Time, bool) {
	at, err := time.Parse(timeOfDay, text)
	return time.Date(day.Year(), day.Month(), day.Day(), at.Hour(), at.Minute(), 0, 0, day.Location()), err == nil
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
