package report

import (
	"fmt"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// maxWhy is how many characters are told of why a try failed: the rest, such as
// what a hook prints, is for programs.
const maxWhy = 50

// Deliveries says for people what was told to whom.
func Deliveries(all []ledger.Delivery, now time.Time) string {
	if len(all) == 0 {
		return ""
	}
	c := columns{numbers: map[int]bool{0: true, 5: true}}
	c.add("NUMBER", "HOOK", "PAYMENT", "CHANGE", "STATE", "TRIES", "WHY")
	for _, d := range all {
		c.add(fmt.Sprint(d.Number), d.Hook, string(d.Event.ID), told(d), stateOf(d, now), fmt.Sprint(d.Tries), kubepay.Clean(d.LastErr, maxWhy))
	}
	return c.String()
}

// told is what the delivery is about, by its most telling topic.
func told(d ledger.Delivery) string {
	topics := d.Event.Topics()
	if len(topics) == 0 {
		return unknown
	}
	return string(topics[len(topics)-1])
}

// stateOf tells where a delivery stands.
func stateOf(d ledger.Delivery, now time.Time) string {
	switch {
	case !d.DoneAt.IsZero():
		return "told " + age(now.Sub(d.DoneAt)) + " ago"
	case d.Aside:
		return "set aside"
	case d.Next.After(now):
		return "again in " + age(d.Next.Sub(now))
	}
	return "due"
}

// delivery is a delivery for programs.
type delivery struct {
	Number int64  `json:"number"`
	ID     string `json:"id"` // of the message to the hook
	Hook   string `json:"hook"`
	State  string `json:"state"` // open, told or aside
	Tries  int    `json:"tries"`
	NextAt string `json:"next_at,omitzero"` // when it is tried again
	ToldAt string `json:"told_at,omitzero"`
	Why    string `json:"why,omitzero"` // the last try failed
	Change change `json:"change"`
}

// DeliveryJSON is a delivery, whose message to the hook has an id, as one line of
// JSON.
func DeliveryJSON(d ledger.Delivery, id string) ([]byte, error) {
	said := delivery{
		Number: d.Number, ID: id, Hook: d.Hook, State: "open", Tries: d.Tries, NextAt: stamp(d.Next), ToldAt: stamp(d.DoneAt), Why: d.LastErr,
		Change: changeOf(d.Event, d.Intent),
	}
	switch {
	case !d.DoneAt.IsZero():
		said.State, said.NextAt = "told", ""
	case d.Aside:
		said.State, said.NextAt = "aside", ""
	}
	return line(said)
}
