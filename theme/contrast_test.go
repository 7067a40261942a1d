package theme

import (
	"image/color"
	"math"
	"testing"

	"github.com/lucasb-eyer/go-colorful"
)

// The backgrounds that terminals come with: black, and the dark greys of the
// usual colour schemes; white, and Solarized's cream.
var backgrounds = map[bool][]string{
	true:  {"#000000", "#1e1e1e", "#282c34"},
	false: {"#ffffff", "#fdf6e3"},
}

// eachPalette visits every coloured theme on every background that it is for.
func eachPalette(t *testing.T, visit func(t *testing.T, name string, p palette, dark bool)) {
	for name, pair := range palettes {
		for _, dark := range []bool{true, false} {
			if name == Dark && !dark || name == Light && dark {
				continue // chosen against the terminal's own word, it is for the other kind
			}
			p, where := pair.light, "light"
			if dark {
				p, where = pair.dark, "dark"
			}
			t.Run(name+" on "+where, func(t *testing.T) { visit(t, name, p, dark) })
		}
	}
}

// statuses are the colours that tell statuses apart.
func (p palette) statuses() map[string]color.Color {
	return map[string]color.Color{"pending": p.pending, "partial": p.partial, "paid": p.paid, "failed": p.failed, "expired": p.expired}
}

// read are the colours of words that must be read.
func (p palette) read() map[string]color.Color {
	words := p.statuses()
	words["faint"], words["accent"] = p.faint, p.accent
	return words
}

func TestWordsCanBeRead(t *testing.T) {
	eachPalette(t, func(t *testing.T, name string, p palette, dark bool) {
		least := 4.5 // WCAG 2.2, success criterion 1.4.3
		if name == Contrast {
			least = 7 // WCAG 2.2, success criterion 1.4.6
		}
		check := func(what string, text, behind color.Color) {
			t.Helper()
			if c := contrast(text, behind); c < least {
				t.Errorf("%s has a contrast of %.2f, want %.1f", what, c, least)
			}
		}
		for word, c := range p.read() {
			for _, background := range backgrounds[dark] {
				check(word+" on "+background, c, colour(background))
			}
			check(word+" in the selected row", c, p.selected)
		}
		own := "#000000" // the terminal's own text, at its weakest
		if dark {
			own = "#cccccc"
		}
		check("text in the selected row", colour(own), p.selected)
		check("an alarm", p.onAlarm, p.alarm)
		check("the thanks", p.onGood, p.good)
		check("a live profile", p.onLive, p.live)
	})
}

func TestStatusesHaveColoursOfTheirOwn(t *testing.T) {
	eachPalette(t, func(t *testing.T, _ string, p palette, _ bool) {
		apart(t, p.statuses(), func(c color.Color) colorful.Color { return seen(c) }, 10)
	})
}

// apart fails the test if two colours look alike to an eye. The difference is
// CIEDE2000's, of which 1 can just be seen.
func apart(t *testing.T, all map[string]color.Color, eye func(color.Color) colorful.Color, least float64) {
	t.Helper()
	for a, colourA := range all {
		for b, colourB := range all {
			if d := 100 * eye(colourA).DistanceCIEDE2000(eye(colourB)); a < b && d < least {
				t.Errorf("%s and %s differ by %.1f, want %.0f", a, b, d, least)
			}
		}
	}
}

// contrast is the contrast ratio of WCAG 2.2.
func contrast(a, b color.Color) float64 {
	lighter, darker := luminance(a), luminance(b)
	if lighter < darker {
		lighter, darker = darker, lighter
	}
	return (lighter + 0.05) / (darker + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b := seen(c).LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func seen(c color.Color) colorful.Color {
	made, _ := colorful.MakeColor(c)
	return made
}

// deficiencies simulate eyes that lack one kind of cone, on linear RGB: the
// matrices of severity 1.0 of Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
var deficiencies = map[string][3][3]float64{
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func TestTheSafeThemeStaysApartForEveryEye(t *testing.T) {
	for name, m := range deficiencies {
		t.Run(name, func(t *testing.T) {
			eye := func(c color.Color) colorful.Color {
				r, g, b := seen(c).LinearRgb()
				mixed := func(row [3]float64) float64 {
					return math.Min(math.Max(row[0]*r+row[1]*g+row[2]*b, 0), 1)
				}
				return colorful.LinearRgb(mixed(m[0]), mixed(m[1]), mixed(m[2]))
			}
			for where, p := range map[string]palette{"dark": darkSafePalette, "light": lightSafePalette} {
				t.Run(where, func(t *testing.T) {
					apart(t, p.statuses(), eye, 10)
					apart(t, map[string]color.Color{"alarm": p.alarm, "good": p.good, "live": p.live}, eye, 20)
				})
			}
		})
	}
}
