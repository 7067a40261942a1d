package calls_test

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func good(id kubepay.ID, after time.Duration) calls.Call {
	return calls.Call{ID: id, At: noon.Add(after), Took: 80 * time.Millisecond, Code: 200, Bytes: 700}
}

func TestACallIsGivenBackAsItWas(t *testing.T) {
	var l calls.Log
	c := calls.Call{
		ID: "a", Public: true, At: noon.Add(123456789), Took: 1234567 * time.Microsecond, Code: 503, Bytes: 1 << 20, Kind: kubepay.Broken,
		News: true, Line: kubepay.Line{Use: kubepay.LineReused, HTTP: 2, TLS: 0x0304}, Failures: 7,
	}
	l.Add(c)
	got := l.Of("a")
	if len(got) != 1 || !got[0].At.Equal(c.At) {
		t.Fatalf("%+v", got)
	}
	got[0].At = c.At
	if got[0] != c {
		t.Errorf("given back as %+v, was %+v", got[0], c)
	}
}

func TestEveryKindOfFailureIsKept(t *testing.T) {
	for _, kind := range calls.Kinds() {
		var l calls.Log
		l.Add(calls.Ended("a", noon, kubepay.Answer{}, fmt.Errorf("look: %w", &kubepay.Error{Kind: kind, Code: 418})))
		if c := l.Of("a")[0]; c.Kind != kind || c.Code != 418 || !c.Failed() {
			t.Errorf("%s is kept as %+v", kind, c)
		}
		if n := l.Sum(noon).Failed[kind]; n != 1 {
			t.Errorf("%d are %s", n, kind)
		}
	}
	if c := calls.Ended("a", noon, kubepay.Answer{}, errors.New("no route")); c.Kind != kubepay.Unreachable {
		t.Errorf("an error of nobody is %q", c.Kind)
	}
}

// Of thousands of payments the ring holds few calls each; of one that is followed
// more is known.
func TestWhatIsFollowedIsKeptLonger(t *testing.T) {
	var l calls.Log
	for i := range 3 {
		l.Add(good("mine", time.Duration(i)*time.Second))
	}
	l.Follow("mine")
	for i := range 20_000 {
		l.Add(good(kubepay.ID(fmt.Sprint(i)), 5*time.Second))
	}
	l.Add(good("mine", 10*time.Second))
	if n := len(l.Of("mine")); n != 4 {
		t.Errorf("%d calls of the followed payment, want 4", n)
	}
	if n := len(l.Of("0")); n != 0 {
		t.Errorf("%d calls of one that is long over", n)
	}
	if n := len(l.Of("19999")); n != 1 {
		t.Errorf("%d calls of the last one", n)
	}
	last := l.Last([]kubepay.ID{"mine", "19999", "0", "nobody"})
	if len(last) != 2 || !last["mine"].At.Equal(noon.Add(10*time.Second)) {
		t.Errorf("the last calls are %v", last)
	}
	for i := range 300 {
		l.Add(good("mine", time.Duration(11+i)*time.Second))
	}
	of := l.Of("mine")
	if len(of) > 100 || !of[0].At.Equal(noon.Add(310*time.Second)) {
		t.Errorf("%d calls, the newest at %v", len(of), of[0].At)
	}
	for _, other := range []kubepay.ID{"a", "b", "c", "d", "e"} {
		l.Follow(other)
	}
	for i := range 5000 {
		l.Add(good(kubepay.ID(fmt.Sprint(i)), time.Hour))
	}
	if n := len(l.Of("mine")); n != 0 {
		t.Errorf("%d calls of a payment that nobody follows any longer", n)
	}
}

func TestLatenciesAreThoseOfTheLastMinute(t *testing.T) {
	var l calls.Log
	for i := range 100 {
		c := good("old", 0)
		c.Took = time.Duration(i+1) * time.Second
		l.Add(c)
	}
	for i := range 100 {
		c := good("a", 2*time.Minute)
		c.Took = time.Duration(i+1) * time.Millisecond
		l.Add(c)
	}
	l.Add(calls.Call{ID: "b", At: noon.Add(2 * time.Minute), Took: 10 * time.Second, Kind: kubepay.Unreachable})
	s := l.Sum(noon.Add(2*time.Minute + 20*time.Second))
	if s.P50 != 50*time.Millisecond || s.P95 != 95*time.Millisecond || s.P99 != 99*time.Millisecond || s.Answered != 100 {
		t.Errorf("p50 %v, p95 %v, p99 %v of %d", s.P50, s.P95, s.P99, s.Answered)
	}
	if s.Calls != 201 || s.FailedLately != 1 || s.PerSecond < 1.68 || s.PerSecond > 1.69 {
		t.Errorf("%d calls, %d failed lately, %v a second", s.Calls, s.FailedLately, s.PerSecond)
	}
	if mean := s.Means[calls.Seconds-21]; mean != 50500*time.Microsecond {
		t.Errorf("the mean of that second is %v", mean)
	}
	if later := l.Sum(noon.Add(time.Hour)); later.P99 != 0 || later.PerSecond != 0 || later.Calls != 201 {
		t.Errorf("an hour later: %+v", later)
	}
}

