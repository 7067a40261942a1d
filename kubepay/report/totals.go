package report

import (
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Totals says for people what came in, with times as they are in a place.
func Totals(t ledger.Totals, place *time.Location) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", period(t, place))
	if at := t.Anew.At; !at.IsZero() {
		fmt.Fprintf(&b, "The ledger was damaged and begun anew on %s: what was recorded before is in %s, and may be missing here.\n",
			at.In(place).Format("2006-01-02 15:04:05"), kubepay.Clean(t.Anew.Aside, longestText))
	}
	b.WriteByte('\n')
	if len(t.Lines) == 0 {
		b.WriteString("No payments.\n")
		return b.String()
	}
	byOutcome := columns{numbers: map[int]bool{3: true, 4: true, 5: true}}
	byOutcome.add("CURRENCY", "COIN", "OUTCOME", "PAYMENTS", "CAPTURED", "IN COINS")
	for _, l := range t.Lines {
		byOutcome.add(
			unknownIfEmpty(string(l.Currency)), unknownIfEmpty(string(l.Token)), unknownIfEmpty(string(l.Outcome)), fmt.Sprint(l.Payments),
			withUnit(cents(l.Fiat), string(l.Currency)), withUnit(l.Crypto.String(), string(l.Token)),
		)
	}
	b.WriteString(byOutcome.String() + "\n")
	inAll := columns{numbers: map[int]bool{0: true}}
	for _, c := range t.Currencies() {
		inAll.add(withUnit(cents(c.Fiat), string(c.Currency)), captured(c))
	}
	b.WriteString(inAll.String())
	return b.String()
}

func period(t ledger.Totals, place *time.Location) string {
	const day = "Monday 2006-01-02 15:04"
	since, until := t.Since.In(place), t.Until.In(place)
	if since.Format(time.DateOnly) == until.Format(time.DateOnly) {
		return since.Format(day) + " to " + until.Format("15:04")
	}
	return since.Format(day) + " to " + until.Format(day)
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// captured says in how many payments money came, and how many may still bring
// some.
func captured(c ledger.CurrencyTotal) string {
	said := fmt.Sprintf("captured in %d %s", c.Brought, plural(c.Brought, "payment"))
	switch c.Open {
	case 0:
		return said
	case 1:
		return said + "; 1 more is open"
	}
	return fmt.Sprintf("%s; %d more are open", said, c.Open)
}

// totals are totals for programs.
type totals struct {
	Since      string           `json:"since"`
	Until      string           `json:"until"`
	Lines      []totalsLine     `json:"lines"`
	Currencies []totalsCurrency `json:"currencies"`
	Hours      []totalsHour     `json:"hours"`
	Anew       *totalsAnew      `json:"begun_anew,omitempty"` // where that concerns the time
}

// totalsAnew says that the ledger was damaged and begun anew, so that something
// may be missing.
type totalsAnew struct {
	At    string `json:"at"`
	Aside string `json:"before_in"` // the file with what was recorded before
}

type totalsLine struct {
	Currency string `json:"currency"`
	Token    string `json:"token"`
	Outcome  string `json:"outcome"`
	Payments int    `json:"payments"`
	Fiat     string `json:"fiat_captured"`
	Crypto   string `json:"crypto_captured"`
}

type totalsCurrency struct {
	Currency string `json:"currency"`
	Payments int    `json:"payments"` // that brought money
	Open     int    `json:"open"`     // that brought none yet
	Fiat     string `json:"fiat_captured"`
}

type totalsHour struct {
	Hour     string `json:"hour"` // its beginning
	Currency string `json:"currency"`
	Payments int    `json:"payments"`
	Fiat     string `json:"fiat_captured"`
}

// TotalsJSON is totals as one line of JSON.
func TotalsJSON(t ledger.Totals) ([]byte, error) {
	said := totals{Since: stamp(t.Since), Until: stamp(t.Until), Lines: []totalsLine{}, Currencies: []totalsCurrency{}, Hours: []totalsHour{}}
	for _, l := range t.Lines {
		said.Lines = append(said.Lines, totalsLine{string(l.Currency), string(l.Token), string(l.Outcome), l.Payments, cents(l.Fiat), l.Crypto.String()})
	}
	for _, c := range t.Currencies() {
		said.Currencies = append(said.Currencies, totalsCurrency{string(c.Currency), c.Brought, c.Open, cents(c.Fiat)})
	}
	for _, h := range t.Hours {
		said.Hours = append(said.Hours, totalsHour{stamp(h.Hour), string(h.Currency), h.Payments, cents(h.Fiat)})
	}
	if at := t.Anew.At; !at.IsZero() {
		said.Anew = &totalsAnew{stamp(at), kubepay.Clean(t.Anew.Aside, longestText)}
	}
	return line(said)
}
