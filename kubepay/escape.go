package kubepay

import "strings"

const esc = '\x1b'

// escapeLength is the length of the control sequence at the start of s (ECMA-48,
// section 5), 0 if there is none, or only the start of one. No sequence reaches
// over an ESC, so that cleaning takes time in proportion to the length.
func escapeLength(s string) int {
	kind, rest := introducer(s)
	size := len(s) - len(rest)
	switch kind {
	case 0:
		return 0
	case '[':
		return whole(size, controlLength(rest))
	case ']', 'P', 'X', '^', '_':
		return whole(size, stringLength(rest))
	}
	switch {
	case s[0] != esc: // a control character on its own
		return 0
	case kind < '0': // intermediate bytes, then the final one
		return whole(size, finalAt(rest, '0'))
	}
	return size
}

// introducer tells which sequence begins here by the byte that follows ESC in
// its seven-bit form, 0 for none.
func introducer(s string) (kind byte, rest string) {
	switch {
	case len(s) >= 2 && s[0] == esc && ' ' <= s[1] && s[1] <= '~':
		return s[1], s[2:]
	case len(s) >= 2 && s[0] == 0xc2 && 0x80 <= s[1] && s[1] <= 0x9f: // C1 as UTF-8
		return s[1] - 0x40, s[2:]
	}
	return 0, s
}

// controlLength is that of the parameters, intermediate bytes and final byte of
// a CSI sequence, 0 if it is not whole.
func controlLength(s string) int {
	parameters := len(s) - len(strings.TrimLeft(s, "0123456789:;<=>?"))
	return whole(parameters, finalAt(s[parameters:], '@'))
}

// finalAt is the length up to a final byte that is at least lowest, with
// intermediate bytes before it, 0 if it is not whole.
func finalAt(s string, lowest byte) int {
	i := len(s) - len(strings.TrimLeft(s, " !\"#$%&'()*+,-./"))
	if i < len(s) && lowest <= s[i] && s[i] <= '~' {
		return i + 1
	}
	return 0
}

// stringLength is that of the payload of OSC, DCS and their like with its
// terminator, which is BEL or ST, 0 if it is not whole.
func stringLength(s string) int {
	for i := range len(s) {
		switch {
		case s[i] == '\a':
			return i + 1
		case s[i] == esc:
			if strings.HasPrefix(s[i+1:], `\`) {
				return i + 2
			}
			return 0
		case s[i] == 0xc2 && i+1 < len(s) && 0x80 <= s[i+1] && s[i+1] <= 0x9f:
			if s[i+1] == 0x9c {
				return i + 2
			}
			return 0
		}
	}
	return 0
}

// whole adds up a sequence, which is none if its rest is missing.
func whole(start, rest int) int {
	if rest == 0 {
		return 0
	}
	return start + rest
}
