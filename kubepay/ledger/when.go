package ledger

import (
	"slices"
	"strconv"
	"time"
)

// parseDays reads a day or a month, in the location of now.
func parseDays(s string, now time.Time) (since, until time.Time, ok bool) {
	year, month, day := now.Date()
	days := func(y, m, d int) (time.Time, time.Time, bool) {
		since := time.Date(y, time.Month(m), d, 0, 0, 0, 0, now.Location())
		return since, since.AddDate(0, 0, 1), since.Day() == d
	}
	switch s {
	case "today":
		return days(year, int(month), day)
	case "yesterday":
		since := time.Date(year, month, day-1, 0, 0, 0, 0, now.Location())
		return since, since.AddDate(0, 0, 1), true
	}
	f := forms()
	if m := f.day.FindStringSubmatch(s); m != nil {
		return days(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := f.month.FindStringSubmatch(s); m != nil && number(m[2]) <= 12 {
		since := time.Date(number(m[1]), time.Month(number(m[2])), 1, 0, 0, 0, 0, now.Location())
		return since, since.AddDate(0, 1, 0), number(m[2]) > 0
	}
	m := f.local.FindStringSubmatch(s)
	if m == nil || number(m[2]) > 12 {
		return since, until, false
	}
	switch y := number(m[3]); {
	case m[3] == "": // the last such day
		if since, _, _ := days(year, number(m[2]), number(m[1])); since.After(now) {
			year--
		}
	case y < 100:
		year = 2000 + y
	default:
		year = y
	}
	return days(year, number(m[2]), number(m[1]))
}

// parseMinutes reads a time of the day as it is typed: 16: is the whole hour.
func parseMinutes(s string) (first, last int, ok bool) {
	m := forms().clock.FindStringSubmatch(s)
	if m == nil || number(m[1]) > 23 {
		return 0, 0, false
	}
	hour := number(m[1]) * 60
	switch len(m[2]) {
	case 0:
		return hour, hour + 59, true
	case 1:
		first = hour + number(m[2])*10
		return first, first + 9, number(m[2]) < 6
	}
	first = hour + number(m[2])
	return first, first, number(m[2]) < 60
}

// days are the days in UTC that a span of local time touches.
func days(since, until time.Time) part {
	var p part
	y, m, d := since.UTC().Date()
	for t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC); t.Before(until); t = t.AddDate(0, 0, 1) {
		p = append(p, []term{{dayMark + t.Format("20060102"), false}})
	}
	return p
}

// minutes are the minutes in UTC that a local time of the day may be, in summer
// and in winter.
func minutes(first, last int, now time.Time) part {
	var p part
	for _, offset := range offsets(now) {
		for m := first; m <= last; m++ {
			utc := ((m-offset)%minutesOfDay + minutesOfDay) % minutesOfDay
			word := minuteMark + pad(utc/60) + pad(utc%60)
			p = append(p, []term{{word, false}})
		}
	}
	return p
}

const minutesOfDay = 24 * 60

// offsets are the offsets of a location from UTC within the year, in minutes.
func offsets(now time.Time) []int {
	var all []int
	for month := range time.Month(12) {
		_, seconds := time.Date(now.Year(), month+1, 1, 12, 0, 0, 0, now.Location()).Zone()
		if m := seconds / 60; !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// number reads digits that a form has found.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
