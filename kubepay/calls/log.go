package calls

import (
	"slices"
	"sync"

	"paywatch/kubepay"
)

const (
	mostCalls    = 3072 // kept of all payments together
	mostOfOne    = 64   // kept of a payment that is followed
	mostFollowed = 4    // payments, the last followed
)

// Log is what was asked lately. The zero Log is ready, and a nil one takes
// nothing in and holds nothing.
type Log struct {
	mu       sync.Mutex
	ring     []record // mostCalls at most
	next     int      // the place of the next one, where the ring is full
	followed []trail  // the last followed last
	sums
}

// trail is a payment's calls. Among thousands of payments the ring holds those of
// one for seconds only.
type trail struct {
	id    kubepay.ID
	calls []record // oldest first
}

// Add takes in a call that has ended.
func (l *Log) Add(c Call) {
	if l == nil {
		return
	}
	r := pack(c)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ring == nil {
		l.ring = make([]record, 0, mostCalls)
	}
	if len(l.ring) < mostCalls {
		l.ring = append(l.ring, r)
	} else {
		l.ring[l.next] = r
		l.next = (l.next + 1) % mostCalls
	}
	for i := range l.followed {
		if t := &l.followed[i]; t.id == r.id {
			t.add(r)
		}
	}
	l.count(r)
}

func (t *trail) add(r record) {
	if len(t.calls) == mostOfOne {
		t.calls = slices.Delete(t.calls, 0, 1)
	}
	t.calls = append(t.calls, r)
}

// Follow keeps more calls of a payment from here on than there is room for of
// all, in place of whichever was followed the longest ago.
func (l *Log) Follow(id kubepay.ID) {
	if l == nil || id == "" {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := slices.IndexFunc(l.followed, func(t trail) bool { return t.id == id })
	if at >= 0 {
		t := l.followed[at]
		l.followed = append(slices.Delete(l.followed, at, at+1), t)
		return
	}
	t := trail{id: id, calls: make([]record, 0, mostOfOne)}
	for r := range l.backward {
		if r.id == id && len(t.calls) < mostOfOne {
			t.calls = append(t.calls, *r)
		}
	}
	slices.Reverse(t.calls)
	if len(l.followed) == mostFollowed {
		l.followed = slices.Delete(l.followed, 0, 1)
	}
	l.followed = append(l.followed, t)
}

// Of are a payment's calls that are known still, the newest first.
func (l *Log) Of(id kubepay.ID) []Call {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []Call
	for _, t := range l.followed {
		if t.id == id {
			for i := range slices.Backward(t.calls) {
				found = append(found, t.calls[i].call())
			}
			return found
		}
	}
	for r := range l.backward {
		if r.id == id && len(found) < mostOfOne {
			found = append(found, r.call())
		}
	}
	return found
}

// Last is the last call of each payment, of which one is known still.
func (l *Log) Last(ids []kubepay.ID) map[kubepay.ID]Call {
	last := make(map[kubepay.ID]Call, len(ids))
	if l == nil {
		return last
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	wanted := make(map[kubepay.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	take := func(r *record) {
		if wanted[r.id] {
			delete(wanted, r.id)
			last[r.id] = r.call()
		}
	}
	for _, t := range l.followed {
		if n := len(t.calls); n > 0 {
			take(&t.calls[n-1])
		}
	}
	for r := range l.backward {
		if len(wanted) == 0 {
			break
		}
		take(r)
	}
	return last
}

// backward visits the ring, the newest first. The caller holds mu.
func (l *Log) backward(yield func(*record) bool) {
	n := len(l.ring)
	for i := range n {
		if !yield(&l.ring[(l.next+n-1-i)%n]) {
			return
		}
	}
}
