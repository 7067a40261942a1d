//go:build !unix

package tui

import tea "charm.land/bubbletea/v2"

// quitOnHangup does nothing where there is no such signal.
func quitOnHangup(*tea.Program) func() { return func() {} }
