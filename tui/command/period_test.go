package command

import (
	"strings"
	"testing"
	"time"
)

func TestPeriodsAreReadAsPeopleWriteThem(t *testing.T) {
	madrid := time.FixedZone("CET", 3600)
	noon := time.Date(2026, 11, 26, 12, 30, 0, 0, madrid)
	night := time.Date(2026, 11, 27, 2, 0, 0, 0, madrid)
	const form = "2006-01-02 15:04:05"
	for _, test := range []struct {
		name         string
		now          time.Time
		period       Period
		since, until string // "" where it is left open
	}{
		{"nothing", noon, Period{}, "", ""},
		{"since a time of day", noon, Period{Since: "08:00"}, "2026-11-26 08:00:00", ""},
		{"between two", noon, Period{"08:00", "12:00"}, "2026-11-26 08:00:00", "2026-11-26 12:00:00"},
		{"until one that is to come", noon, Period{"08:00", "20:00"}, "2026-11-26 08:00:00", "2026-11-26 20:00:00"},
		{"a bar that closes late", night, Period{Since: "20:00"}, "2026-11-26 20:00:00", ""},
		{"its evening", night, Period{"20:00", "23:30"}, "2026-11-26 20:00:00", "2026-11-26 23:30:00"},
		{"its night", night, Period{"20:00", "01:30"}, "2026-11-26 20:00:00", "2026-11-27 01:30:00"},
		{"a day", noon, Period{Since: "2026-11-20"}, "2026-11-20 00:00:00", ""},
		{"a month", noon, Period{"2026-11-01", "2026-11-30"}, "2026-11-01 00:00:00", "2026-12-01 00:00:00"},
		{"one day", noon, Period{"2026-11-20", "2026-11-20"}, "2026-11-20 00:00:00", "2026-11-21 00:00:00"},
		{"until a day", noon, Period{Until: "2026-11-20"}, "", "2026-11-21 00:00:00"},
		{"a day with its time", noon, Period{"2026-11-20T08:00", "2026-11-20 17:30"}, "2026-11-20 08:00:00", "2026-11-20 17:30:00"},
		{"to the second", noon, Period{Since: "2026-11-20T08:00:01"}, "2026-11-20 08:00:01", ""},
		{"in UTC", noon, Period{Since: "2026-11-20T08:00:00Z"}, "2026-11-20 09:00:00", ""},
		{"in UTC, to the minute", noon, Period{Since: "2026-11-20T08:00Z", Until: "2026-11-20T11:00+02:00"}, "2026-11-20 09:00:00", "2026-11-20 10:00:00"},
		{"hours ago", noon, Period{Since: "24h"}, "2026-11-25 12:30:00", ""},
		{"days ago", noon, Period{"7d", "1d"}, "2026-11-19 12:30:00", "2026-11-25 12:30:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			since, until, err := test.period.read(test.now)
			if err != nil {
				t.Fatal(err)
			}
			for _, end := range []struct {
				got  time.Time
				want string
			}{{since, test.since}, {until, test.until}} {
				got := end.got.In(madrid).Format(form)
				if end.got.IsZero() {
					got = ""
				}
				if got != end.want {
					t.Errorf("%+v at %v is %q, want %q", test.period, test.now, got, end.want)
				}
			}
		})
	}
}

func TestWhatIsNoPeriodIsRefused(t *testing.T) {
	noon := time.Date(2026, 11, 26, 12, 30, 0, 0, time.UTC)
	for _, test := range []struct {
		period Period
		want   string
	}{
		{Period{Since: "yesterday"}, `--since: "yesterday" is no time; write it as in 08:00, 2026-11-26 or 24h`},
		{Period{Until: "25:00"}, `--until: "25:00" is no time`},
		{Period{Since: "2026-02-30"}, "is no time"},
		{Period{Since: "-3h"}, "is no time"},
		{Period{"2026-11-20", "2026-11-19"}, "--until is not after --since"},
		{Period{Since: "2027-01-01"}, "--since is still to come"},
		{Period{"2027-01-01", "2027-01-31"}, "--since is still to come"},
		{Period{"1h", "2h"}, "--until is not after --since"},
	} {
		if _, _, err := test.period.read(noon); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v gives %v, want %q", test.period, err, test.want)
		}
	}
}

func FuzzPeriod(f *testing.F) {
	f.Add("08:00", "2026-11-26")
	f.Add("24h", "23:59")
	f.Add("9999-12-31", "0000-01-01")
	noon := time.Date(2026, 11, 26, 12, 30, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, since, until string) {
		from, to, err := Period{since, until}.read(noon)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("%q is not one plain sentence", err)
			}
			return
		}
		if !to.IsZero() && !to.After(from) {
			t.Errorf("%q to %q ends at %v, before it begins at %v", since, until, to, from)
		}
	})
}
