package report

import (
	"strconv"
	"strings"

	"paywatch/kubepay"
)

// change is a change for programs, in the words of [kubepay.Change].
type change struct {
	Number      int64    `json:"number,omitzero"`
	Payment     string   `json:"payment"` // its id
	Title       string   `json:"title,omitzero"`
	Kind        string   `json:"kind"`
	Topics      []string `json:"topics"`
	From        string   `json:"from,omitzero"`
	To          string   `json:"to,omitzero"`
	Unit        string   `json:"unit,omitzero"`
	Transaction string   `json:"transaction,omitzero"`
	ObservedAt  string   `json:"observed_at,omitzero"` // by the clock of the machine
	GatewayAt   string   `json:"gateway_at,omitzero"`  // by the gateway's clock
	Source      string   `json:"source,omitzero"`
}

func changeOf(e kubepay.Event, in kubepay.Intent) change {
	topics := []string{}
	for _, t := range e.Topics() {
		topics = append(topics, string(t))
	}
	return change{
		Number: e.Number, Payment: string(e.ID), Title: in.Title(), Kind: string(e.Kind), Topics: topics,
		From: e.From, To: e.To, Unit: e.Unit, Transaction: string(e.TxID),
		ObservedAt: stamp(e.At), GatewayAt: stamp(e.Date), Source: string(e.Source),
	}
}

func (change) names() []string {
	return []string{"number", "payment", "title", "kind", "topics", "from", "to", "unit", "transaction", "observed_at", "gateway_at", "source"}
}

func (c change) cells() []string {
	return []string{
		strconv.FormatInt(c.Number, 10), c.Payment, c.Title, c.Kind, strings.Join(c.Topics, " "),
		c.From, c.To, c.Unit, c.Transaction, c.ObservedAt, c.GatewayAt, c.Source,
	}
}
