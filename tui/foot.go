package tui

import "strings"

// foot is the last line of what lies over the main screen: how to go back, and
// what must always be on the screen, which goes first where both do not fit.
func (s *screen) foot(hint string) string {
	t, room := &s.theme, max(s.size.width-2, 0)
	hint = plainKey(t, hint)
	l := newLine(t).gap(1)
	switch beside := room - cellWidth(s.notice); {
	case s.notice == "":
		l.put(t.Faint, hint, room, left)
	case cellWidth(hint)+between > beside:
		l.put(t.Warn, s.notice, room, left)
	default:
		l.put(t.Faint, hint, beside, left).add(t.Warn, s.notice)
	}
	return l.to(s.size.width)
}

// roomyHeight is from where on the foot may be two lines.
const roomyHeight = 16

// feet is the foot, where the keys must be known: with the notice under them if
// both do not fit in a line and there is room for two.
func (s *screen) feet(hints []string) []string {
	if s.notice == "" || s.hintCells(hints) <= s.hintRoom() || s.size.height < roomyHeight {
		return []string{s.foot(s.fitting(hints))}
	}
	return []string{s.hintLine(hints), s.foot("")}
}

// keysAtFoot is the foot where many keys may be pressed: in as many lines as the
// height allows, the dearest keys first and none of them cut.
func (s *screen) keysAtFoot(hints []string) []string {
	more := 0
	switch {
	case s.size.height >= ruledHeight:
		more = 2
	case s.size.height >= roomyHeight:
		more = 1
	}
	var lines []string
	for ; more > 0 && s.hintCells(hints) > s.hintRoom(); more-- {
		n := 1
		for n < len(hints) && s.hintCells(hints[:n+1]) <= s.size.width-2 {
			n++
		}
		lines = append(lines, s.hintLine(hints[:n]))
		if hints = hints[n:]; len(hints) == 0 {
			return append(lines, s.foot("")) // the notice
		}
	}
	return append(lines, s.foot(s.fitting(hints)))
}

// hintLine is a line of keys with nothing beside them.
func (s *screen) hintLine(hints []string) string {
	text := plainKey(&s.theme, strings.Join(hints, betweenHints))
	return newLine(&s.theme).gap(1).put(s.theme.Faint, text, max(s.size.width-2, 0), left).to(s.size.width)
}

// hintCells is how wide keys are beside each other.
func (s *screen) hintCells(hints []string) int {
	return cellWidth(plainKey(&s.theme, strings.Join(hints, betweenHints)))
}

// hintRoom is the cells that the foot has beside what must always be on the screen.
func (s *screen) hintRoom() int {
	if s.notice == "" {
		return s.size.width - 2
	}
	return s.size.width - 2 - cellWidth(s.notice) - between
}

const betweenHints = "   "

// fitting is as many of the hints as the foot of the screen has room for, the
// first dearest.
func (s *screen) fitting(hints []string) string {
	said, room := hints[:1:1], s.hintRoom()
	for _, h := range hints[1:] {
		if more := append(said, h); s.hintCells(more) <= room {
			said = more
		}
	}
	return strings.Join(said, betweenHints)
}
