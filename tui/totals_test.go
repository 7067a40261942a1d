package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// The day is added up to the cent, whatever became of its payments: each of them
// once.
func TestTheDayAddsUp(t *testing.T) {
	tellKept(t, 120, 60, func(s *story) {
		var ids []kubepay.ID
		for i, card := range []string{"paid", "three_parts", "overpaid", "late", "partial_expired", "expired", "failed", "on_hold", "many", "paid"} {
			ids = append(ids, s.sale(fmt.Sprintf("%d.50 EUR %s", 10+i, []string{"BTC", "LTC"}[i%2]), card))
			s.wait(3 * time.Second)
		}
		s.wait(18 * time.Minute)
		s.press("T")
		s.wait(time.Second)
		s.sees("Totals", "today, Saturday 1 January 2000")

		all, brought, open := decimal.Decimal{}, 0, 0
		paid, paidN := decimal.Decimal{}, 0
		for _, id := range ids {
			in := s.truth(id)
			all = all.Add(in.Fiat.Captured.Decimal)
			switch {
			case in.Fiat.Captured.Decimal.IsPositive():
				brought++
			case in.Status.Open():
				open++
			}
			r, _ := in.Received()
			if in.Status == kubepay.Paid && r.Captured.Equal(r.Total) {
				paid, paidN = paid.Add(in.Fiat.Captured.Decimal), paidN+1
			}
		}
		s.sees(
			fmt.Sprintf("EUR in %d payments", paidN),
			fmt.Sprintf("%s EUR received in all, from %d payments", all.StringFixed(2), brought)+stillOpen(open),
			fmt.Sprintf("● paid %d %s EUR", paidN, paid.StringFixed(2)),
			fmt.Sprintf("in all %d %s EUR", len(ids), all.StringFixed(2)),
			"▲ overpaid 1", "▲ late 1", "▲ underpaid 1", "◌ expired 1", "✕ failed 1", "◌ expired 1",
			"overpaid: more came than was asked for",
			"late: money came after the time to pay was over",
			"underpaid: failed or expired, with only a part of the money there.",
		)
		s.pointsLineUp()
	})
}

func stillOpen(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "; 1 more is open"
	}
	return fmt.Sprintf("; %d more are open", n)
}

// pointsLineUp wants the decimal points of the last column under each other.
func (s *story) pointsLineUp() {
	s.Helper()
	at := -1
	for _, l := range strings.Split(s.frame().Text(), "\n") {
		l, _, _ = strings.Cut(l, "│")
		if !strings.HasSuffix(strings.TrimRight(l, " "), " EUR") || strings.Contains(l, "received") || strings.Contains(l, "hour") {
			continue
		}
		runes := []rune(strings.TrimRight(l, " "))
		point := len(runes) - len(".00 EUR")
		if runes[point] != '.' || at >= 0 && point != at {
			s.Errorf("the point of %q is not in column %d:\n%s", l, at, s.frame().Text())
		}
		at = point
	}
	if at < 0 {
		s.Errorf("there are no sums:\n%s", s.frame().Text())
	}
}

func TestTotalsBeginWhereAPersonWants(t *testing.T) {
	east := time.FixedZone("east", 3*60*60) // it is 03:00
	tellWith(t, scenery{width: 80, height: 24, location: east, keeps: true}, func(s *story) {
		at := func(hour, minute int) time.Time { return time.Date(2000, 1, 1, hour, minute, 0, 0, east) }
		s.does(s.books.sold(earlier{"Table 1", "10.00", at(-1, 0)}, earlier{"Table 2", "20.00", at(0, 30)}, earlier{"Table 3", "40.00", at(2, 30)}))
		s.press("T")
		s.wait(time.Second)
		s.sees("today, Saturday 1 January 2000", "PAID 60.00 EUR in 2 payments")
		s.press("left")
		s.wait(time.Second)
		s.sees("since Fri 31 Dec 23:00 until now", "PAID 70.00 EUR in 3 payments", "23 01 03 05")
		s.press("right", "right")
		s.wait(time.Second)
		s.sees("since 01:00 today, Saturday 1 January 2000", "PAID 40.00 EUR in 1 payment")
		s.press("y")
		s.wait(time.Second)
		s.sees("yesterday, Friday 31 December 1999", "PAID 10.00 EUR in 1 payment")
		s.press("y")
		s.wait(time.Second)
		s.sees("Thursday 30 December 1999", "No payment is recorded in this time.")
		s.press("t")
		s.wait(time.Second)
		s.sees("today, Saturday 1 January 2000", "PAID 60.00 EUR in 2 payments")
		s.types("02:00")
		s.sees("Since: 02:00")
		s.press("enter")
		s.wait(time.Second)
		s.sees("since 02:00 today, Saturday 1 January 2000", "PAID 40.00 EUR in 1 payment")
		s.press("s")
		s.types("tea time")
		s.press("enter")
		s.sees("type an hour such as 08:00")
		s.press("esc", "s")
		s.paste("yesterday\x1b[2J")
		s.press("enter")
		s.wait(time.Second)
		s.sees("yesterday, Friday 31 December 1999", "PAID 10.00 EUR in 1 payment")
		s.press("esc")
		s.lacks("Totals")
	})
}

func TestTotalsFollowWhatHappens(t *testing.T) {
	tellKept(t, 80, 24, func(s *story) {
		s.sale("10.00 EUR BTC", "paid")
		s.sale("32.00 EUR BTC", "plain")
		s.wait(10 * time.Second)
		s.press("T")
		s.wait(time.Second)
		s.sees("PAID 10.00 EUR in 1 payment", "○ pending 1")
		s.wait(65 * time.Second)
		s.sees("PAID 42.00 EUR in 2 payments")
		s.lacks("pending")
	})
}
