package terminal

import (
	"encoding/base64"
	"fmt"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// answer replies to a question as a current xterm-like terminal does.
func (s *Screen) answer(cmd ansi.Cmd, params ansi.Params) {
	first, _, _ := params.Param(0, 0)
	switch string(trim(cmd.Prefix(), cmd.Intermediate(), cmd.Final())) {
	case "c": // DA1: a VT220 with colours and clipboard
		s.reply("\x1b[?62;22;52c")
	case ">c": // DA2
		s.reply("\x1b[>1;10;0c")
	case ">q": // XTVERSION
		s.reply("\x1bP>|terminal 1\x1b\\")
	case "?u": // kitty keyboard flags
		flags := 0
		if n := len(s.keyboard); n > 0 {
			flags = s.keyboard[n-1]
		}
		s.reply(fmt.Sprintf("\x1b[?%du", flags))
	case "?$p": // DECRQM
		s.reply(fmt.Sprintf("\x1b[?%d;%d$y", first, s.modeReport(first)))
	case "n":
		switch first {
		case 5:
			s.reply("\x1b[0n")
		case 6:
			s.reply(fmt.Sprintf("\x1b[%d;%dR", s.y+1, s.x+1))
		}
	case "?n": // colour scheme, Contour's 996
		scheme := 1
		if s.light {
			scheme = 2
		}
		s.reply(fmt.Sprintf("\x1b[?997;%dn", scheme))
	case "t":
		if first == 18 {
			s.reply(fmt.Sprintf("\x1b[8;%d;%dt", s.cells.Height(), s.cells.Width()))
		}
	}
}

// modeReport is DECRPM's value: 1 set, 2 reset, 0 not known.
func (s *Screen) modeReport(mode int) int {
	on, known := s.modes[mode]
	switch {
	case on:
		return 1
	case known, mode == modeSynchronised, mode == modeGraphemes:
		return 2
	}
	return 0
}

// osc obeys an operating system command.
func (s *Screen) osc(cmd int, data []byte) {
	_, value, _ := strings.Cut(string(data), ";")
	switch cmd {
	case 0, 2:
		s.Title = value
	case 8:
		s.link = uv.Link{}
		uv.ReadLink(data, &s.link)
	case 9:
		if progress, ok := strings.CutPrefix(value, "4;"); ok {
			s.Progress = progress
			return
		}
		s.Notices = append(s.Notices, value)
	case 10, 11, 12:
		if value == "?" {
			s.reply(fmt.Sprintf("\x1b]%d;%s\x1b\\", cmd, s.colour(cmd)))
		}
	case 52:
		_, encoded, _ := strings.Cut(value, ";")
		text, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			s.unknown("OSC " + string(data))
			return
		}
		s.Clipboard = append(s.Clipboard, string(text))
	case 777:
		s.Notices = append(s.Notices, value)
	case 110, 111, 112: // colours back to the terminal's own
	default:
		s.unknown("OSC " + string(data))
	}
}

func (s *Screen) colour(which int) string {
	background := which == 11
	if background == s.light {
		return "rgb:ffff/ffff/ffff"
	}
	return "rgb:0000/0000/0000"
}

// dcs declines the one question asked by device control string: XTGETTCAP.
func (s *Screen) dcs(cmd ansi.Cmd, _ ansi.Params, data []byte) {
	if cmd.Intermediate() == '+' && cmd.Final() == 'q' {
		s.reply("\x1bP0+r\x1b\\")
		return
	}
	s.unknown("DCS " + string(data))
}
