package tui

import (
	"fmt"
	"time"

	"paywatch/tui/words"
)

// countdown is the time left for people: 7:12, 1:07:12, 3 d 4 h. At zero
// there is nothing to count.
func countdown(left time.Duration) string { return words.Language{}.Left(left) }

// age is how long ago something was, for people: 4 s, 3 min, 2 h.
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d/time.Second))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d/time.Minute))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d/time.Hour))
	}
	return fmt.Sprintf("%d d", int(d/(24*time.Hour)))
}

// timeOfDay is a moment for people: the time, with the day where it is not
// today's.
func timeOfDay(t, now time.Time) string {
	t = t.In(now.Location())
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04:05")
	}
	return t.Format("2 Jan 15:04")
}

// stamp is a moment for a column of them: the time, with the day where it is not
// today's, or the day alone where that might be of another year.
func stamp(t, now time.Time) string {
	const sameYear = 300 * 24 * time.Hour
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return unknown
	case now.Sub(t).Abs() > sameYear:
		return t.Format("2 Jan 2006")
	case t.YearDay() != now.YearDay():
		return t.Format("2 Jan 15:04")
	}
	return t.Format("15:04")
}

// longStamp is a moment in full.
func longStamp(t, now time.Time) string {
	if t.IsZero() {
		return unknown
	}
	return t.In(now.Location()).Format("Mon 2 Jan 2006 15:04:05")
}
