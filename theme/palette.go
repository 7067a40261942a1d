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
	faint: hex("#959dab"), accent: hex("#7fb4ff"), rule: hex("#3d4452"), selected: hex("236"),
	pending: hex("#8fbcff"), partial: hex("#f0c060"), paid: hex("#5fd08a"), failed: hex("#ff7b72"), expired: hex("#a0a6b2"),
	onAlarm: hex("#ffffff"), alarm: hex("#b3261e"), onGood: hex("#ffffff"), good: hex("#008700"),
	onLive: hex("#ffffff"), live: hex("#6a3fb5"),
}

var lightPalette = palette{
	faint: hex("#5c6470"), accent: hex("#0a5bd3"), rule: hex("#c4cad3"), selected: hex("#e4ecf8"),
	pending: hex("#0a5bd3"), partial: hex("#8a5a00"), paid: hex("#12702f"), failed: hex("#c0212b"), expired: hex("#5c6470"),
	onAlarm: hex("#ffffff"), alarm: hex("#b3261e"), onGood: hex("#ffffff"), good: hex("#008700"),
	onLive: hex("#ffffff"), live: hex("#6a3fb5"),
}

var darkContrastPalette = palette{
	faint: hex("#e0e0e0"), accent: hex("#00ffff"), rule: hex("#ffffff"), selected: hex("#00005f"),
	pending: hex("#ffffff"), partial: hex("#ffff00"), paid: hex("#00ff00"), failed: hex("#ffa0a0"), expired: hex("#d0d0d0"),
	onAlarm: hex("#000000"), alarm: hex("#ffff00"), onGood: hex("#000000"), good: hex("#00ff00"),
	onLive: hex("#000000"), live: hex("#ff9cff"),
}

var lightContrastPalette = palette{
	faint: hex("#202020"), accent: hex("#0000af"), rule: hex("#000000"), selected: hex("#ffffaf"),
	pending: hex("#000000"), partial: hex("#5f3700"), paid: hex("#004d00"), failed: hex("#8b0000"), expired: hex("#303030"),
	onAlarm: hex("#ffffff"), alarm: hex("#8b0000"), onGood: hex("#ffffff"), good: hex("#004d00"),
	onLive: hex("#ffffff"), live: hex("#4b0082"),
}

// The safe palettes keep good and bad apart for every common colour blindness:
// blue against orange and yellow, after the set of Okabe and Ito ("Color
// Universal Design", 2008).
var darkSafePalette = palette{
	faint: hex("#9aa0aa"), accent: hex("#f0f0f0"), rule: hex("#4a4f58"), selected: hex("#2b2f36"),
	pending: hex("#e8e8e8"), partial: hex("#f0e442"), paid: hex("#56b4e9"), failed: hex("#e8822e"), expired: hex("#a8a8a8"),
	onAlarm: hex("#000000"), alarm: hex("#e69f00"), onGood: hex("#ffffff"), good: hex("#0072b2"),
	onLive: hex("#000000"), live: hex("#f0f0f0"),
}

var lightSafePalette = palette{
	faint: hex("#595f69"), accent: hex("#1c1c1c"), rule: hex("#c0c5cc"), selected: hex("#e6eef5"),
	pending: hex("#303030"), partial: hex("#806000"), paid: hex("#005a8e"), failed: hex("#7a2400"), expired: hex("#5f5f5f"),
	onAlarm: hex("#000000"), alarm: hex("#e69f00"), onGood: hex("#ffffff"), good: hex("#0072b2"),
	onLive: hex("#ffffff"), live: hex("#1c1c1c"),
}

// palettes are the coloured themes, each on a dark and on a light background.
var palettes = map[string]struct{ dark, light palette }{
	Dark:     {darkPalette, darkPalette},
	Light:    {lightPalette, lightPalette},
	Auto:     {darkPalette, lightPalette},
	Contrast: {darkContrastPalette, lightContrastPalette},
	Safe:     {darkSafePalette, lightSafePalette},
}

// hex is a colour by its red, green and blue, or by its number among the 256
// fixed ones, which takes fewer bytes to paint.
func hex(s string) color.Color { return lipgloss.Color(s) }
