package watch

import (
	"cmp"
	"slices"

	"paywatch/kubepay"
)

// Batch is what was seen in one frame, or since the last batch was taken.
//
// Of each payment it holds what matters, in order of Seq: the last good look,
// a failure if that came later, and before them the last look that found the
// payment paid, failed or expired, should it since have changed again. The
// answer of a look that was unchanged takes that look's time.
type Batch struct {
	Observations []kubepay.Observation
	Health       Health
}

// gathering is the batch in the making: a few observations of each payment,
// however long nobody takes it.
type gathering map[kubepay.ID][]kubepay.Observation

func (g gathering) add(o kubepay.Observation) { g[o.ID] = follow(g[o.ID], o) }

// take empties the gathering, in order of Seq.
func (g gathering) take() []kubepay.Observation {
	if len(g) == 0 {
		return nil
	}
	all := make([]kubepay.Observation, 0, len(g))
	for _, one := range g {
		all = append(all, one...)
	}
	clear(g)
	slices.SortFunc(all, bySeq)
	return all
}

// Gather makes one batch's observations of those of several, in order.
func Gather(all []kubepay.Observation) []kubepay.Observation {
	g := gathering{}
	for _, o := range all {
		g.add(o)
	}
	return g.take()
}

func bySeq(a, b kubepay.Observation) int { return cmp.Compare(a.Seq, b.Seq) }

// follow adds a payment's next observation to those that matter so far. A
// payment has one look under way, so its observations come in order.
func follow(seen []kubepay.Observation, o kubepay.Observation) []kubepay.Observation {
	if n := len(seen); n > 0 && seen[n-1].Err != nil {
		seen = seen[:n-1]
	}
	if n := len(seen); n > 0 && o.Err == nil && !ended(seen[n-1]) {
		o = renew(seen[n-1], o)
		seen = seen[:n-1]
	}
	if ended(o) {
		seen = slices.DeleteFunc(seen, func(s kubepay.Observation) bool {
			return ended(s) && s.Intent.Status == o.Intent.Status
		})
	}
	return append(seen, o)
}

func ended(o kubepay.Observation) bool { return o.Intent != nil && o.Intent.Status.Over() }

// renew is the newer of two good looks. An unchanged one brings the older one's
// answer along, and a public one the older one's details.
func renew(old, o kubepay.Observation) kubepay.Observation {
	if o.Intent != nil && old.Intent != nil {
		kept := o.Intent.Keep(*old.Intent)
		o.Intent = &kept
	}
	if !o.Unchanged || old.Unchanged {
		return o
	}
	o.Unchanged, o.Intent = false, old.Intent
	if o.Raw == nil {
		o.Raw = old.Raw
	}
	return o
}
