package tui

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

// clockMsg is the time, once a second.
type clockMsg time.Time

// batchMsg is what the engine has seen since the last one.
type batchMsg watch.Batch

// arrivedMsg is a payment that came to be watched while the program runs.
type arrivedMsg []kubepay.ID

// engineClosedMsg says that no further batch will come.
type engineClosedMsg struct{}
