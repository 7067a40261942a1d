package tui

import "time"

// note is what the program has to say at the foot of the screen, for a while.
type note struct {
	text  string
	loud  bool
	until time.Time // zero: until a key
}

// expire takes it away when its time is over.
func (n *note) expire(now time.Time) {
	if !n.until.IsZero() && now.After(n.until) {
		*n = note{}
	}
}

// pressed takes it away if a key does that.
func (n *note) pressed() {
	if n.until.IsZero() {
		*n = note{}
	}
}

// noteTime is how long a note stays.
const noteTime = 8 * time.Second

// say puts a note at the foot of the screen.
func (m *Model) say(text string) { m.note = note{text: text, until: m.now.Add(noteTime)} }

// sayLong puts a note there that stays until somebody presses a key.
func (m *Model) sayLong(text string) { m.note = note{text: text} }

// warn puts a note there that must be seen.
func (m *Model) warn(text string) {
	m.note = note{text: text, loud: true, until: m.now.Add(noteTime)}
}
