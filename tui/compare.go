package tui

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/theme"
)

// compareView is two consecutive answers about a payment, with what differs
// marked: side by side where there is room, else one after the other line by
// line. Answers that came again are kept once.
type compareView struct {
	scroller
	id    kubepay.ID // "" where it is not open
	later uint64     // the number of the later answer, 0 for the newest
	found bool       // the first difference was brought into view

	drawn comparedState // what rows are of
	rows  []diffRow
}

type comparedState struct{ before, after uint64 }

func (m *Model) openCompare() {
	if e := m.selected(); e != nil {
		m.dev.compare = compareView{id: e.ID}
	}
}

func (m *Model) pressCompare(k tea.KeyPressMsg) {
	v := &m.dev.compare
	m.note = note{}
	switch {
	case leaves(k, keys.Compare), key.Matches(k, keys.Customer):
		*v = compareView{}
	case key.Matches(k, keys.List):
		v.step(m.answers.all(v.id), -1)
	case key.Matches(k, keys.Detail):
		v.step(m.answers.all(v.id), 1)
	case key.Matches(k, keys.Look) && m.listView.selected == v.id:
		m.look()
	default:
		m.pressScroll(k, &v.scroller, keys.Compare)
	}
}

// step walks to an earlier or a later pair.
func (v *compareView) step(all []answer, by int) {
	if len(all) == 0 {
		return
	}
	at := min(max(v.place(all)+by, min(1, len(all)-1)), len(all)-1)
	v.later, v.found, v.offset = all[at].n, false, 0
	if at == len(all)-1 {
		v.later = 0
	}
}

// place is where the later answer of the pair stands.
func (v *compareView) place(all []answer) int {
	for i, one := range all {
		if one.n == v.later {
			return i
		}
	}
	if v.later != 0 {
		return min(1, len(all)-1) // it is kept no longer: the oldest pair
	}
	return len(all) - 1
}

func (m *Model) renderCompare() []string {
	v, t := &m.dev.compare, &m.theme
	v.size = m.size
	all, name := m.answers.all(v.id), v.id.Short()
	if e := m.list.Get(v.id); e != nil {
		name = nameOf(e)
	}
	foot := m.noteOr(append(v.hints(), "← → earlier, later", "r look now"))
	if len(all) == 0 {
		s := sheet{theme: t, width: v.width}
		s.text(t.Faint, "No answer is kept of this payment: the next look brings one. r looks now.")
		return append(titled(t, "Answers about "+name, v.window(s.lines), v.width), foot)
	}
	at := v.place(all)
	before, after := (*answer)(nil), &all[at]
	title := "The only answer kept about " + name
	if at > 0 {
		before = &all[at-1]
		title = fmt.Sprintf("Answers %d and %d of %d kept about %s", at, at+1, len(all), name)
	}
	v.compare(before, after)
	if n := v.differing(); before != nil {
		title += fmt.Sprintf(": %s", counted(n, "line differs", "lines differ"))
	}
	lines, first := v.unified(t, before, after, m.now)
	if v.width >= sideBySideWidth && before != nil {
		lines, first = v.sideBySide(t, before, after, m.now)
	}
	if !v.found {
		v.found = true
		v.total, v.offset = len(lines), 0
		if first >= v.page() {
			v.by(first - v.page()/3)
		}
	}
	return append(titled(t, title, v.window(lines), v.width), foot)
}

// compare works the difference out, once for a pair.
func (v *compareView) compare(before, after *answer) {
	state, old := comparedState{after: after.n}, []string(nil)
	if before != nil {
		state.before = before.n
	}
	if v.rows != nil && v.drawn == state {
		return
	}
	newer := strings.Split(quoted(after.raw), "\n")
	if before != nil {
		old = strings.Split(quoted(before.raw), "\n")
	} else {
		old = newer
	}
	v.drawn, v.rows = state, diff(old, newer)
}

func (v *compareView) differing() (n int) {
	for _, r := range v.rows {
		if !r.same() {
			n++
		}
	}
	return n
}

// cameAt says when an answer came, how long it came again, and whether it was a
// good one.
func cameAt(a *answer, now time.Time) string {
	said := timeOfDay(a.first, now)
	switch again := a.last.Sub(a.first) >= time.Second; {
	case again && a.since:
		said = "kept from " + said + " to " + timeOfDay(a.last, now)
	case a.since:
		said = "kept since " + said
	case again:
		said += " to " + timeOfDay(a.last, now)
	}
	if a.failed != "" {
		said += ", " + a.failed
	}
	return said
}

