package tui

import (
	"fmt"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/watchlist"
)

// takenOff is what was taken off the list, and can be brought back.
type takenOff struct {
	together  [][]*watchlist.Entry            // as they were taken off, the latest last
	returning map[kubepay.ID]*watchlist.Entry // those that were brought back, and are not on the list yet
}

func (o *takenOff) put(gone ...*watchlist.Entry) { o.together = append(o.together, gone) }

// last is what was taken off last. It is on its way back from now on.
func (o *takenOff) last() []*watchlist.Entry {
	n := len(o.together)
	if n == 0 {
		return nil
	}
	if o.returning == nil {
		o.returning = map[kubepay.ID]*watchlist.Entry{}
	}
	back := o.together[n-1]
	o.together = o.together[:n-1]
	for _, e := range back {
		o.returning[e.ID] = e
	}
	return back
}

// back is a payment as it was taken off, where it was brought back and no more is
// known of it; else nil.
func (o *takenOff) back(p keeper.Payment) *watchlist.Entry {
	e := o.returning[p.ID]
	delete(o.returning, p.ID)
	if e == nil || len(e.Events) < len(p.Events) {
		return nil
	}
	return e
}

func (m *Model) remove() {
	e := m.list.Remove(m.listView.selected)
	m.engine.Remove(e.ID)
	m.takenOff.put(e)
	m.say("taken off the list: " + nameOf(e) + "   z brings it back")
}

func (m *Model) undo() {
	back := m.takenOff.last()
	if len(back) == 0 {
		m.say("nothing to bring back")
		return
	}
	ids := idsOf(back)
	m.listView.awaited = ids[0]
	m.engine.Add(ids...)
	if len(back) > 1 {
		m.say(fmt.Sprintf("back on the list: %d payments", len(back)))
		return
	}
	m.say("back on the list: " + nameOf(back[0]))
}
