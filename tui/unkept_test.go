package tui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
)

// noted are attempts in memory.
type noted struct{ struck []int64 }

func (*noted) Attempt(time.Time, kubepay.Sale) (int64, error)             { return 1, nil }
func (*noted) Doubt(int64, string) error                                  { return nil }
func (n *noted) Resolve(number int64) error                               { n.struck = append(n.struck, number); return nil }
func (n *noted) Attempts(context.Context) (all []ledger.Attempt, _ error) { return nil, nil }

// does runs a command and those that it holds, but for those that wait.
func does(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, one := range batch {
				does(one)
			}
		}
	case <-time.After(20 * time.Millisecond):
	}
}

// An attempt is all that is kept of a sale while its payment cannot be recorded: it is
// struck out only once that is in the file.
func TestAnAttemptStaysUntilItsPaymentIsRecorded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		batches []batchMsg
		struck  []int
	}{
		"recorded at once": {[]batchMsg{listed("made")}, []int{1}},
		"on credit first": {[]batchMsg{
			{Added: []keeper.Payment{{Payment: ledger.Payment{ID: "made"}, Credit: true}}, Recording: keeper.Recording{Since: noon, Why: "locked"}},
			{Recording: keeper.Recording{Since: noon, Why: "locked"}},
			{Recorded: []kubepay.ID{"another"}},
			{Recorded: []kubepay.ID{"made"}},
		}, []int{0, 0, 0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			n := &noted{}
			m := onStage(t, size{80, 24})
			m.opts.Attempts = n
			_, cmd := m.Update(soldMsg{attempt: attempt{7, noon}, id: "made"})
			does(cmd)
			if len(n.struck) != 0 {
				t.Fatal("it was struck out before it is on the list")
			}
			for i, b := range c.batches {
				_, cmd := m.Update(b)
				does(cmd)
				if len(n.struck) != c.struck[i] {
					t.Errorf("after batch %d it was struck out %d times, want %d", i, len(n.struck), c.struck[i])
				}
			}
		})
	}
}
