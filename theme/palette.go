package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// palette is the colours of one theme on one kind of background. A nil colour
// is the terminal's own.
type palette struct {
	faint    color.Color // what may be overlooked
	accent   color.Color // where you are
	rule     color.Color
	selected color.Color // background of the selected row

	pending, partial, paid, failed, expired color.Color

	onAlarm, alarm color.Color // text on, and background of, what must be read
	onGood, good   color.Color // the same for the customer's thanks
	onLive, live   color.Color // the same for a profile whose money is real
}

var darkPalette = palette{
	faint: colour("#959dab"), accent: colour("#7fb4ff"), rule: colour("#3d4452"), selected: colour("236"),
	pending: colour("#8fbcff"), partial: colour("#f0c060"), paid: colour("#5fd08a"), failed: colour("#ff7b72"), expired: colour("#a0a6b2"),
	onAlarm: colour("#ffffff"), alarm: colour("#b3261e"), onGood: colour("#ffffff"), good: colour("#008700"),
	onLive: colour("#ffffff"), live: colour("#6a3fb5"),
}

var lightPalette = palette{
	faint: colour("#5c6470"), accent: colour("#0a5bd3"), rule: colour("#c4cad3"), selected: colour("#e4ecf8"),
	pending: colour("#0a5bd3"), partial: colour("#8a5a00"), paid: colour("#12702f"), failed: colour("#c0212b"), expired: colour("#5c6470"),
	onAlarm: colour("#ffffff"), alarm: colour("#b3261e"), onGood: colour("#ffffff"), good: colour("#008700"),
	onLive: colour("#ffffff"), live: colour("#6a3fb5"),
}

var darkContrastPalette = palette{
	faint: colour("#e0e0e0"), accent: colour("#00ffff"), rule: colour("#ffffff"), selected: colour("#00005f"),
	pending: colour("#ffffff"), partial: colour("#ffff00"), paid: colour("#00ff00"), failed: colour("#ffa0a0"), expired: colour("#d0d0d0"),
	onAlarm: colour("#000000"), alarm: colour("#ffff00"), onGood: colour("#000000"), good: colour("#00ff00"),
	onLive: colour("#000000"), live: colour("#ff9cff"),
}

var lightContrastPalette = palette{
	faint: colour("#202020"), accent: colour("#0000af"), rule: colour("#000000"), selected: colour("#ffffaf"),
	pending: colour("#000000"), partial: colour("#5f3700"), paid: colour("#004d00"), failed: colour("#8b0000"), expired: colour("#303030"),
	onAlarm: colour("#ffffff"), alarm: colour("#8b0000"), onGood: colour("#ffffff"), good: colour("#004d00"),
	onLive: colour("#ffffff"), live: colour("#4b0082"),
}

// The safe palettes keep good and bad apart for every common colour blindness:
// blue against orange and yellow, after the set of Okabe and Ito ("Color
// Universal Design", 2008).
var darkSafePalette = palette{
	faint: colour("#9aa0aa"), accent: colour("#f0f0f0"), rule: colour("#4a4f58"), selected: colour("#2b2f36"),
	pending: colour("#e8e8e8"), partial: colour("#f0e442"), paid: colour("#56b4e9"), failed: colour("#e8822e"), expired: colour("#a8a8a8"),
	onAlarm: colour("#000000"), alarm: colour("#e69f00"), onGood: colour("#ffffff"), good: colour("#0072b2"),
	onLive: colour("#000000"), live: colour("#f0f0f0"),
}

var lightSafePalette = palette{
	faint: colour("#595f69"), accent: colour("#1c1c1c"), rule: colour("#c0c5cc"), selected: colour("#e6eef5"),
	pending: colour("#303030"), partial: colour("#806000"), paid: colour("#005a8e"), failed: colour("#7a2400"), expired: colour("#5f5f5f"),
	onAlarm: colour("#000000"), alarm: colour("#e69f00"), onGood: colour("#ffffff"), good: colour("#0072b2"),
	onLive: colour("#ffffff"), live: colour("#1c1c1c"),
}

// palettes are the coloured themes, each on a dark and on a light background.
var palettes = map[string]struct{ dark, light palette }{
	Dark:     {darkPalette, darkPalette},
	Light:    {lightPalette, lightPalette},
	Auto:     {darkPalette, lightPalette},
	Contrast: {darkContrastPalette, lightContrastPalette},
	Safe:     {darkSafePalette, lightSafePalette},
}

// colour is one by its red, green and blue, or by its number among the 256
// fixed ones, which takes fewer bytes to paint.
func colour(s string) color.Color { return lipgloss.Color(s) }