func cameStyle(t *theme.Theme, a *answer) theme.Style {
	if a.failed != "" {
		return t.Warn
	}
	return t.Faint
}

// signs stand before a line that only the earlier or only the later answer has.
const goneSign, cameSign, sameSign = "- ", "+ ", "  "

// sideBySide draws the earlier answer on the left and the later one on the right.
// It gives the place of the first line that differs, too.
func (v *compareView) sideBySide(t *theme.Theme, before, after *answer, now time.Time) (lines []string, first int) {
	half := (v.width - 1) / 2
	wall := t.Rule.Render(t.Glyphs.Wall)
	one, two := sheet{theme: t, width: half}, sheet{theme: t, width: half} // the same line breaks in the same places
	spare := blank(v.width - 2*half - 1)
	flush := func() {
		height := max(len(one.lines), len(two.lines))
		one.lines, two.lines = filled(one.lines, size{one.width, height}), filled(two.lines, size{two.width, height})
		for i := range height {
			lines = append(lines, one.lines[i]+wall+two.lines[i]+spare)
		}
		one.lines, two.lines = nil, nil
	}
	one.signed(cameStyle(t, before), sameSign, cameAt(before, now))
	two.signed(cameStyle(t, after), sameSign, cameAt(after, now))
	flush()
	first = -1
	for _, r := range v.rows {
		if r.same() {
			one.signed(t.Text, sameSign, *r.before)
			two.signed(t.Text, sameSign, *r.after)
		} else {
			if first < 0 {
				first = len(lines)
			}
			one.differs(t.Gone, goneSign, r.before, r.after)
			two.differs(t.Came, cameSign, r.after, r.before)
		}
		flush()
	}
	return lines, first
}

// unified draws both answers in one, of what differs first how it was.
func (v *compareView) unified(t *theme.Theme, before, after *answer, now time.Time) (lines []string, first int) {
	s := sheet{theme: t, width: v.width}
	sign := sameSign
	if before != nil {
		s.signed(cameStyle(t, before), goneSign, cameAt(before, now))
		sign = cameSign
	}
	s.signed(cameStyle(t, after), sign, cameAt(after, now))
	first = -1
	var came []diffRow
	flush := func() {
		for _, r := range came {
			s.differs(t.Came, cameSign, r.after, r.before)
		}
		came = nil
	}
	for _, r := range v.rows {
		if r.same() {
			flush()
			s.signed(t.Text, sameSign, *r.after)
			continue
		}
		if first < 0 {
			first = len(s.lines)
		}
		s.differs(t.Gone, goneSign, r.before, r.after)
		came = append(came, r)
	}
	flush()
	return s.lines, first
}

// signed adds a text behind a sign. What has no room in a line goes on under it, in
// further than it begins.
func (s *sheet) signed(style theme.Style, sign, text string) {
	if cellWidth(sign)+cellWidth(text) <= s.width {
		s.finish(s.line().add(style, sign).add(style, text))
		return
	}
	body := strings.TrimLeft(text, " ")
	in := min(len(text)-len(body), max(s.width/4, 0))
	for i, part := range wrap(body, s.width-len(sign)-in-furtherIn) {
		l := s.line()
		if i == 0 {
			l.put(style, sign, min(len(sign), s.width), left).gap(in)
		} else {
			l.gap(len(sign) + in + furtherIn)
		}
		s.finish(l.put(style, part, min(cellWidth(part), s.width-l.filled), left))
	}
}

// furtherIn is the cells by which the rest of a line that is too long is set in.
const furtherIn = 2

// differs adds a line that only one answer has, nothing where there is none. Where
// the other has one of the same name beside it, the value is what differs.
func (s *sheet) differs(style theme.Style, sign string, text, other *string) {
	if text == nil {
		return
	}
	name, value, named := strings.Cut(*text, nameEnd)
	name += nameEnd
	if !named || other == nil || !strings.HasPrefix(*other, name) || cellWidth(sign)+cellWidth(*text) > s.width {
		s.signed(style, sign, *text)
		return
	}
	value, comma := strings.CutSuffix(value, ",")
	l := s.line().add(style, sign).add(s.theme.Text, name).add(style, value)
	if comma {
		l.add(s.theme.Text, ",")
	}
	s.finish(l)
}

// nameEnd stands between a name and its value.
const nameEnd = `": `

// counted is a number of things.
func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
