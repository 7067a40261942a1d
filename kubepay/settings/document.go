package settings

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"paywatch/kubepay/notify"
)

// choices are what the settings file may say, at its top level and again in each
// profile. The keys are the settings' names.
type choices struct {
	URL       any `toml:"url"`
	Token     any `toml:"token"`
	TokenFile any `toml:"token-file"`
	Interval  any `toml:"interval"`
	MaxRPS    any `toml:"max-rps"`
	Theme     any `toml:"theme"`
	ASCII     any `toml:"ascii"`
	Lang      any `toml:"lang"`
	Station   any `toml:"station"`
	IDs       any `toml:"ids"`
	DB        any `toml:"db"`
	Keep      any `toml:"keep"`

	Kiosk struct {
		Name      any `toml:"name"`
		Line      any `toml:"line"`
		Lang      any `toml:"lang"`
		Dwell     any `toml:"dwell"`
		Unlock    any `toml:"unlock"`
		PIN       any `toml:"pin"`
		Heartbeat any `toml:"heartbeat"`
	} `toml:"kiosk"`

	Notify []notify.Config `toml:"notify"` // nil where nothing is said, empty for nobody
	Sound  *notify.Sound   `toml:"sound"`
}

func (c choices) byName() map[string]any {
	return map[string]any{
		urlName: c.URL, tokenName: c.Token, tokenFileName: c.TokenFile, "interval": c.Interval,
		"max-rps": c.MaxRPS, themeName: c.Theme, asciiName: c.ASCII, langName: c.Lang, stationName: c.Station, idsName: c.IDs,
		dbName: c.DB, "keep": c.Keep,

		"kiosk.name": c.Kiosk.Name, "kiosk.line": c.Kiosk.Line, kioskLangName: c.Kiosk.Lang,
		"kiosk.dwell": c.Kiosk.Dwell, "kiosk.unlock": c.Kiosk.Unlock, pinName: c.Kiosk.PIN, heartbeatName: c.Kiosk.Heartbeat,
	}
}

// runs tells whether the choices have paywatch run a command.
func (c choices) runs() bool {
	return c.Sound != nil && (len(c.Sound.Good) > 0 || len(c.Sound.Bad) > 0) ||
		slices.ContainsFunc(c.Notify, func(n notify.Config) bool { return len(n.Exec) > 0 })
}

// document is the settings file.
type document struct {
	choices
	Profile map[string]profile `toml:"profile"`
}

// has tells whether anything in the file, in whichever profile, is so.
func (d document) has(so func(choices) bool) bool {
	if so(d.choices) {
		return true
	}
	for _, p := range d.Profile {
		if so(p.choices) {
			return true
		}
	}
	return false
}

// decode reads the document.
func decode(data []byte) (document, error) {
	var d document
	decoder := toml.NewDecoder(bytes.NewReader(data))
	if err := decoder.DisallowUnknownFields().Decode(&d); err != nil {
		return document{}, tomlError(err)
	}
	return d, nil
}

// values are the wanted ones as text. under is said before their names.
func (c choices) values(wanted []Setting, under string) (map[string]string, error) {
	found, written := map[string]string{}, c.byName()
	for _, setting := range wanted {
		switch v := written[setting.Name].(type) {
		case nil:
		case string, int64, float64, bool:
			found[setting.Name] = fmt.Sprint(v)
		default:
			return nil, fmt.Errorf("%s%s is neither text nor a number; write it as in %s", under, setting.Name, example)
		}
	}
	return found, nil
}
