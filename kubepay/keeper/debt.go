package keeper

import (
	"fmt"
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// mostEvents is how many events wait for a ledger that fails. Beyond it the oldest
// are let go, lest months of failure fill the memory.
const mostEvents = 100_000

// entry is a batch that is to be recorded.
type entry struct {
	records []ledger.Record
	shown   bool          // to a person: it is not announced again
	done    chan struct{} // closed once it is recorded or has failed
	ok      bool          // it was recorded
	late    bool          // it was handed on before it was recorded
}

// debt is what the ledger could not take so far, in order.
type debt struct {
	list    []listing
	records []ledger.Record
	states  map[kubepay.ID]int // where the state of a payment stands that no event goes with
	events  int
	lost    int // events that were let go
	read    map[kubepay.ID]reading
}

func lostNotice(n int) string {
	return fmt.Sprintf("the ledger failed for so long that %d changes were let go: they are not recorded", n)
}

// listing is a change of the list.
type listing struct {
	id  kubepay.ID
	at  time.Time
	off bool
}

// reading is what a person has acknowledged: events up to a number, and those up
// to a time, which may have had no number then.
type reading struct {
	upTo int64
	at   time.Time
}

func newDebt() debt {
	return debt{states: map[kubepay.ID]int{}, read: map[kubepay.ID]reading{}}
}

func (d *debt) empty() bool { return len(d.list)+len(d.records)+len(d.read) == 0 }

// add adds records. A state with which no event goes gives way to the next one of
// its payment.
func (d *debt) add(records ...ledger.Record) {
	for _, r := range records {
		id := r.Intent.ID
		if i, ok := d.states[id]; ok && len(r.Events) == 0 {
			d.records[i] = r
			continue
		}
		delete(d.states, id)
		if len(r.Events) == 0 {
			d.states[id] = len(d.records)
		}
		d.events += len(r.Events)
		d.records = append(d.records, r)
	}
	d.letGo()
}

// letGo keeps the events within their bound.
func (d *debt) letGo() {
	if d.events <= mostEvents {
		return
	}
	gone := 0
	for gone < len(d.records) && d.events > mostEvents/2 {
		n := len(d.records[gone].Events)
		d.events -= n
		d.lost += n
		gone++
	}
	d.set(append([]ledger.Record(nil), d.records[gone:]...))
}

// set has the records be these.
func (d *debt) set(records []ledger.Record) {
	d.records = records
	d.events = 0
	clear(d.states)
	for i, r := range records {
		d.events += len(r.Events)
		delete(d.states, r.Intent.ID)
		if len(r.Events) == 0 {
			d.states[r.Intent.ID] = i
		}
	}
}

// before puts records in front of the others: they are older.
func (d *debt) before(records []ledger.Record) {
	d.set(append(append([]ledger.Record(nil), records...), d.records...))
	d.letGo()
}

// with is the debt and one that came after it.
func (d debt) with(later debt) debt {
	d.list = append(d.list, later.list...)
	d.lost += later.lost
	d.add(later.records...)
	for id, r := range later.read {
		d.read[id] = r
	}
	return d
}

// alike is the payments of the first changes of the list that are one: put on it
// at one time, or taken off it.
func (d *debt) alike() []kubepay.ID {
	first, ids := d.list[0], []kubepay.ID(nil)
	for _, l := range d.list {
		if l.off != first.off || !l.off && !l.at.Equal(first.at) || len(ids) == mostAtOnce {
			break
		}
		ids = append(ids, l.id)
	}
	return ids
}

// tells tells whether a change was shown here and is to be recorded.
func (d *debt) tells(c kubepay.Change) bool {
	for _, r := range d.records {
		if r.Intent.ID == c.ID && slices.ContainsFunc(r.Events, func(ev kubepay.Event) bool { return ev.Change == c }) {
			return true
		}
	}
	return false
}

// listed tells whether the list changed by a payment that the ledger does not know
// of.
func (d *debt) listed(id kubepay.ID) bool {
	for _, l := range d.list {
		if l.id == id {
			return true
		}
	}
	return false
}
