package kiosk

import "time"

// instant is a moment by both of a machine's clocks. The wall clock may jump, and
// the other stands still while the machine sleeps: of what either says passed, the
// longer time counts.
type instant struct {
	wall time.Time
	ran  time.Duration // of a clock that nobody sets
}

// clock returns what tells the time in a place.
func clock(place *time.Location) func() instant {
	start := time.Now()
	return func() instant {
		now := time.Now()
		return instant{wall: now.Round(0).In(place), ran: now.Sub(start)}
	}
}

// back is the instant at which the wall clock showed a time, which is past.
func (now instant) back(at time.Time) instant {
	ago := max(now.wall.Sub(at), 0)
	return instant{wall: now.wall.Add(-ago), ran: now.ran - ago}
}

// since is how long ago an instant was.
func (now instant) since(then instant) time.Duration {
	return max(now.wall.Sub(then.wall), now.ran-then.ran)
}

// jump is by how much the wall clock was set, or the machine slept, since an
// instant.
func (now instant) jump(then instant) time.Duration {
	return (now.wall.Sub(then.wall) - (now.ran - then.ran)).Abs()
}
