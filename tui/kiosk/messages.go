package kiosk

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

type (
	secondMsg  struct{}     // another second has begun
	batchMsg   keeper.Batch // something is new
	arrivedMsg []kubepay.ID // payments were named
	endedMsg   struct{}     // the watching has ended
	resumedMsg struct{}     // the program was stopped, and goes on
	beatenMsg  struct{}     // the watchdog has been told
)

// nextSecond wakes with the next whole second, so that a time on the screen changes
// when it does.
func nextSecond() tea.Cmd {
	return tea.Every(time.Second, func(time.Time) tea.Msg { return secondMsg{} })
}

func nextBatch(ctx context.Context, w Watcher) tea.Cmd {
	return func() tea.Msg {
		b, err := w.Next(ctx)
		if err != nil {
			return endedMsg{}
		}
		return batchMsg(b)
	}
}

func nextArrival(ctx context.Context, ids <-chan kubepay.ID) tea.Cmd {
	if ids == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case id, ok := <-ids:
			if ok {
				return arrivedMsg{id}
			}
		case <-ctx.Done():
		}
		return nil
	}
}
