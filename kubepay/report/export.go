package report

import (
	"fmt"
	"io"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Format is a form in which programs take a table.
type Format string

// The formats.
//
// CSV is that of RFC 4180, in UTF-8, with a line of names first. No cell is a
// formula to a spreadsheet: see [cell].
//
// JSON is one array of objects, written as they come.
const (
	CSV  Format = "csv"
	JSON Format = "json"
)

// ParseFormat reads a format as a person names it.
func ParseFormat(s string) (Format, error) {
	switch f := Format(s); f {
	case CSV, JSON:
		return f, nil
	}
	return "", fmt.Errorf("there is no format %q; choose csv or json", s)
}

// row is one line of a table, and one object of JSON.
type row interface {
	names() []string // the same for every row of a kind
	cells() []string
}

// table writes rows as they come, and holds none of them. What is not ended is
// not whole.
type table interface {
	begin(names []string) error
	row(row) error
	end() error
}

func newTable(w io.Writer, f Format, kind row) (table, error) {
	var t table = newJSON(w)
	if f == CSV {
		t = newCSV(w)
	}
	return t, t.begin(kind.names())
}

// Payments writes one row a payment.
type Payments struct{ table table }

// NewPayments begins a table of payments.
func NewPayments(w io.Writer, f Format) (*Payments, error) {
	t, err := newTable(w, f, payment{})
	return &Payments{t}, err
}

// Write writes a payment.
func (p *Payments) Write(kept ledger.Payment) error { return p.table.row(paymentOf(kept)) }

// End completes the table.
func (p *Payments) End() error { return p.table.end() }

// Changes writes one row a change.
type Changes struct{ table table }

// NewChanges begins a table of changes.
func NewChanges(w io.Writer, f Format) (*Changes, error) {
	t, err := newTable(w, f, change{})
	return &Changes{t}, err
}

// Write writes a change of a payment.
func (c *Changes) Write(e kubepay.Event, in kubepay.Intent) error {
	return c.table.row(changeOf(e, in))
}

// End completes the table.
func (c *Changes) End() error { return c.table.end() }
