package tui

// Widths and heights at which the screen changes its ways.
const (
	sideBySideWidth = 100 // from here on list and detail stand side by side
	stackedHeight   = 46  // from here on a narrow screen has the list over the detail
	ruledHeight     = 28  // from here on there is room for a rule over the keys
	leastWidth      = 20  // below this nothing can be read
	leastHeight     = 6
)

// pane is a part of the main screen that can have the keys.
type pane int

const (
	listPane pane = iota
	detailPane
)

// size is a room in cells.
type size struct{ width, height int }

// layout is where everything stands on the main screen. A room of no height is
// not shown.
type layout struct {
	size
	list, detail size
	stacked      bool // the detail is under the list, not beside it
	ruled        bool // a rule over the keys
	tooSmall     bool
}

// arrange divides the screen. On a small one the panes take turns, and the one
// in focus is shown.
func arrange(s size, focus pane) layout {
	l := layout{size: s}
	if s.width < leastWidth || s.height < leastHeight {
		l.tooSmall = true
		return l
	}
	l.ruled = s.height >= ruledHeight
	body := size{s.width, s.height - 3} // header, rule, keys
	if l.ruled {
		body.height--
	}
	switch {
	case s.width >= sideBySideWidth:
		l.list = size{max(57, body.width*52/100), body.height}
		l.detail = size{body.width - l.list.width - 1, body.height}
	case s.height >= stackedHeight:
		l.stacked = true
		l.list = size{body.width, body.height * 2 / 5}
		l.detail = size{body.width, body.height - l.list.height - 1}
	case focus == listPane:
		l.list = body
	default:
		l.detail = body
	}
	return l
}
