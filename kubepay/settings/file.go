package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"paywatch/kubepay/notify"
)

const maxFile = 64 << 10 // bytes: a larger file is another one by mistake

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

// contents are what is wanted of the settings file.
type contents struct {
	values  map[string]string // of its top level, by setting
	profile map[string]string // of the profile that is in force
	inForce Profile
	tables  choices // of which only the tables count
}

// readFile reads what is wanted of the settings file. One that is not there is
// empty.
func (from Sources) readFile(wanted []Setting) (contents, error) {
	name, place, asked := from.wantedProfile()
	data, others, err := readSmall(from.File)
	if errors.Is(err, fs.ErrNotExist) {
		if asked {
			err = document{}.chooseProfile(name, place, from.File)
			return contents{}, err
		}
		return contents{}, nil
	}
	if err != nil {
		return contents{}, fmt.Errorf("the settings file cannot be read: %w; mend it or move it away", err)
	}
	d, err := decode(data)
	if err != nil {
		return contents{}, fmt.Errorf("%s: %w", from.File, err)
	}
	if asked {
		if err := d.chooseProfile(name, place, from.File); err != nil {
			return contents{}, err
		}
	}
	found, err := d.contents(wanted, name)
	if err != nil {
		return contents{}, fmt.Errorf("%s: %w", from.File, err)
	}
	if err := d.guarded(from.File, others, wanted); err != nil {
		return contents{}, err
	}
	beside(from.File, found.values)
	beside(from.File, found.profile)
	return found, nil
}

// guarded refuses a file with which others than its owner could do harm, in
// whichever profile it stands.
func (d document) guarded(path string, others access, wanted []Setting) error {
	wants := func(is func(Setting) bool) bool { return slices.ContainsFunc(wanted, is) }
	if others.any && wants(func(s Setting) bool { return s.Name == tokenName }) && d.has(func(c choices) bool { return c.Token != nil && c.Token != "" }) {
		return fmt.Errorf("%s holds a token but others may read it; run chmod 600 %[1]s, or move the token to a file of its own and name that as token-file", path)
	}
	if others.any && wants(func(s Setting) bool { return s.Name == pinName }) && d.has(func(c choices) bool { return c.Kiosk.PIN != nil && c.Kiosk.PIN != "" }) {
		return fmt.Errorf("%s holds a PIN but others may read it; run chmod 600 %[1]s", path)
	}
	if others.write && wants(func(s Setting) bool { return s.Table }) && d.has(choices.runs) {
		return fmt.Errorf("%s names commands to run but others may write them; run chmod go-w %[1]s", path)
	}
	return nil
}

