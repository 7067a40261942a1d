package tui

import (
	"fmt"
	"time"

	"paywatch/kubepay"
)

// absence is which payments changed while nobody looked, as far as that has come
// out: the first looks after it come one by one.
type absence struct {
	changed map[kubepay.ID]bool
	until   time.Time
}

// absenceTime is for how long what comes out is of one absence.
const absenceTime = time.Minute

// sumUpAbsence says how many payments changed while nobody looked.
func (m *Model) sumUpAbsence(events []kubepay.Event) {
	before := len(m.away.changed)
	for _, ev := range events {
		if ev.Source != kubepay.WhileAway {
			continue
		}
		if m.away.changed == nil || m.now.After(m.away.until) {
			m.away, before = absence{changed: map[kubepay.ID]bool{}, until: m.now.Add(absenceTime)}, 0
		}
		m.away.changed[ev.ID] = true
	}
	if n := len(m.away.changed); n > before {
		m.sayLong(fmt.Sprintf("%d changed while away, marked %s; / status:away finds them", n, m.theme.Glyphs.Away))
		m.frame.stale(footerPart)
	}
}

// whileAway marks a change that happened while nobody looked.
func whileAway(ev kubepay.Event) string {
	if ev.Source == kubepay.WhileAway {
		return " (while away)"
	}
	return ""
}
