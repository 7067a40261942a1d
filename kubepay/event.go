package kubepay

import "time"

// Event is a change as it was observed.
type Event struct {
	Change
	At     time.Time // when it was observed, by the local clock
	Date   time.Time // the gateway's clock then, zero if unknown
	Number int64     // its place among all that was ever recorded, growing; 0 while it is not recorded
	Source Source
}

// Source tells how an event came to be known.
type Source string

// The sources of events.
const (
	Watching  Source = "watching"   // the looks of the ordinary course
	WhileAway Source = "while_away" // the first look after a time in which nobody looked
)
