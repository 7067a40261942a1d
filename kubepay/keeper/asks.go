package keeper

import (
	"cmp"
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// What programs ask of the one that looks: what they show, and what a person there
// wants looked at now.

// show tells the engine what is on show, here and with the others. The caller
// holds mu.
func (k *Keeper) show() {
	ids := slices.Clone(k.onShow)
	for id := range k.lead.shown {
		ids = append(ids, id)
	}
	k.engine.Show(ids...)
}

// honour does what the others ask for. The caller holds mu.
func (k *Keeper) honour(asks []ledger.Ask) {
	shown := map[kubepay.ID]bool{}
	for _, a := range asks {
		if a.Show {
			shown[a.ID] = true
		}
		if a.Look && a.At.After(k.lead.honoured[a.ID]) {
			k.lead.honoured[a.ID] = a.At
			k.lead.questions[a.ID] = question{asked: a.At}
			k.engine.Look(a.ID)
		}
	}
	changed := len(shown) != len(k.lead.shown)
	for id := range shown {
		changed = changed || !k.lead.shown[id]
	}
	if k.lead.shown = shown; changed {
		k.show()
	}
}

// asks is what the leader is asked for. The caller holds mu.
func (k *Keeper) asks(now time.Time) []ledger.Ask {
	var asks []ledger.Ask
	for _, id := range k.onShow {
		if id != "" {
			asks = append(asks, ledger.Ask{ID: id, Show: true, At: now})
		}
	}
	for id, at := range k.asked {
		if now.Sub(at) > silence {
			delete(k.asked, id)
			continue
		}
		asks = append(asks, ledger.Ask{ID: id, Look: true, At: at})
	}
	slices.SortFunc(asks, func(a, b ledger.Ask) int { return cmp.Compare(a.ID, b.ID) })
	return asks
}
