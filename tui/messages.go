package tui

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/tui/alert"
)

// clockMsg is the time, once a second.
type clockMsg time.Time

// batchMsg is what is new since the last one.
type batchMsg keeper.Batch

// arrivedMsg is a payment that came to be watched while the program runs.
type arrivedMsg []kubepay.ID

// strikeMsg is the time of another stroke of the bell.
type strikeMsg struct{}

// playedMsg is the end of a sound, or why there was none.
type playedMsg struct {
	mood alert.Mood
	err  error
}

// engineClosedMsg says that no further batch will come.
type engineClosedMsg struct{}
