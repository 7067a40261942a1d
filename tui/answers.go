package tui

import (
	"bytes"

	"paywatch/kubepay"
)

// mostAnswerBytes is how much of the gateway's raw answers is kept: those of the
// payments heard of last. All of them would outweigh everything else in memory.
const mostAnswerBytes = 1 << 18

// answers are raw answers by payment, the first heard of forgotten first.
// The zero answers is ready.
type answers struct {
	raw   map[kubepay.ID][]byte
	order []kubepay.ID // the next to be forgotten first
	bytes int
}

func (a *answers) keep(id kubepay.ID, raw []byte) {
	if a.raw == nil {
		a.raw = map[kubepay.ID][]byte{}
	}
	old, known := a.raw[id]
	if !known {
		a.order = append(a.order, id)
	}
	raw = bytes.Clone(raw) // without the room that it was read into
	a.raw[id] = raw
	a.bytes += len(raw) - len(old)
	for a.bytes > mostAnswerBytes && len(a.order) > 1 {
		oldest := a.order[0]
		a.order = a.order[1:]
		if oldest == id {
			a.order = append(a.order, id)
			continue
		}
		a.bytes -= len(a.raw[oldest])
		delete(a.raw, oldest)
	}
}

func (a *answers) of(id kubepay.ID) []byte { return a.raw[id] }