// beside takes the names of files from beside the settings, not from wherever
// paywatch is started.
func beside(path string, values map[string]string) {
	for _, name := range []string{tokenFileName, idsName, dbName, heartbeatName} {
		if v, ok := values[name]; ok && v != "" && !filepath.IsAbs(v) {
			values[name] = filepath.Join(filepath.Dir(path), v)
		}
	}
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

// contents are what is wanted of the document, with a profile in force unless its
// name is "".
func (d document) contents(wanted []Setting, name string) (found contents, err error) {
	if found.values, err = d.values(wanted, ""); err != nil {
		return contents{}, err
	}
	if slices.ContainsFunc(wanted, func(s Setting) bool { return s.Table }) {
		found.tables = d.choices
	}
	if name == "" {
		return found, nil
	}
	p := d.Profile[name]
	if found.profile, err = p.values(wanted, profileKey(name)+"."); err != nil {
		return contents{}, err
	}
	found.inForce.Name = name
	if found.inForce.Standing, err = p.standing(); err != nil {
		return contents{}, fmt.Errorf("%s.%w", profileKey(name), err)
	}
	if p.Notify != nil {
		found.tables.Notify = p.Notify
	}
	if p.Sound != nil {
		found.tables.Sound = p.Sound
	}
	return found, nil
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

const example = `interval = "10s"`

// examples are how a key of a table is written, by its full name.
var examples = map[string]string{
	"notify": `[[notify]]`, "notify.name": `name = "shop"`, "notify.on": `on = ["paid", "partial"]`,
	"notify.exec": `exec = ["/usr/local/bin/tell-shop", "--quiet"]`, "notify.url": `url = "https://shop.example/payments"`,
	"notify.secret-file": `secret-file = "secret"`, "notify.secret-env": `secret-env = "SHOP_SECRET"`, "notify.timeout": `timeout = "10s"`,
	"profile": `[profile.test]`,
	"kiosk":   `[kiosk]`, "kiosk.name": `name = "Aurora"`, "kiosk.line": `line = "Coffee and cakes"`,
	"kiosk.lang": `lang = "es,en"`, "kiosk.dwell": `dwell = "10s"`, "kiosk.unlock": `unlock = "ctrl+alt+q"`, "kiosk.pin": `pin = "4711"`,
	"kiosk.heartbeat": `heartbeat = "/run/paywatch/alive"`,
	"sound":           `[sound]`, "sound.good": `good = ["paplay", "paid.wav"]`, "sound.bad": `bad = ["paplay", "failed.wav"]`,
}

// tomlError says in which line the file cannot be understood. It never quotes
// the line, which may hold a token.
func tomlError(err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		first := unknown.Errors[0]
		line, _ := first.Position()
		return fmt.Errorf("line %d: there is no setting %q; choose among %s", line, strings.Join(first.Key(), "."), names(first.Key()))
	}
	var broken *toml.DecodeError
	if errors.As(err, &broken) {
		line, _ := broken.Position()
		if written, ok := exampleOf(broken.Key()); ok {
			return fmt.Errorf("line %d: %s is not written as it must be; write it as in %s", line, strings.Join(broken.Key(), "."), written)
		}
		return fmt.Errorf("line %d is not TOML; write settings as in %s", line, example)
	}
	return fmt.Errorf("the file is not TOML; write settings as in %s", example)
}

// exampleOf is how a key is written. In a profile it is written as at the top
// level.
func exampleOf(key []string) (string, bool) {
	if len(key) > 0 && key[0] == profileSetting.Name {
		if len(key) < 3 {
			return examples[profileSetting.Name], true
		}
		key = key[2:]
	}
	written, ok := examples[strings.Join(key, ".")]
	return written, ok
}

// names are what could stand where a key is unknown.
func names(key []string) string {
	var all []string
	for _, s := range table {
		all = append(all, s.Name)
	}
	all = append(all, "[kiosk]", "[profile.NAME]")
	if key[0] == profileSetting.Name && len(key) > 2 {
		key = key[2:]
		all[len(all)-1] = "live"
	}
	if _, isTable := examples[key[0]]; len(key) < 2 || !isTable {
		return strings.Join(all, ", ")
	}
	all = nil
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		if inner, ok := strings.CutPrefix(name, key[0]+"."); ok {
			all = append(all, inner)
		}
	}
	return strings.Join(all, ", ")
}

// readToken reads the file that holds the token alone.
func (s *Settings) readToken(path string) error {
	data, others, err := readSmall(path)
	if err != nil {
		return fmt.Errorf("the token's file cannot be read: %w; name a file that you may read and that holds your token alone", err)
	}
	token := strings.TrimSpace(string(data))
	if token == "" {
		return fmt.Errorf("%s is empty; put the token into it, and nothing else", path)
	}
	if others.any {
		s.Warnings = append(s.Warnings, fmt.Sprintf("others may read the token in %s; run chmod 600 %[1]s", path))
	}
	s.Token = NewSecret(token)
	return nil
}

// access is what others than its owner may do with a file. Windows keeps that
// elsewhere than in the mode: there it is nothing.
type access struct {
	any   bool // read it, write it or run it
	write bool
}

func accessOf(mode fs.FileMode) access {
	if runtime.GOOS == "windows" {
		return access{}
	}
	return access{any: mode.Perm()&0o077 != 0, write: mode.Perm()&0o022 != 0}
}

// readSmall reads a file, and tells what others may do with it.
func readSmall(path string) (data []byte, others access, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, access{}, plainly(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, access{}, plainly(err)
	}
	data, err = io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, access{}, plainly(err)
	}
	if len(data) > maxFile {
		return nil, access{}, fmt.Errorf("%s is larger than %d KiB", path, maxFile>>10)
	}
	return data, accessOf(info.Mode()), nil
}

// plainly says what failed on which file, without the system call.
func plainly(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return err
}
