package watch

import (
	"container/heap"
	"time"

	"paywatch/kubepay"
)

// lane is a queue of looks. Each has its share of the requests under way, so
// that payments which fail or hang cannot take the places of those that do not.
type lane uint8

const (
	resting  lane = iota // in no queue
	urgent               // on show, asked for by a person, or new
	ordinary             // open, or final and to be confirmed
	slow                 // expired
	failing              // the last look failed
	leaving              // removed; remembered until it could be looked at again
	lanes
)

// schedule knows when each payment is due. It is pure: time is given to it.
type schedule [lanes]queue

// put moves a payment to a lane, due at a moment.
func (s *schedule) put(p *payment, l lane, due moment) {
	if p.lane == l && l != resting {
		s[l][p.place].due = due
		heap.Fix(&s[l], int(p.place))
		return
	}
	if p.lane != resting {
		heap.Remove(&s[p.lane], int(p.place))
	}
	p.lane = l
	if l != resting {
		heap.Push(&s[l], entry{due, p})
	}
}

// due is when the payment is to be looked at. A payment at rest has no such
// time.
func (s *schedule) due(p *payment) moment { return s[p.lane][p.place].due }

// watched is how many payments are to be looked at some time.
func (s *schedule) watched() int {
	return len(s[urgent]) + len(s[ordinary]) + len(s[slow]) + len(s[failing])
}

// entry is one payment's place in a queue.
type entry struct {
	due     moment
	payment *payment
}

// queue is a heap by due time.
type queue []entry

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].due < q[j].due }

func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].payment.place, q[j].payment.place = int32(i), int32(j)
}

func (q *queue) Push(x any) {
	e := x.(entry)
	e.payment.place = int32(len(*q))
	*q = append(*q, e)
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	e := (*q)[last]
	(*q)[last] = entry{}
	*q = (*q)[:last]
	return e
}

// slot is the payment's first time after a moment. Its times repeat at the
// interval, and a hash of the id sets where in the interval they lie, so that
// however payments came to be watched, their looks are spread.
func slot(id kubepay.ID, after moment, interval time.Duration) moment {
	phase := moment(hash(id) % uint64(interval))
	return after + interval - (after-phase+interval)%interval
}

// hash is FNV-1a (Fowler, Noll and Vo), the same in every run.
func hash(id kubepay.ID) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return h
}
