package tui

import (
	"bytes"
	"container/list"
	"slices"
	"time"

	"paywatch/kubepay"
)

const (
	// mostAnswerBytes is how much of the gateway's raw answers is kept: those of
	// the payments heard of last. It has room for the lives of a hundred test
	// payments; those of all would outweigh everything else in memory.
	mostAnswerBytes = 512 << 10

	mostAnswers = 8 // kept of one payment
)

// answers are raw answers by payment, the one not heard of for the longest
// forgotten first. The zero answers is ready.
type answers struct {
	kept  map[kubepay.ID]*list.Element // in order
	order list.List                    // of *heardOf, the next to be forgotten first
	bytes int
	n     uint64 // answers that were kept so far
}

// heardOf is the answers about one payment.
type heardOf struct {
	id  kubepay.ID
	all []answer // oldest first
}

// answer is one answer as it came, and perhaps came again.
type answer struct {
	n           uint64    // of several the later has the higher
	first, last time.Time // when it came
	failed      string    // why it is no good one, "" for a good one
	raw         []byte
}

// keep keeps an answer, unless it is the same as the last one about the payment.
func (a *answers) keep(id kubepay.ID, raw []byte, at time.Time, failed string) {
	h := a.hear(id)
	if n := len(h.all); n > 0 && h.all[n-1].failed == failed && bytes.Equal(h.all[n-1].raw, raw) {
		h.all[n-1].last = at
		return
	}
	a.n++
	a.bytes += len(raw)
	h.all = append(h.all, answer{a.n, at, at, failed, bytes.Clone(raw)}) // without the room that it was read into
	a.shorten(h, mostAnswers)
	for a.bytes > mostAnswerBytes && a.order.Len() > 1 {
		a.forget(a.order.Front())
	}
	for a.bytes > mostAnswerBytes && len(h.all) > 1 {
		a.shorten(h, len(h.all)-1)
	}
}

// hear notes that a payment was heard of, and gives what is kept of it.
func (a *answers) hear(id kubepay.ID) *heardOf {
	if a.kept == nil {
		a.kept = map[kubepay.ID]*list.Element{}
	}
	if e := a.kept[id]; e != nil {
		a.order.MoveToBack(e)
		return e.Value.(*heardOf)
	}
	h := &heardOf{id: id}
	a.kept[id] = a.order.PushBack(h)
	return h
}

// forget forgets a payment.
func (a *answers) forget(e *list.Element) {
	h := e.Value.(*heardOf)
	a.shorten(h, 0)
	a.order.Remove(e)
	delete(a.kept, h.id)
}

// shorten keeps no more than so many answers about a payment: the latest, and if
// none of those is good the last good one in place of the oldest.
func (a *answers) shorten(h *heardOf, most int) {
	for len(h.all) > most {
		drop := 0
		if most > 1 && h.all[0].failed == "" && !slices.ContainsFunc(h.all[1:], func(w answer) bool { return w.failed == "" }) {
			drop = 1
		}
		a.bytes -= len(h.all[drop].raw)
		h.all = slices.Delete(h.all, drop, drop+1)
	}
}

// of is the last good answer about a payment, nil where none is kept.
func (a *answers) of(id kubepay.ID) []byte {
	for _, one := range slices.Backward(a.all(id)) {
		if one.failed == "" {
			return one.raw
		}
	}
	return nil
}

// all are the answers about a payment that are kept, oldest first.
func (a *answers) all(id kubepay.ID) []answer {
	e := a.kept[id]
	if e == nil {
		return nil
	}
	return e.Value.(*heardOf).all
}
