package address

import (
	"slices"
	"strings"
)

// Groups cuts an address into groups of four characters, as people read it to
// each other. A scheme or CashAddr prefix stays whole, with its colon.
func Groups(text string) []string {
	var groups []string
	if prefix, body, found := strings.Cut(text, ":"); found {
		groups, text = append(groups, prefix+":"), body
	}
	for four := range slices.Chunk([]rune(text), 4) {
		groups = append(groups, string(four))
	}
	return groups
}
