package keeper

import (
	"slices"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// know keeps account of what this program recorded itself, which is no news to it.
// What the file had a later look at is looked at anew: it may have changed back.
// The caller holds mu.
func (k *Keeper) know(records []ledger.Record) {
	k.lead.cursor = k.lead.cursor.Knowing(records)
	var again []kubepay.ID
	for _, r := range records {
		if r.Number == 0 {
			again = append(again, r.Intent.ID)
		}
		for _, ev := range r.Events {
			k.lead.own[ev.Number] = true
		}
	}
	if k.looking && len(again) > 0 {
		k.engine.Remove(again...)
		k.engine.Add(again...)
	}
	k.poke()
}

// changesOf is what records tell, of each payment in order.
func changesOf(records []ledger.Record) map[kubepay.ID][]kubepay.Change {
	all := map[kubepay.ID][]kubepay.Change{}
	for _, r := range records {
		for _, ev := range r.Events {
			all[r.Intent.ID] = append(all[r.Intent.ID], ev.Change)
		}
	}
	return all
}

// toldElsewhere keeps account of what was shown here before it was recorded, and
// then found in the file: another program saw it too, and when that comes as news
// it is not told here again. The caller holds mu.
func (k *Keeper) toldElsewhere(shown map[kubepay.ID][]kubepay.Change, kept []ledger.Record) {
	recorded := changesOf(kept)
	for id, changes := range shown {
		for _, c := range changes {
			if !take(recorded, id, c) {
				k.lead.told[id] = append(k.lead.told[id], c)
			}
		}
	}
}

// take takes a change out of those of a payment, if it is there.
func take(all map[kubepay.ID][]kubepay.Change, id kubepay.ID, c kubepay.Change) bool {
	i := slices.Index(all[id], c)
	if i < 0 {
		return false
	}
	if all[id] = slices.Delete(all[id], i, i+1); len(all[id]) == 0 {
		delete(all, id)
	}
	return true
}
