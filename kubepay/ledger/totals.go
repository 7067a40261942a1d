package ledger

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Totals adds up the payments that count between two times, each once: see
// [Totals]. Days and hours are those of since's location. A zero until is no
// bound.
func (l *Ledger) Totals(ctx context.Context, since, until time.Time) (Totals, error) {
	var sum *addition
	err := l.readIndexed(ctx, "add up the payments", func(c *conn, b backlog) error {
		sum = newAddition(since.Location())
		for _, n := range b.payments {
			s, _, err := summaryOf(c, n)
			if err != nil {
				return err
			}
			sum.addSummary(s, since, until)
		}
		return sum.addIndexed(ctx, c, b, since, until)
	})
	if err != nil {
		return Totals{}, err
	}
	t := sum.totals(since, until)
	if anew := l.Anew(); anew.Concerns(since) {
		t.Anew = anew
	}
	return t, nil
}

func between(t, since, until time.Time) bool {
	return !t.Before(since) && (until.IsZero() || t.Before(until))
}

// bound is the end of a span as it is kept.
func bound(until time.Time) int64 {
	if until.IsZero() {
		return endOfTime
	}
	return stamp(until)
}

const endOfTime = 1<<63 - 1

// share is what the totals are told apart by.
type share struct {
	currency kubepay.Currency
	token    kubepay.Token
	outcome  Outcome
}

type hour struct {
	begins   int64
	currency kubepay.Currency
}

// addition is totals while they are added up.
type addition struct {
	location *time.Location
	lines    map[share]*TotalsLine // by coins in capitals
	hours    map[hour]*HourTotal
	last     *HourTotal // the hour of the payment before
	end      int64
}

func newAddition(location *time.Location) *addition {
	return &addition{location: location, lines: map[share]*TotalsLine{}, hours: map[hour]*HourTotal{}}
}

func (a *addition) add(s share, counted time.Time, fiat, crypto decimal.NullDecimal) {
	s.currency = kubepay.Currency(strings.ToUpper(string(s.currency)))
	line := a.line(s)
	line.Payments++
	if fiat.Decimal.IsPositive() || crypto.Decimal.IsPositive() {
		line.Brought++
	}
	line.Fiat = line.Fiat.Add(fiat.Decimal)
	line.Crypto = line.Crypto.Add(crypto.Decimal)

	h := a.hour(counted, s.currency)
	h.Payments++
	h.Fiat = h.Fiat.Add(fiat.Decimal)
}

// line finds the line of a share. A coin that is spelled in two ways is one, in
// capitals.
func (a *addition) line(s share) *TotalsLine {
	spelled := s.token
	s.token = kubepay.Token(strings.ToUpper(string(spelled)))
	line := a.lines[s]
	switch {
	case line == nil:
		line = &TotalsLine{Currency: s.currency, Token: spelled, Outcome: s.outcome}
		a.lines[s] = line
	case line.Token != spelled:
		line.Token = s.token
	}
	return line
}

// hour finds the local hour of a time. Where the clocks go back, an hour that
// comes twice is two.
func (a *addition) hour(t time.Time, currency kubepay.Currency) *HourTotal {
	ns := t.UnixNano()
	if a.last != nil && a.last.Currency == currency && a.last.Hour.UnixNano() <= ns && ns < a.end {
		return a.last
	}
	t = t.In(a.location)
	begins := t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
	key := hour{begins.UnixNano(), currency}
	h := a.hours[key]
	if h == nil {
		h = &HourTotal{Hour: begins, Currency: currency}
		a.hours[key] = h
	}
	a.last, a.end = h, begins.Add(time.Hour).UnixNano()
	return h
}

func (a *addition) addSummary(s summary, since, until time.Time) {
	if s.outcome != "" && between(s.CountedAt, since, until) {
		a.add(share{s.Currency, s.Token, s.outcome}, s.CountedAt, s.Fiat.Captured, s.Crypto.Captured)
	}
}

// addIndexed adds what is in the index, but for what has changed since.
func (a *addition) addIndexed(ctx context.Context, c *conn, b backlog, since, until time.Time) error {
	rows, err := c.query("SELECT payment, currency, token, outcome, fiat_in, crypto_in, counted, money_sum FROM found WHERE counted >= ? AND counted < ? ORDER BY counted",
		stamp(since), bound(until))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		var r summed
		var sum int64
		if err := rows.Scan(&r.payment, &r.currency, &r.token, &r.outcome, &r.fiatIn, &r.cryptoIn, &r.counted, &sum); err != nil {
			return err
		}
		if _, stale := slices.BinarySearch(b.payments, r.payment); stale {
			continue
		}
		if sum != r.moneySum() {
			s, _, err := summaryOf(c, r.payment)
			if err != nil {
				return err
			}
			a.addSummary(s, since, until)
			continue
		}
		fiatIn, err := exact(r.fiatIn)
		if err != nil {
			return err
		}
		cryptoIn, err := exact(r.cryptoIn)
		if err != nil {
			return err
		}
		a.add(share{kubepay.Currency(r.currency), kubepay.Token(r.token), Outcome(r.outcome)}, moment(r.counted), fiatIn, cryptoIn)
	}
	return rows.Err()
}

func (a *addition) totals(since, until time.Time) Totals {
	t := Totals{Since: since, Until: until}
	for _, line := range a.lines {
		t.Lines = append(t.Lines, *line)
	}
	slices.SortFunc(t.Lines, byCoin)
	for _, h := range a.hours {
		t.Hours = append(t.Hours, *h)
	}
	slices.SortFunc(t.Hours, func(a, b HourTotal) int {
		return cmp.Or(a.Hour.Compare(b.Hour), cmp.Compare(a.Currency, b.Currency))
	})
	return t
}
