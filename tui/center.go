package tui

import "paywatch/tui/qr"

// middle sets lines of one width in the middle of a room.
func middle(lines []string, width int, room size) []string {
	before, after := blank((room.width-width)/2), blank(room.width-width-(room.width-width)/2)
	top := max((room.height-len(lines))/2, 0)
	all := filled(nil, size{room.width, top})
	for _, text := range lines {
		all = append(all, before+text+after)
	}
	return filled(all, room)
}

// stack sets a code under its text.
func stack(text []string, code qr.Code, room size) []string {
	inner := room.width - 4
	top := max((room.height-len(text)-1-code.Height)/2, 0)
	all := filled(nil, size{room.width, top})
	for _, line := range text {
		all = append(all, "  "+line+blank(room.width-inner-2))
	}
	if len(all)+code.Height < room.height {
		all = append(all, blank(room.width))
	}
	for _, row := range code.Lines() {
		all = append(all, centered(row, code.Width, room.width))
	}
	return filled(all, room)
}

// sideBySide sets a code left of its text, both in the middle of the height.
func sideBySide(code qr.Code, text []string, room size) []string {
	const margin, gap = 2, 2
	inner := room.width - code.Width - margin - 2*gap
	rows := middle(text, inner, size{inner, room.height})
	codeTop := (room.height - code.Height) / 2
	var all []string
	for y := range room.height {
		cell := blank(code.Width)
		if i := y - codeTop; i >= 0 && i < code.Height {
			cell = code.Lines()[i]
		}
		all = append(all, blank(margin)+cell+blank(gap)+rows[y]+blank(gap))
	}
	return all
}

func centered(text string, width, room int) string {
	before := (room - width) / 2
	return blank(before) + text + blank(room-width-before)
}
