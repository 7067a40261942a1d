package command

import (
	"sync/atomic"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/tui"
)

// couriers is the courier, once the ledger is there, for the keeper that runs it
// and the screen that asks how it fares.
type couriers struct {
	made atomic.Pointer[notify.Courier]
}

func (c *couriers) make(hooks []notify.Hook, version string) func(*ledger.Ledger, func(kubepay.ID)) keeper.Teller {
	return func(l *ledger.Ledger, told func(kubepay.ID)) keeper.Teller {
		courier := notify.New(hooks, l, notify.Options{Log: notify.LogPath(), Version: version, Told: told})
		c.made.Store(courier)
		return courier
	}
}

// troubles are the hooks that cannot be told.
func (c *couriers) troubles() []tui.Trouble {
	courier := c.made.Load()
	if courier == nil {
		return nil
	}
	var all []tui.Trouble
	for _, t := range courier.Trouble() {
		all = append(all, tui.Trouble{Hook: t.Hook, Since: t.Since, Why: t.Why, Waiting: t.Waiting, Aside: t.Aside})
	}
	return all
}
