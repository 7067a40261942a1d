package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
)

// nextSecond waits for the clock. It is aligned with the second, so that every
// countdown on the screen steps at once.
func nextSecond() tea.Cmd {
	return tea.Every(time.Second, func(t time.Time) tea.Msg { return clockMsg(t) })
}

// nextBatch waits for the engine. There is one of it at a time: whoever takes in
// its batch asks for the next.
func nextBatch(ctx context.Context, w Watcher) tea.Cmd {
	return func() tea.Msg {
		batch, err := w.Next(ctx)
		if err != nil {
			return engineClosedMsg{}
		}
		return batchMsg(batch)
	}
}

// mostArrivals is how many payments are taken from the queue at once.
const mostArrivals = 1000

// nextArrivals waits for payments to be watched, and takes those that have
// gathered.
func nextArrivals(ctx context.Context, from <-chan kubepay.ID) tea.Cmd {
	if from == nil {
		return nil
	}
	return func() tea.Msg {
		var ids []kubepay.ID
		select {
		case id, ok := <-from:
			if !ok {
				return nil
			}
			ids = append(ids, id)
		case <-ctx.Done():
			return nil
		}
		for len(ids) < mostArrivals {
			select {
			case id, ok := <-from:
				if !ok {
					return arrivedMsg(ids)
				}
				ids = append(ids, id)
			default:
				return arrivedMsg(ids)
			}
		}
		return arrivedMsg(ids)
	}
}
