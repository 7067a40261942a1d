package keeper

import (
	"cmp"
	"maps"
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
	for id := range k.others.shown {
		ids = append(ids, id)
	}
	k.engine.Show(ids...)
}

// others is what the programs that do not look ask of the one that does.
type others struct {
	shown     map[kubepay.ID]bool
	honoured  map[kubepay.ID]time.Time // looks that they asked for, as they were asked for
	questions map[kubepay.ID]question  // the same, that are still to be answered
}

func newOthers() others {
	return others{honoured: map[kubepay.ID]time.Time{}, questions: map[kubepay.ID]question{}}
}

// honour does what the others ask for. The caller holds mu.
func (k *Keeper) honour(asks []ledger.Ask) {
	shown := map[kubepay.ID]bool{}
	for _, a := range asks {
		if a.Show {
			shown[a.ID] = true
		}
		if a.Look && a.At.After(k.others.honoured[a.ID]) {
			k.others.honoured[a.ID] = a.At
			k.others.questions[a.ID] = question{asked: a.At}
			k.engine.Look(a.ID)
		}
	}
	if !maps.Equal(shown, k.others.shown) {
		k.others.shown = shown
		k.show()
	}
}

// asks is what this program asks of the leader. The caller holds mu.
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
