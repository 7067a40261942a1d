package command_test

import (
	"testing"

	"paywatch/tui/command"
)

func TestAPageIsReadInATerminal(t *testing.T) {
	got := command.Page("# A day\n\nPress `n`,\nand **wait**.\n\n![A picture](sale.svg)\n\n- one\n  more\n- two\n\n    paywatch ls\n")
	want := "A day\n\nPress n, and wait.\n\n- one more\n- two\n\n    paywatch ls"
	if got != want {
		t.Errorf("a page reads\n%q, want\n%q", got, want)
	}
}
