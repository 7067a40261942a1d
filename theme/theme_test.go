package theme

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
)

var everyStatus = []kubepay.Status{kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Failed, kubepay.Expired, "on hold"}

func eachTheme(t *testing.T, visit func(t *testing.T, o Options, th Theme)) {
	for _, name := range append(Names(), "") {
		for _, o := range []Options{{Name: name}, {Name: name, ASCII: true}, {Name: name, NoColor: true}} {
			for _, dark := range []bool{true, false} {
				visit(t, o, New(o, dark))
			}
		}
	}
}

func TestEveryThemeGivesEveryStatusAGlyphOfItsOwn(t *testing.T) {
	eachTheme(t, func(t *testing.T, o Options, th Theme) {
		whose := map[string]kubepay.Status{}
		for _, s := range everyStatus {
			glyph := th.Glyphs.Status(s)
			if other, taken := whose[glyph]; taken || glyph == "" {
				t.Errorf("%+v: %q for %s, and for %s", o, glyph, s, other)
			}
			whose[glyph] = s
		}
	})
}

func TestGlyphsAreOneCellWide(t *testing.T) {
	large := map[string]bool{"Full": true, "Upper": true, "Lower": true}
	for set, glyphs := range map[string]Glyphs{"unicode": unicodeGlyphs, "ascii": asciiGlyphs} {
		v := reflect.ValueOf(glyphs)
		for i := range v.NumField() {
			name, glyph := v.Type().Field(i).Name, v.Field(i).String()
			if glyph == "" && set == "ascii" && large[name] {
				continue
			}
			if w := ansi.StringWidth(glyph); w != 1 {
				t.Errorf("%s: %s is %q, %d cells wide", set, name, glyph, w)
			}
			if set == "ascii" && (len(glyph) != 1 || glyph[0] < ' ' || glyph[0] > '~') {
				t.Errorf("%s is %q, not ASCII", name, glyph)
			}
		}
	}
}

func TestBarsAreOneCellWide(t *testing.T) {
	eachTheme(t, func(t *testing.T, o Options, th Theme) {
		for _, bar := range th.Bars() {
			if ansi.StringWidth(bar) != 1 || o.ASCII && len(bar) != 1 {
				t.Errorf("%+v: %q", o, bar)
			}
		}
	})
}

// styles are all that a theme paints with.
func styles(th Theme) []Style {
	all := []Style{th.Text, th.Strong, th.Faint, th.Accent, th.Rule, th.Warn, th.Alarm, th.Key, th.BarEmpty}
	for _, s := range everyStatus {
		all = append(all, th.Status(s))
	}
	for _, s := range all {
		all = append(all, th.OnSelected(s))
	}
	return append(all, th.Thanks, th.ThanksStrong, th.Live, th.Trial)
}

// uncoloured are the attributes that set no colour (ECMA-48, 8.3.117).
var uncoloured = regexp.MustCompile(`^(\x1b\[(0|1|2|3|4|7)?(;(0|1|2|3|4|7))*m)*$`)

func TestPlainHasNoColour(t *testing.T) {
	for _, o := range []Options{{Name: Plain}, {Name: Auto, NoColor: true}, {NoColor: true}} {
		for _, s := range styles(New(o, true)) {
			if painted := s.Render("text"); !uncoloured.MatchString(strings.Replace(painted, "text", "", 1)) {
				t.Errorf("%+v paints %q", o, painted)
			}
		}
	}
}

func TestAThemeByNameHasColoursEvenWithNoColorSet(t *testing.T) {
	th := New(Options{Name: Safe, NoColor: true}, true)
	if painted := th.Status(kubepay.Paid).Render("paid"); uncoloured.MatchString(strings.Replace(painted, "paid", "", 1)) {
		t.Errorf("painted %q", painted)
	}
}

func TestPaintedTextIsWhole(t *testing.T) {
	eachTheme(t, func(t *testing.T, o Options, th Theme) {
		for _, s := range styles(th) {
			if got := ansi.Strip(s.Render("25.00 EUR")); got != "25.00 EUR" {
				t.Fatalf("%+v: %q", o, got)
			}
			if s.Render("") != "" {
				t.Fatalf("%+v: paints nothing as %q", o, s.Render(""))
			}
		}
	})
}

func TestTheSelectedRowLooksDifferent(t *testing.T) {
	eachTheme(t, func(t *testing.T, o Options, th Theme) {
		if th.OnSelected(th.Text).Render("x") == th.Text.Render("x") {
			t.Errorf("%+v", o)
		}
	})
}

func TestAnUnknownStatusLooksLikeAPendingOne(t *testing.T) {
	eachTheme(t, func(t *testing.T, o Options, th Theme) {
		if th.Status("on hold") != th.Status(kubepay.Pending) {
			t.Errorf("%+v", o)
		}
	})
}

func TestALiveProfileLooksOtherwiseThanATest(t *testing.T) {
	eachTheme(t, func(t *testing.T, o Options, th Theme) {
		if th.Live.Render("x") == th.Trial.Render("x") {
			t.Errorf("%+v", o)
		}
	})
}

func TestCheckNamesTheThemes(t *testing.T) {
	for _, name := range Names() {
		if err := Check(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := Check("neon")
	if err == nil || !strings.Contains(err.Error(), "neon") || !strings.Contains(err.Error(), Contrast) {
		t.Errorf("error %v: want the wrong name and the right ones", err)
	}
}
