package terminal

import (
	"fmt"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// csi obeys a control sequence (ECMA-48 §5.4; xterm's ctlseqs for the rest).
func (s *Screen) csi(cmd ansi.Cmd, params ansi.Params) {
	if cmd.Prefix() != 0 || cmd.Intermediate() != 0 {
		s.private(cmd, params)
		return
	}
	if s.moved(cmd.Final(), params) || s.edited(cmd.Final(), params) {
		s.wrap = false
		if cmd.Final() != 'b' {
			s.last = ""
		}
		return
	}
	switch cmd.Final() {
	case 'm':
		uv.ReadStyle(params, &s.pen)
	case 'c', 'n', 't':
		s.answer(cmd, params)
	default:
		s.unknownCSI(cmd, params)
	}
}

// moved obeys the movements of the cursor.
func (s *Screen) moved(final byte, params ansi.Params) bool {
	n := count(params)
	switch final {
	case 'A':
		s.move(s.x, s.y-n)
	case 'B', 'e':
		s.move(s.x, s.y+n)
	case 'C', 'a':
		s.move(s.x+n, s.y)
	case 'D':
		s.move(s.x-n, s.y)
	case 'E':
		s.move(0, s.y+n)
	case 'F':
		s.move(0, s.y-n)
	case 'G', '`':
		s.move(n-1, s.y)
	case 'd':
		s.move(s.x, n-1)
	case 'H', 'f':
		column, _, _ := params.Param(1, 1)
		s.move(max(column, 1)-1, n-1)
	case 'I':
		s.move((s.x/8+n)*8, s.y)
	case 'Z':
		s.move(((s.x+7)/8-n)*8, s.y)
	case 'r':
		bottom, _, _ := params.Param(1, s.cells.Height())
		s.top, s.bottom = n-1, min(bottom, s.cells.Height())
		s.move(0, 0)
	default:
		return false
	}
	return true
}

// edited obeys what erases, inserts, deletes, scrolls and repeats.
func (s *Screen) edited(final byte, params ansi.Params) bool {
	n := count(params)
	width, height := s.cells.Width(), s.cells.Height()
	switch final {
	case 'J':
		switch what, _, _ := params.Param(0, 0); what {
		case 0:
			s.erase(s.x, s.y, width, s.y+1)
			s.erase(0, s.y+1, width, height)
		case 1:
			s.erase(0, 0, width, s.y)
			s.erase(0, s.y, s.x+1, s.y+1)
		default:
			s.erase(0, 0, width, height)
		}
	case 'K':
		switch what, _, _ := params.Param(0, 0); what {
		case 0:
			s.erase(s.x, s.y, width, s.y+1)
		case 1:
			s.erase(0, s.y, s.x+1, s.y+1)
		default:
			s.erase(0, s.y, width, s.y+1)
		}
	case 'X':
		s.erase(s.x, s.y, min(s.x+n, width), s.y+1)
	case '@':
		s.cells.InsertCell(s.x, s.y, n, s.blank())
	case 'P':
		s.cells.DeleteCell(s.x, s.y, n, s.blank())
	case 'L':
		s.insertLines(s.y, n)
	case 'M':
		s.deleteLines(s.y, n)
	case 'S':
		s.deleteLines(s.top, n)
	case 'T':
		s.insertLines(s.top, n)
	case 'b':
		for glyph := s.last; n > 0 && glyph != ""; n-- {
			s.put(glyph, ansi.StringWidth(glyph))
		}
	default:
		return false
	}
	return true
}

// private obeys the sequences with a prefix or an intermediate.
func (s *Screen) private(cmd ansi.Cmd, params ansi.Params) {
	first, _, _ := params.Param(0, 0)
	switch form := string(trim(cmd.Prefix(), cmd.Intermediate(), cmd.Final())); form {
	case "?h", "?l":
		params.ForEach(0, func(_, mode int, _ bool) { s.setMode(mode, form == "?h") })
	case ">m":
		level, _, _ := params.Param(1, 0)
		s.otherKey = level
	case ">u":
		s.keyboard = append(s.keyboard, first)
	case "<u":
		s.keyboard = s.keyboard[:max(len(s.keyboard)-max(first, 1), 0)]
	case "=u", " q", "?W": // kitty flags in place; the cursor's shape; tab stops every 8 columns
	case "?u", "?$p", ">c", ">q", "?n":
		s.answer(cmd, params)
	default:
		s.unknownCSI(cmd, params)
	}
}

func (s *Screen) setMode(mode int, on bool) {
	if mode == modeAltScreen && on != s.modes[modeAltScreen] {
		s.cells, s.other = s.other, s.cells
		if on {
			s.saved.x, s.saved.y = s.x, s.y
			s.cells.Fill(&uv.EmptyCell)
		} else {
			s.move(s.saved.x, s.saved.y)
		}
	}
	s.modes[mode] = on
}

func (s *Screen) move(x, y int) {
	s.x = min(max(x, 0), s.cells.Width()-1)
	s.y = min(max(y, 0), s.cells.Height()-1)
	s.wrap, s.last = false, ""
}

// blank is an erased cell: it takes the pen's background, as xterm's does.
func (s *Screen) blank() *uv.Cell {
	return &uv.Cell{Content: " ", Width: 1, Style: uv.Style{Bg: s.pen.Bg}}
}

func (s *Screen) erase(x0, y0, x1, y1 int) {
	s.cells.FillArea(s.blank(), uv.Rect(x0, y0, x1-x0, y1-y0))
}

func (s *Screen) insertLines(y, n int) {
	s.cells.InsertLineArea(y, n, s.blank(), s.region())
}

func (s *Screen) deleteLines(y, n int) {
	s.cells.DeleteLineArea(y, n, s.blank(), s.region())
}

func (s *Screen) region() uv.Rectangle {
	return uv.Rect(0, s.top, s.cells.Width(), s.bottom-s.top)
}

func (s *Screen) unknownCSI(cmd ansi.Cmd, params ansi.Params) {
	s.unknown(fmt.Sprintf("CSI %s %v", trim(cmd.Prefix(), cmd.Intermediate(), cmd.Final()), params))
}

// count is the first parameter where 0 and none mean 1. No screen is so large
// that more than the limit makes a difference.
func count(params ansi.Params) int {
	const limit = 1 << 12
	n, _, _ := params.Param(0, 1)
	return min(max(n, 1), limit)
}

func trim(bytes ...byte) []byte {
	var kept []byte
	for _, b := range bytes {
		if b != 0 {
			kept = append(kept, b)
		}
	}
	return kept
}
