package tui

import (
	"testing"
	"time"
)

// At noon on a Monday in May.
func TestAPeriodIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]string{
		"8":                "since 08:00 today, Monday 4 May 2026",
		"08":               "since 08:00 today, Monday 4 May 2026",
		"8:30":             "since 08:30 today, Monday 4 May 2026",
		"0830":             "since 08:30 today, Monday 4 May 2026",
		"08.30":            "since 08:30 today, Monday 4 May 2026",
		"18:00":            "since Sun 3 May 18:00 until now", // last evening's
		"today":            "today, Monday 4 May 2026",
		"Today 7:00":       "since 07:00 today, Monday 4 May 2026",
		"yesterday":        "yesterday, Sunday 3 May 2026",
		"yesterday 18:00":  "since 18:00 yesterday, Sunday 3 May 2026",
		"2026-04-30":       "Thursday 30 April 2026",
		"2026-04-30 06:15": "since 06:15 Thursday 30 April 2026",
		"":                 "",
		"tea time":         "",
		"25:00":            "",
		"2026-05-05":       "", // it is yet to come
		"today 18:00":      "",
		"2026-13-40":       "",
	} {
		p, ok := readPeriod(text, today(noon), noon)
		if ok != (want != "") || ok && p.said(noon) != want {
			t.Errorf("%q is %q, %v, want %q", text, p.said(noon), ok, want)
		}
	}
}

func TestAnHourIsOfTheDayThatIsShown(t *testing.T) {
	sunday := today(noon).dayBack(noon)
	p, ok := readPeriod("18:00", sunday, noon)
	if want := "since 18:00 yesterday, Sunday 3 May 2026"; !ok || p.said(noon) != want {
		t.Errorf("%q, %v, want %q", p.said(noon), ok, want)
	}
	since, until := p.bounds(noon)
	if until.Sub(since) != 6*time.Hour {
		t.Errorf("from %v to %v, want the evening", since, until)
	}
}

func TestAPeriodIsStepped(t *testing.T) {
	p := today(noon)
	for range 3 * mostHours {
		p = p.earlier(noon)
	}
	if since, until := p.bounds(noon); until.Sub(since) != mostHours*time.Hour {
		t.Errorf("from %v to %v, want a week", since, until)
	}
	if want := "since Tue 28 Apr 00:00 until now"; p.said(noon) != want {
		t.Errorf("%q, want %q", p.said(noon), want)
	}
	for range 3 * mostHours {
		p = p.later(noon)
	}
	if want := "since 11:00 today, Monday 4 May 2026"; p.said(noon) != want {
		t.Errorf("%q, want %q", p.said(noon), want)
	}
	p = p.dayBack(noon).earlier(noon)
	if want := "Sat 2 May 23:00 to the end of Sun 3 May 2026"; p.said(noon) != want {
		t.Errorf("%q, want %q", p.said(noon), want)
	}
	if p = p.dayBack(noon); p.said(noon) != "Saturday 2 May 2026" {
		t.Errorf("%q, want the day before", p.said(noon))
	}
}

// A day on which the clocks change has 23 or 25 hours, and is a day.
func TestADayIsAsLongAsItIs(t *testing.T) {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[int]time.Duration{29: 23 * time.Hour, 28: 24 * time.Hour} {
		now := time.Date(2026, time.March, day, 15, 0, 0, 0, vienna)
		if since, until := today(now).bounds(now); until.Sub(since) != want {
			t.Errorf("%d March has %v, want %v", day, until.Sub(since), want)
		}
	}
}
