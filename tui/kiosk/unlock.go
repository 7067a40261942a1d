package kiosk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"paywatch/kubepay"
)

// Unlock is what ends the display from its keyboard: a chord, a PIN, either or
// neither.
type Unlock struct {
	chord string
	pin   func() string // hidden from whatever prints it; nil for none
}

// Any tells whether there is a way to end the display from its keyboard.
func (u Unlock) Any() bool { return u.chord != "" || u.pin != nil }

// A PIN is so many digits long.
const (
	shortestPIN = 4
	longestPIN  = 32
)

// NewUnlock reads a chord, such as "ctrl+alt+q", and a PIN; "" for none.
func NewUnlock(chord, pin string) (Unlock, error) {
	var u Unlock
	var err error
	if chord != "" {
		if u.chord, err = parseChord(chord); err != nil {
			return Unlock{}, err
		}
	}
	if pin != "" {
		if len(pin) < shortestPIN || len(pin) > longestPIN || strings.Trim(pin, "0123456789") != "" {
			return Unlock{}, fmt.Errorf("the PIN is not %d to %d digits; choose one that is", shortestPIN, longestPIN)
		}
		u.pin = func() string { return pin }
	}
	return u, nil
}

// mostChord is how much of a chord is quoted.
const mostChord = 40

// parseChord takes a chord in any order of its keys, and refuses what a customer may
// press in passing, or a terminal cannot send.
func parseChord(text string) (string, error) {
	parts := strings.Split(strings.ToLower(strings.ReplaceAll(text, " ", "")), "+")
	key, held := parts[len(parts)-1], parts[:len(parts)-1]
	wrong := func(why string) (string, error) {
		return "", fmt.Errorf("%q cannot unlock the display: %s; choose a chord such as ctrl+alt+q", kubepay.Clean(text, mostChord), why)
	}
	ctrl, alt := slices.Contains(held, "ctrl"), slices.Contains(held, "alt")
	for i, h := range held {
		if h != "ctrl" && h != "alt" || slices.Contains(held[:i], h) {
			return wrong("only ctrl and alt are held with a key")
		}
	}
	switch letter := len(key) == 1 && key[0] >= 'a' && key[0] <= 'z'; {
	case !letter && !isFunctionKey(key):
		return wrong("its last key must be a letter or one of f1 to f12")
	case !ctrl && !alt:
		return wrong("a customer might press it without ctrl or alt")
	case letter && ctrl && strings.Contains("him", key):
		return wrong("a terminal cannot tell it from another key")
	case !alt && (key == "c" || key == "z"):
		return wrong("that is what everybody tries")
	}
	return chordOf(ctrl, alt, key), nil
}

// chordOf writes a chord as Bubble Tea does.
func chordOf(ctrl, alt bool, key string) string {
	chord := ""
	if ctrl {
		chord += "ctrl+"
	}
	if alt {
		chord += "alt+"
	}
	return chord + key
}

func isFunctionKey(key string) bool {
	return slices.Contains([]string{"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"}, key)
}

var errNoWay = errors.New("no key ends the display")

// Remark is what whoever starts the display must know of how it ends.
func (u Unlock) Remark() string {
	if u.Any() {
		return ""
	}
	return errNoWay.Error() + ": only SIGTERM or SIGHUP does; to end it from the keyboard choose --unlock ctrl+alt+q"
}
