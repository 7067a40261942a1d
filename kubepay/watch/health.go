package watch

import (
	"math"
	"time"
)

// Health is how the gateway and the watching of it are.
type Health struct {
	Latency      time.Duration // of good looks, smoothed; 0 before the first
	DownSince    time.Time     // the gateway is down since; zero while it is not
	RetryAt      time.Time     // it is down or throttles everybody, and is asked again then; else zero
	TokenRefused bool          // looks go by the public endpoint, and the token is tried about every minute
	Paused       bool
	Pace         time.Duration // the interval in force, longer than asked for when the caps stretch it
	Offset       time.Duration // the gateway's clock less ours, 0 while unknown
	PerSecond    float64       // looks ended, lately
}

// vitals are measured from looks as they end.
type vitals struct {
	latency time.Duration
	rate    meter
	clock   offset
}

func (v *vitals) good(took time.Duration) {
	if v.latency == 0 {
		v.latency = took
	}
	v.latency += (took - v.latency) / 8
}

// rateWindow is about how far back a meter looks.
const rateWindow = 10 * time.Second

// meter counts events a second, the older the less they count.
type meter struct {
	value float64
	last  moment
}

func (m *meter) count(now moment) {
	m.value, m.last = m.at(now)+1/rateWindow.Seconds(), now
}

func (m *meter) at(now moment) float64 {
	return m.value * math.Exp(-float64(now-m.last)/float64(rateWindow))
}

// offset is how far the gateway's clock is ahead of ours. One Date header, which
// has whole seconds, bounds it within a second and the time the request took;
// many bound it more closely. When a clock is set, the bounds contradict each
// other and are begun anew.
type offset struct {
	low, high time.Duration
	known     bool
}

// date takes in a Date header of an answer that ended at a time by our wall
// clock.
func (o *offset) date(date, end time.Time, took time.Duration) {
	if date.IsZero() {
		return
	}
	end = end.Round(0)
	low, high := date.Sub(end), date.Add(time.Second).Sub(end.Add(-took))
	if o.known && low <= o.high && high >= o.low {
		low, high = max(low, o.low), min(high, o.high)
	}
	o.low, o.high, o.known = low, high, true
}

// ahead is the middle of what is possible.
func (o *offset) ahead() time.Duration { return o.low + (o.high-o.low)/2 }

// pace is the interval that the caps allow for so many payments: as long as the
// demand of looks a second is above what may be asked, or what the gateway's
// latency leaves room for.
func pace(open, slow int, latency time.Duration, o Options) time.Duration {
	demand := float64(open)/o.Interval.Seconds() + float64(slow)/slowInterval.Seconds()
	capacity := o.MaxRPS
	if latency > 0 {
		capacity = min(capacity, float64(o.Parallel)/latency.Seconds())
	}
	if demand <= capacity {
		return o.Interval
	}
	return time.Duration(float64(o.Interval) * demand / capacity)
}
