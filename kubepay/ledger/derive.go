package ledger

import (
	"slices"

	"paywatch/kubepay"
)

// revise holds a record against the latest look in the file, which another
// program may have recorded, or which was there before this one began: what the
// file tells already is not told twice. It is false for a record that is older
// than that look: it is not kept.
func (b *recording) revise(c *conn, i int, k known) (bool, error) {
	latest, ok := b.revised[b.batch[i].Intent.ID]
	if !ok {
		if k.latest == 0 {
			return true, nil
		}
		var err error
		if latest, err = c.recorded(b.batch[i].Intent.ID, k.latest); err != nil {
			return false, err
		}
	}
	if b.batch[i].olderThan(latest) {
		b.dropped = append(b.dropped, i)
		return false, nil
	}
	b.derive(i, latest)
	return true, nil
}

// olderThan tells whether a look was before another by both clocks, as far as
// both are known: the local one may have been set back.
func (r Record) olderThan(other Record) bool {
	if !r.SeenAt.Before(other.SeenAt) {
		return false
	}
	return r.Date.IsZero() || other.Date.IsZero() || !r.Date.After(other.Date)
}

// derive has a record tell what changed since another look, in a batch of our own:
// that of the caller changes only once all is recorded.
func (b *recording) derive(i int, latest Record) {
	if b.revised == nil {
		b.revised = map[kubepay.ID]Record{}
		b.batch = slices.Clone(b.batch)
	}
	r := &b.batch[i]
	r.Intent = r.Intent.Keep(latest.Intent)
	source := kubepay.Watching
	if len(r.Events) > 0 {
		source = r.Events[0].Source
	}
	r.Events = nil
	for _, change := range kubepay.Changes(&latest.Intent, r.Intent) {
		r.Events = append(r.Events, kubepay.Event{Change: change, At: r.SeenAt, Date: r.Date, Source: source})
	}
	b.revised[r.Intent.ID] = *r
}

// without leaves out what is not kept.
func (b *recording) without() {
	if len(b.dropped) == 0 {
		return
	}
	kept := make([]Record, 0, len(b.batch))
	for i, r := range b.batch {
		if !slices.Contains(b.dropped, i) {
			kept = append(kept, r)
		}
	}
	b.batch = kept
}

// giveBack tells the caller under which numbers its records are kept, with the
// events that they brought.
func (b *recording) giveBack(batch []Record) {
	kept := 0
	for i := range batch {
		r := &batch[i]
		if slices.Contains(b.dropped, i) {
			r.Number, r.Events = 0, nil
			continue
		}
		r.Number, r.Events = b.places[kept].look, b.batch[kept].Events
		for j := range r.Events {
			r.Events[j].Number = r.Number + int64(j)
		}
		kept++
	}
}
