package kiosk

import "time"

// drift is where what stands for long stands now, so that it burns in nowhere: once
// a minute it moves a little, and wanders through the room that there is on each
// side in the course of hours.
func drift(now time.Time, columns, rows int) (right, down int) {
	minute := now.Unix() / 60
	return wander(minute*2, columns/2), wander(minute, rows/2)
}

// wander goes from the middle to one side, to the other, and back.
func wander(steps int64, most int) int {
	if most <= 0 {
		return 0
	}
	round := int64(4 * most)
	at := int(steps % round)
	switch {
	case at <= most:
		return at
	case at <= 3*most:
		return 2*most - at
	}
	return at - 4*most
}
