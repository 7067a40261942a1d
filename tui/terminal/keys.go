package terminal

import "fmt"

// keys are what xterm sends, by Bubble Tea's names.
var keys = map[string]string{
	"up":        "\x1b[A",
	"down":      "\x1b[B",
	"right":     "\x1b[C",
	"left":      "\x1b[D",
	"home":      "\x1b[H",
	"end":       "\x1b[F",
	"pgup":      "\x1b[5~",
	"pgdown":    "\x1b[6~",
	"delete":    "\x1b[3~",
	"enter":     "\r",
	"tab":       "\t",
	"shift+tab": "\x1b[Z",
	"backspace": "\x7f",
	"space":     " ",
	"esc":       "\x1b",
	"ctrl+c":    "\x03",
	"ctrl+z":    "\x1a",
}

// disambiguated are the keys that the kitty keyboard protocol sends in another
// form, once a program has asked for it (its flag 1).
var disambiguated = map[string]string{
	"esc":    "\x1b[27u",
	"ctrl+c": "\x1b[99;5u",
	"ctrl+z": "\x1b[122;5u",
}

// keySequence is what the terminal sends for a key: one of the named ones, or a
// single character.
func (s *Screen) keySequence(name string) string {
	if n := len(s.keyboard); n > 0 && s.keyboard[n-1]&1 != 0 {
		if sequence, ok := disambiguated[name]; ok {
			return sequence
		}
	}
	if sequence, ok := keys[name]; ok {
		return sequence
	}
	return name
}

// clickSequence is a press and release of the left button on a cell, counted
// from 0, in SGR form.
func clickSequence(x, y int) string {
	return fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x+1, y+1, x+1, y+1)
}
