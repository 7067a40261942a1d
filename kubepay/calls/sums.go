package calls

import (
	"slices"
	"time"

	"paywatch/kubepay"
)

// window is how far back [Log.Sum] looks for rates and latencies.
const window = time.Minute

// Sum is what the calls say together.
type Sum struct {
	Since  time.Time                 // when the first call ended, zero before it
	Calls  int                       // since then
	Failed map[kubepay.ErrorKind]int // since then
	Opened int                       // connections, since then
	Reused int                       // calls over a connection that had served before
	Line   kubepay.Line              // of the last answer

	PerSecond     float64                // calls ended, in the window
	FailedLately  int                    // in the window
	Answered      int                    // in the window, and what the latencies are of
	Crowded       bool                   // the window had more calls than are kept: the latencies are of the last ones alone
	P50, P95, P99 time.Duration          // from request to the end of the answer
	Means         [Seconds]time.Duration // of each second of the window, the present one last; 0 where nothing was answered

	Batches Batches
}

// Batches are how what was seen was handed on, since the start.
type Batches struct {
	Number  int
	Looks   int           // in all of them
	Longest time.Duration // that a look waited for its batch to be taken
	Last    time.Duration // the same of the last one
}

// Seconds are those of the window.
const Seconds = int(window / time.Second)

// sums are counted as calls come, so that what the ring has forgotten counts too.
type sums struct {
	first   int64 // Unix nanoseconds, 0 before the first call
	calls   int
	failed  [len(kinds)]int
	opened  int
	reused  int
	line    kubepay.Line
	seconds [Seconds]second
	batches Batches
}

// second is what ended in one second.
type second struct {
	at               int64 // Unix seconds
	calls, failed, n int32 // n were answered
	took             int64 // by them in all, in microseconds
}

// count takes in a call. The caller holds mu.
func (s *sums) count(r record) {
	if s.first == 0 {
		s.first = r.at
	}
	s.calls++
	if r.kind != 0 {
		s.failed[r.kind]++
	}
	switch r.use {
	case kubepay.LineOpened:
		s.opened++
	case kubepay.LineReused:
		s.reused++
	}
	if r.http != 0 {
		s.line = kubepay.Line{Use: r.use, HTTP: r.http, TLS: r.tls}
	}
	at := r.at / int64(time.Second)
	sec := &s.seconds[at%int64(Seconds)]
	if sec.at != at {
		*sec = second{at: at}
	}
	sec.calls++
	if r.kind != 0 {
		sec.failed++
	}
	if r.code != 0 {
		sec.n++
		sec.took += int64(r.took)
	}
}

func (s *sums) since() time.Time {
	if s.first == 0 {
		return time.Time{}
	}
	return time.Unix(0, s.first)
}

// Batch takes in that a batch of looks was taken, the first of which had waited
// for so long.
func (l *Log) Batch(looks int, waited time.Duration) {
	if l == nil || looks == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b := &l.batches
	b.Number++
	b.Looks += looks
	b.Last, b.Longest = waited, max(b.Longest, waited)
}

// Sum adds up, as of a time.
func (l *Log) Sum(now time.Time) Sum {
	if l == nil {
		return Sum{}
	}
	l.mu.Lock()
	s := Sum{
		Since: l.since(), Calls: l.calls, Failed: map[kubepay.ErrorKind]int{}, Opened: l.opened, Reused: l.reused, Line: l.line, Batches: l.batches,
	}
	for i, n := range l.failed {
		if n > 0 {
			s.Failed[kinds[i]] = n
		}
	}
	l.window(&s, now)
	took, whole := l.took(now)
	l.mu.Unlock()
	s.Crowded = !whole
	slices.Sort(took)
	s.Answered = len(took)
	s.P50, s.P95, s.P99 = percentile(took, 50), percentile(took, 95), percentile(took, 99)
	return s
}

// window adds up the seconds of the window. The caller holds mu.
func (l *Log) window(s *Sum, now time.Time) {
	last, calls := now.Unix(), 0
	for _, sec := range l.seconds {
		ago := last - sec.at
		if ago < 0 || ago >= int64(Seconds) {
			continue
		}
		calls += int(sec.calls)
		s.FailedLately += int(sec.failed)
		if sec.n > 0 {
			s.Means[int64(Seconds)-1-ago] = time.Duration(sec.took/int64(sec.n)) * time.Microsecond
		}
	}
	if span := min(max(now.Sub(s.Since), time.Second), window); calls > 0 {
		s.PerSecond = float64(calls) / span.Seconds()
	}
}

// took is how long the answered calls of the window took, or as many of them as
// are kept, and whether that is all of them. The caller holds mu.
func (l *Log) took(now time.Time) (took []time.Duration, whole bool) {
	from := now.Add(-window).UnixNano()
	for r := range l.backward {
		if r.at < from {
			return took, true
		}
		if r.code != 0 {
			took = append(took, r.duration())
		}
	}
	return took, len(l.ring) == l.calls
}

// percentile is the least that so many percent of sorted times do not exceed, 0 of
// none.
func percentile(sorted []time.Duration, percent int) time.Duration {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return sorted[(n*percent+99)/100-1]
}
