package watch_test

import (
	"sync/atomic"
	"testing"
	"time"

	"paywatch/kubepay/watch"
)

func TestNoLookBeginsWhileAGuardForbidsIt(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		var forbidden atomic.Bool
		var asked atomic.Int64
		e.Guard(func() bool {
			asked.Add(1)
			return !forbidden.Load()
		})
		all := ids(300)
		e.Add(all...)
		e.Show(all[0])
		pass(30*time.Second + 10*time.Millisecond)
		forbidden.Store(true)
		from, before := g.now(), asked.Load()
		e.Look(all[1])
		pass(20 * time.Second)
		if n := len(g.calls(from)); n > 0 {
			t.Errorf("%d looks while they were forbidden", n)
		}
		if n := asked.Load() - before; n < 100 || n > 400 {
			t.Errorf("asked %d times in 20 s, want about 200", n)
		}
		forbidden.Store(false)
		from = g.now()
		pass(300 * time.Millisecond)
		calls := g.calls(from)
		if len(calls) == 0 || len(calls) > 40 {
			t.Errorf("%d looks at once when they were allowed again, want a few", len(calls))
		}
		pass(11 * time.Second)
		for _, id := range all {
			if len(g.calls(from, id)) == 0 {
				t.Errorf("%s was not looked at again", id)
			}
		}
	})
}
