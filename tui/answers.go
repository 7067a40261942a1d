package tui

import (
	"bytes"
	"slices"
	"time"

	"paywatch/kubepay"
)

const (
	// mostAnswerBytes is how much of the gateway's raw answers is kept: those of
	// the payments heard of last. All of them would outweigh everything else in
	// memory.
	mostAnswerBytes = 1 << 18

	mostAnswers = 8 // kept of one payment
)

// answers are raw answers by payment, the first heard of forgotten first.
// The zero answers is ready.
type answers struct {
	kept  map[kubepay.ID][]answer // oldest first
	order []kubepay.ID            // the next to be forgotten first
	bytes int
	n     uint64 // answers that were kept so far
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
	if a.kept == nil {
		a.kept = map[kubepay.ID][]answer{}
	}
	of, known := a.kept[id]
	if n := len(of); n > 0 && of[n-1].failed == failed && bytes.Equal(of[n-1].raw, raw) {
		of[n-1].last = at
		return
	}
	if known {
		at := slices.Index(a.order, id)
		a.order = slices.Delete(a.order, at, at+1)
	}
	a.order = append(a.order, id)
	a.n++
	a.bytes += len(raw)
	a.kept[id] = append(of, answer{a.n, at, at, failed, bytes.Clone(raw)}) // without the room that it was read into
	a.shorten(id, mostAnswers)
	for a.bytes > mostAnswerBytes && len(a.order) > 1 {
		oldest := a.order[0]
		a.order = a.order[1:]
		a.shorten(oldest, 0)
		delete(a.kept, oldest)
	}
	for a.bytes > mostAnswerBytes && len(a.kept[id]) > 1 {
		a.shorten(id, len(a.kept[id])-1)
	}
}

// shorten keeps no more than so many answers about a payment: the latest, and if
// none of those is good the last good one in place of the oldest.
func (a *answers) shorten(id kubepay.ID, most int) {
	of := a.kept[id]
	for len(of) > most {
		drop := 0
		if most > 1 && of[0].failed == "" && !slices.ContainsFunc(of[1:], func(w answer) bool { return w.failed == "" }) {
			drop = 1
		}
		a.bytes -= len(of[drop].raw)
		of = slices.Delete(of, drop, drop+1)
	}
	a.kept[id] = of
}

// of is the last good answer about a payment, nil where none is kept.
func (a *answers) of(id kubepay.ID) []byte {
	for _, one := range slices.Backward(a.kept[id]) {
		if one.failed == "" {
			return one.raw
		}
	}
	return nil
}

// all are the answers about a payment that are kept, oldest first.
func (a *answers) all(id kubepay.ID) []answer { return a.kept[id] }
