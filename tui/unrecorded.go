package tui

import (
	"time"

	"paywatch/kubepay/keeper"
	"paywatch/theme"
)

// mostAlarmLines is how many lines of the screen an alarm may take that is on
// every view.
const mostAlarmLines = 3

// unrecorded says that what is seen is not kept, since when and why, in lines that
// stand at the foot of every view; none while all is well.
func unrecorded(t *theme.Theme, r keeper.Recording, now time.Time, s size) []string {
	room := min(mostAlarmLines, s.height-leastHeight)
	if r.Since.IsZero() || room <= 0 {
		return nil
	}
	said := wrap("NOT RECORDING since "+minuteOfDay(r.Since, now)+": "+r.Why, max(s.width-2, 1))
	var lines []string
	for i, text := range said[:min(len(said), room)] {
		if i == room-1 && len(said) > room {
			text += " " + said[room] // put ends it with the ellipsis
		}
		lines = append(lines, newLine(t).put(t.Alarm, " "+text, s.width, left).to(s.width))
	}
	return lines
}

// minuteOfDay is a moment for people, to the minute.
func minuteOfDay(t, now time.Time) string {
	t = t.In(now.Location())
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04")
	}
	return t.Format("2 Jan 15:04")
}
