package kiosk

// drift is where what stands for long stands in a minute, so that it burns in nowhere:
// each minute it moves a little, from the middle in the first, and wanders through the
// room that there is on each side in the course of hours.
func drift(minute int64, columns, rows int) (right, down int) {
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
