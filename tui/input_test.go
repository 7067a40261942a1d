package tui_test

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/terminal"
)

// press presses keys, by the names that Bubble Tea gives them.
func (s *story) press(names ...string) {
	for _, name := range names {
		s.program.Send(keyPress(name))
		s.wait(0)
	}
}

// types types a text, a key at a time.
func (s *story) types(text string) {
	for _, r := range text {
		s.press(string(r))
	}
}

func (s *story) paste(text string) {
	s.program.Send(tea.PasteMsg{Content: text})
	s.wait(0)
}

func (s *story) click(x, y int) {
	s.program.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	s.wait(0)
}

// wheel turns the mouse's wheel over a place, down or up by notches.
func (s *story) wheel(x, y, notches int) {
	button := tea.MouseWheelDown
	if notches < 0 {
		button, notches = tea.MouseWheelUp, -notches
	}
	for range notches {
		s.program.Send(tea.MouseWheelMsg{X: x, Y: y, Button: button})
		s.wait(0)
	}
}

func (s *story) resize(width, height int) {
	s.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
	s.wait(0)
	s.output.Look(func(screen *terminal.Screen) { screen.Resize(width, height) })
}

var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
}

func keyPress(name string) tea.KeyPressMsg {
	if code, ok := named[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if name == "shift+tab" {
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl}
	}
	if name == "space" {
		name = " "
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}
