package customer

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestAConsoleReadsLettersThatItsFontHas(t *testing.T) {
	for text, want := range map[string]string{
		"Café – Zażółć gęślą jaźń": "Café - Zazólc gesla jazn", "Łódź": "Lódz", "Joe’s 🍕": "Joe's ??", "寿司": "????", "10\u00a0EUR": "10\u00a0EUR",
	} {
		if got := legible(text); got != want || ansi.StringWidth(got) != ansi.StringWidth(text) {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
