package tui_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain has garbage collected less often: what stories hold is little, and what
// they throw away is much.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
