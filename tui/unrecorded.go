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
	if r.Since.IsZero() {
		return nil
	}
	return footLines(t, t.Alarm, "NOT RECORDING since "+timeOfDay(r.Since, now)+": "+r.Why, s)
}

// footLines is a text in lines under a view, as many as may be and leave the view the
// height that it needs.
func footLines(t *theme.Theme, style theme.Style, text string, s size) []string {
	room := min(mostAlarmLines, s.height-leastHeight)
	if room <= 0 {
		return nil
	}
	said := wrap(text, max(s.width-2, 1))
	var lines []string
	for i, text := range said[:min(len(said), room)] {
		if i == room-1 && len(said) > room {
			text += " " + said[room] // put ends it with the ellipsis
		}
		lines = append(lines, newLine(t).put(style, " "+text, s.width, left).to(s.width))
	}
	return lines
}

// unrecordedPiece says in the header that what is seen is not kept, in words or in
// as few as can be.
func unrecordedPiece(t *theme.Theme, r keeper.Recording, now time.Time, words bool) []piece {
	if r.Since.IsZero() {
		return nil
	}
	text := "NOT RECORDING"
	if words {
		text += " since " + timeOfDay(r.Since, now)
	}
	return []piece{{t.Alarm, " " + t.Glyphs.Alert + " " + text + " "}}
}
