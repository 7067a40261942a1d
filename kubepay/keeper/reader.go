package keeper

import (
	"slices"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// reader is how far this program has read what the programs on the file recorded.
type reader struct {
	cursor ledger.Cursor
	upTo   int64                           // events up to this number are known
	own    map[int64]bool                  // those behind the cursor that this program recorded
	told   map[kubepay.ID][]kubepay.Change // shown here, and recorded by others
}

func newReader() reader {
	return reader{own: map[int64]bool{}, told: map[kubepay.ID][]kubepay.Change{}}
}

// forget forgets a file.
func (r *reader) forget() {
	r.cursor, r.upTo = ledger.Cursor{}, 0
	clear(r.own)
}

// wrote takes in what this program recorded itself, and need not read.
func (r *reader) wrote(records []ledger.Record) {
	r.cursor = r.cursor.Knowing(records)
	for _, rec := range records {
		for _, ev := range rec.Events {
			r.own[ev.Number] = true
		}
	}
}

// read takes in that everything before a cursor was read.
func (r *reader) read(upto ledger.Cursor) {
	r.cursor = upto
	clear(r.own)  // they are behind it
	clear(r.told) // what others saw too was in the news, or was before
}

// knows tells whether an event of a payment was told here. What others saw too is
// told once.
func (r *reader) knows(id kubepay.ID, ev kubepay.Event) bool {
	return ev.Number <= r.upTo || r.own[ev.Number] || take(r.told, id, ev.Change)
}

// know keeps account of what this program recorded itself, which is no news to it.
// What the file had a later look at is looked at anew: it may have changed back.
// The caller holds mu.
func (k *Keeper) know(records []ledger.Record) {
	k.reader.wrote(records)
	var again []kubepay.ID
	for _, r := range records {
		if r.Number == 0 {
			again = append(again, r.Intent.ID)
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
				k.reader.told[id] = append(k.reader.told[id], c)
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
