package ledger

import (
	"cmp"
	"slices"

	"paywatch/kubepay"
)

var outcomes = []Outcome{
	Outcome(kubepay.Paid), Overpaid, Late, Underpaid,
	Outcome(kubepay.Partial), Outcome(kubepay.Pending), Outcome(kubepay.Failed), Outcome(kubepay.Expired),
}

// Outcomes lists them in the order in which they are told: what is as it should
// be, what stands apart, what is not over, what came to nothing. The gateway's
// own words stand behind.
func Outcomes() []Outcome { return slices.Clone(outcomes) }

func rank(o Outcome) int {
	if i := slices.Index(outcomes, o); i >= 0 {
		return i
	}
	return len(outcomes)
}

// Apart tells whether the gateway has no word for it.
func (o Outcome) Apart() bool { return o == Overpaid || o == Late || o == Underpaid }

// over tells whether nothing more is awaited.
func (o Outcome) over() bool { return o.Apart() || kubepay.Status(o).Over() }

// byCoin is the order of the lines of totals.
func byCoin(a, b TotalsLine) int {
	return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Token, b.Token), compareOutcomes(a.Outcome, b.Outcome))
}

// byOutcome is the order in which they are added up.
func byOutcome(a, b TotalsLine) int {
	return cmp.Or(cmp.Compare(a.Currency, b.Currency), compareOutcomes(a.Outcome, b.Outcome), cmp.Compare(a.Token, b.Token))
}

func compareOutcomes(a, b Outcome) int {
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}
