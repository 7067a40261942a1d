package alert

import (
	"time"

	"paywatch/kubepay"
)

// Mood is how a change is to be taken, the more pressing the greater.
type Mood int

// The moods.
const (
	Calm      Mood = iota // it is on the screen for whoever looks
	Good                  // a payment became paid
	Attention             // money came, but not as it should: a part, or late
	Bad                   // a payment failed or expired, or something is wrong with it
)

// Of is the mood of a change. What was so before anybody looked is calm.
func Of(c kubepay.Change) Mood {
	switch c.Kind {
	case kubepay.StatusChanged:
		switch kubepay.Status(c.To) {
		case kubepay.Paid:
			return Good
		case kubepay.Partial:
			return Attention
		case kubepay.Failed, kubepay.Expired:
			return Bad
		}
		return Calm
	case kubepay.Late:
		return Attention
	}
	if c.Kind.Alarm() {
		return Bad
	}
	return Calm
}

// patterns are the pauses between the strokes of the bell: one stroke for good
// news, two for attention, three quick ones for bad.
var patterns = map[Mood][]time.Duration{
	Attention: {400 * time.Millisecond},
	Bad:       {150 * time.Millisecond, 150 * time.Millisecond},
}

// Bell rings one pattern at a time. The zero Bell is silent.
type Bell struct {
	ringing bool
	left    []time.Duration
}

// Stroke is BEL of ECMA-48.
const Stroke = "\a"

// Ring begins the pattern of a mood, and tells whether that is to be heard now.
// Within another pattern it is not: that grows to the longer of both.
func (b *Bell) Ring(m Mood) bool {
	if m == Calm {
		return false
	}
	if pattern := patterns[m]; !b.ringing || len(pattern) > len(b.left) {
		b.left = pattern
	}
	now := !b.ringing
	b.ringing = true
	return now
}

// Next is how long after this stroke comes another, false if none does.
func (b *Bell) Next() (time.Duration, bool) {
	if len(b.left) == 0 {
		b.ringing = false
		return 0, false
	}
	gap := b.left[0]
	b.left = b.left[1:]
	return gap, true
}
