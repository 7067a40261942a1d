package report

import (
	"strconv"

	"paywatch/kubepay"
)

// change is a change for programs, in the words of [kubepay.Change].
type change struct {
	Number int64   `json:"number"`
	At     *string `json:"observed_at"`
	Date   *string `json:"gateway_time"`
	Source string  `json:"source"`
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Kind   string  `json:"change"`
	From   string  `json:"from"`
	To     string  `json:"to"`
	Unit   string  `json:"unit"`
	TxID   string  `json:"chain_transaction_id"`
}

func changeOf(e kubepay.Event, in kubepay.Intent) change {
	return change{
		Number: e.Number, At: stamp(e.At), Date: stamp(e.Date), Source: string(e.Source), ID: string(e.ID), Title: in.Title(),
		Kind: string(e.Kind), From: e.From, To: e.To, Unit: e.Unit, TxID: string(e.TxID),
	}
}

func (change) names() []string {
	return []string{"number", "observed_at", "gateway_time", "source", "id", "title", "change", "from", "to", "unit", "chain_transaction_id"}
}

func (c change) cells() []string {
	return []string{
		strconv.FormatInt(c.Number, 10), orEmpty(c.At), orEmpty(c.Date), c.Source, c.ID, c.Title,
		c.Kind, c.From, c.To, c.Unit, c.TxID,
	}
}
