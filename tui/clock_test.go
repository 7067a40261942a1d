package tui

import (
	"testing"
	"time"
)

func TestCountdown(t *testing.T) {
	for left, want := range map[time.Duration]string{
		0:                               "0:00",
		time.Nanosecond:                 "0:01",
		time.Second:                     "0:01",
		59*time.Second + 1:              "1:00",
		7*time.Minute + 12*time.Second:  "7:12",
		time.Hour - time.Second:         "59:59",
		time.Hour:                       "1:00:00",
		26*time.Hour + 61*time.Second:   "26:01:01",
		48*time.Hour - time.Nanosecond:  "2 d 0 h",
		76*time.Hour + 59*time.Minute:   "3 d 4 h",
		1000*time.Hour + 59*time.Minute: "41 d 16 h",
	} {
		if got := countdown(left); got != want {
			t.Errorf("%v left is %q, want %q", left, got, want)
		}
	}
}

func TestShortCountdown(t *testing.T) {
	for left, want := range map[time.Duration]string{
		59 * time.Second:                "0:59",
		time.Hour - time.Second:         "59:59",
		time.Hour:                       "1h00",
		23*time.Hour + 59*time.Minute:   "23h59",
		24 * time.Hour:                  "1d00",
		99*24*time.Hour + 23*time.Hour:  "99d23",
		364*24*time.Hour + 12*time.Hour: "364d12",
	} {
		if got := shortCountdown(left); got != want {
			t.Errorf("%v left is %q, want %q", left, got, want)
		}
		if most := statusWidth - len("partial "); cellWidth(shortCountdown(left)) > most+1 {
			t.Errorf("%q does not fit its column", shortCountdown(left))
		}
	}
}

func TestAge(t *testing.T) {
	for old, want := range map[time.Duration]string{
		0: "0 s", 59999 * time.Millisecond: "59 s", time.Minute: "1 min", time.Hour - 1: "59 min",
		time.Hour: "1 h", 48*time.Hour - 1: "47 h", 48 * time.Hour: "2 d", 1000 * time.Hour: "41 d",
	} {
		if got := age(old); got != want {
			t.Errorf("%v is %q, want %q", old, got, want)
		}
	}
}

func TestTimeOfDayNamesAnotherDay(t *testing.T) {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 1, 0, 30, 0, 0, vienna)
	for at, want := range map[time.Time]string{
		time.Date(2026, 3, 1, 0, 5, 9, 0, vienna):      "00:05:09",
		time.Date(2026, 2, 28, 23, 5, 9, 0, time.UTC):  "00:05:09",
		time.Date(2026, 2, 28, 22, 5, 9, 0, time.UTC):  "28 Feb 23:05",
		time.Date(2025, 3, 1, 12, 0, 0, 0, vienna):     "1 Mar 12:00",
		time.Date(2026, 12, 31, 23, 59, 59, 0, vienna): "31 Dec 23:59",
	} {
		if got := timeOfDay(at, now); got != want {
			t.Errorf("%v is %q, want %q", at, got, want)
		}
	}
}
