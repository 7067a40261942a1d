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

	// fairShare is how many bytes of answers a payment may keep whatever others need.
	fairShare = mostAnswerBytes / 16
)

// answers are raw answers by payment. Where there are too many, the payment with the
// most of them, if it has more than its share, gives up its oldest, and if none does
// the one not heard of for the longest is forgotten. The zero answers is ready.
type answers struct {
	kept  map[kubepay.ID]*list.Element // in order
	order list.List                    // of *heardOf, the next to be forgotten first
	heavy []*heardOf                   // with several answers and more than their share
	bytes int
	n     uint64 // answers that were kept so far
}

// heardOf is the answers about one payment.
type heardOf struct {
	id    kubepay.ID
	all   []answer // oldest first
	bytes int
}

// answer is one answer as it came, and perhaps came again.
type answer struct {
	n           uint64    // of several the later has the higher
	first, last time.Time // when it came
	since       bool      // it was kept first then: it may have come before
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
	a.weigh(h, len(raw))
	h.all = append(h.all, answer{
		n: a.n, first: at, last: at, since: len(h.all) == 0, failed: failed,
		raw: bytes.Clone(raw), // without the room that it was read into
	})
	a.shorten(h, mostAnswers)
	for a.bytes > mostAnswerBytes && a.lighten() {
	}
	for a.bytes > mostAnswerBytes && a.order.Len() > 1 {
		a.forget(a.order.Front())
	}
}

// lighten has the payment with the most answers give one up, and tells whether there
// is one that has several and more than its share.
func (a *answers) lighten() bool {
	a.heavy = slices.DeleteFunc(a.heavy, func(h *heardOf) bool { return h.bytes <= fairShare || len(h.all) < 2 })
	if len(a.heavy) == 0 {
		return false
	}
	h := slices.MaxFunc(a.heavy, func(a, b *heardOf) int { return a.bytes - b.bytes })
	a.shorten(h, len(h.all)-1)
	return true
}

// weigh takes in that the answers of a payment have become heavier, or lighter.
func (a *answers) weigh(h *heardOf, by int) {
	a.bytes += by
	h.bytes += by
	if h.bytes > fairShare && !slices.Contains(a.heavy, h) {
		a.heavy = append(a.heavy, h)
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
		a.weigh(h, -len(h.all[drop].raw))
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