func TestACrowdedMinuteIsSaidToBeOne(t *testing.T) {
	var l calls.Log
	for i := range 2000 {
		l.Add(good("a", time.Duration(i)*10*time.Millisecond))
	}
	if s := l.Sum(noon.Add(20 * time.Second)); s.Crowded || s.Answered != 2000 {
		t.Errorf("%d answers, crowded: %v", s.Answered, s.Crowded)
	}
	for i := range 20_000 {
		l.Add(good("a", 20*time.Second+time.Duration(i)*time.Millisecond))
	}
	if s := l.Sum(noon.Add(40 * time.Second)); !s.Crowded || s.Answered > 4000 || s.PerSecond != 550 {
		t.Errorf("%d answers, crowded: %v, %v a second", s.Answered, s.Crowded, s.PerSecond)
	}
	if s := l.Sum(noon.Add(100*time.Second + 1)); s.Answered != 0 {
		t.Errorf("%d answers of a minute ago", s.Answered)
	}
}

func TestTheRateOfABeginningIsNotDiluted(t *testing.T) {
	var l calls.Log
	for i := range 50 {
		l.Add(good("a", time.Duration(i)*100*time.Millisecond))
	}
	if rate := l.Sum(noon.Add(5 * time.Second)).PerSecond; rate != 10 {
		t.Errorf("%v calls a second", rate)
	}
}

func TestConnectionsAndBatchesAreCounted(t *testing.T) {
	var l calls.Log
	for i := range 5 {
		c := good("a", time.Duration(i)*time.Second)
		c.Line = kubepay.Line{Use: kubepay.LineReused, HTTP: 1, TLS: 0x0303}
		if i == 0 {
			c.Line.Use = kubepay.LineOpened
		}
		l.Add(c)
	}
	l.Batch(3, 100*time.Millisecond)
	l.Batch(1, 300*time.Millisecond)
	l.Batch(0, time.Hour)
	s := l.Sum(noon.Add(5 * time.Second))
	if s.Opened != 1 || s.Reused != 4 || s.Line.HTTP != 1 || s.Line.TLS != 0x0303 {
		t.Errorf("connections: %+v", s)
	}
	if b := s.Batches; b.Number != 2 || b.Looks != 4 || b.Longest != 300*time.Millisecond || b.Last != b.Longest {
		t.Errorf("batches: %+v", b)
	}
}

func TestALogIsSmallAndCheap(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var l calls.Log
	for _, id := range []kubepay.ID{"a", "b", "c", "d"} {
		l.Follow(id)
	}
	for i := range 10_000 {
		l.Add(good("a", time.Duration(i)*time.Millisecond))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if took := int64(after.HeapAlloc) - int64(before.HeapAlloc); took > 256<<10 {
		t.Errorf("a full log takes %d KiB", took>>10)
	}
	c := good("a", time.Minute)
	if n := testing.AllocsPerRun(1000, func() { l.Add(c) }); n > 0 {
		t.Errorf("adding a call allocates %v times", n)
	}
	runtime.KeepAlive(&l)
}

func TestNoLogTakesAnything(t *testing.T) {
	var none *calls.Log
	none.Add(good("a", 0))
	none.Follow("a")
	none.Batch(1, time.Second)
	if none.Of("a") != nil || len(none.Last([]kubepay.ID{"a"})) != 0 || none.Sum(noon).Calls != 0 {
		t.Error("no log knows of something")
	}
}

func TestManyMayAdd(t *testing.T) {
	t.Parallel()
	var l calls.Log
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			id := kubepay.ID(fmt.Sprint(i))
			for n := range 2000 {
				l.Add(good(id, time.Duration(n)*time.Millisecond))
				if n%500 == 0 {
					l.Follow(id)
					l.Of(id)
					l.Last([]kubepay.ID{id})
					l.Sum(noon)
				}
			}
		})
	}
	all.Wait()
	if n := l.Sum(noon.Add(time.Second)).Calls; n != 8000 {
		t.Errorf("%d calls, want 8000", n)
	}
}

func BenchmarkAdd(b *testing.B) {
	var l calls.Log
	l.Follow("a")
	c := good("a", 0)
	b.ReportAllocs()
	for b.Loop() {
		c.At = c.At.Add(time.Millisecond)
		l.Add(c)
	}
}
