package tui

import (
	"strconv"
	"strings"

	"paywatch/tui/alert"
	"paywatch/tui/qr"
)

// learnTerminal takes from the environment what the terminal cannot be asked.
func (m *Model) learnTerminal(getenv func(string) string) {
	if getenv("TERM") == "linux" {
		// The console's fonts have few glyphs; many lack the half block.
		m.detail.style = qr.TwoSpaces
		m.opts.Theme.ASCII = true
		m.paint(true)
	}
	m.showsProgress = showsProgress(getenv)
	m.herald.desk = alert.DeskOf(getenv)
	m.frame.stale(everything)
}

// showsProgress tells whether the terminal takes OSC 9;4 for progress. On others
// the same sequence is a notification, so only those known to take it are sent
// it: Windows Terminal, ConEmu, Ghostty, WezTerm, Konsole from 25.04 and VTE's
// from 0.80.
func showsProgress(getenv func(string) string) bool {
	if getenv("TMUX") != "" || getenv("STY") != "" {
		return false
	}
	atLeast := func(variable string, least int) bool {
		n, err := strconv.Atoi(getenv(variable))
		return err == nil && n >= least
	}
	switch strings.ToLower(getenv("TERM_PROGRAM")) {
	case "ghostty", "wezterm":
		return true
	}
	return getenv("WT_SESSION") != "" || getenv("ConEmuANSI") == "ON" ||
		atLeast("KONSOLE_VERSION", 250400) || atLeast("VTE_VERSION", 7900)
}
