// Package theme holds every colour and glyph of the screen, named by what it
// means. Colour never carries a meaning alone: each status has a glyph, a word
// and a colour, and the plain theme has none of the last.
//
// The package knows nothing of payments but the names of their statuses.
package theme
