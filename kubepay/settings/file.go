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

// document is the settings file. Its keys are the settings' names.
type document struct {
	URL       any `toml:"url"`
	Token     any `toml:"token"`
	TokenFile any `toml:"token-file"`
	Interval  any `toml:"interval"`
	MaxRPS    any `toml:"max-rps"`
	Theme     any `toml:"theme"`
	ASCII     any `toml:"ascii"`
	Lang      any `toml:"lang"`
	IDs       any `toml:"ids"`
	DB        any `toml:"db"`
	Keep      any `toml:"keep"`

	Notify []notify.Config `toml:"notify"`
	Sound  notify.Sound    `toml:"sound"`
}

func (d document) byName() map[string]any {
	return map[string]any{
		"url": d.URL, tokenName: d.Token, tokenFileName: d.TokenFile, "interval": d.Interval,
		"max-rps": d.MaxRPS, themeName: d.Theme, asciiName: d.ASCII, langName: d.Lang, idsName: d.IDs,
		dbName: d.DB, "keep": d.Keep,
	}
}

// runs tells whether the document has paywatch run a command.
func (d document) runs() bool {
	return len(d.Sound.Good) > 0 || len(d.Sound.Bad) > 0 ||
		slices.ContainsFunc(d.Notify, func(c notify.Config) bool { return len(c.Exec) > 0 })
}

// contents are what is wanted of the settings file.
type contents struct {
	values map[string]string // by setting
	tables document          // of which only the tables count
}

// readFile reads what is wanted of the settings file. One that is not there is
// empty.
func readFile(path string, wanted []Setting) (contents, error) {
	data, others, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return contents{}, nil
	}
	if err != nil {
		return contents{}, fmt.Errorf("the settings file cannot be read: %w; mend it or move it away", err)
	}
	found, err := parse(data, wanted)
	if err != nil {
		return contents{}, fmt.Errorf("%s: %w", path, err)
	}
	if _, ok := found.values[tokenName]; ok && others.any {
		return contents{}, fmt.Errorf("%s holds a token but others may read it; run chmod 600 %[1]s, or move the token to a file of its own and name that as token-file", path)
	}
	if found.tables.runs() && others.write {
		return contents{}, fmt.Errorf("%s names commands to run but others may write them; run chmod go-w %[1]s", path)
	}
	for _, name := range []string{tokenFileName, idsName, dbName} {
		if v, ok := found.values[name]; ok && v != "" && !filepath.IsAbs(v) {
			found.values[name] = filepath.Join(filepath.Dir(path), v) // not wherever paywatch is started
		}
	}
	return found, nil
}

// parse reads what is wanted of the document.
func parse(data []byte, wanted []Setting) (contents, error) {
	var d document
	decoder := toml.NewDecoder(bytes.NewReader(data))
	if err := decoder.DisallowUnknownFields().Decode(&d); err != nil {
		return contents{}, tomlError(err)
	}
	found, written := contents{values: map[string]string{}}, d.byName()
	for _, setting := range wanted {
		switch v := written[setting.Name].(type) {
		case nil:
		case string, int64, float64, bool:
			found.values[setting.Name] = fmt.Sprint(v)
		default:
			return contents{}, fmt.Errorf("%s is neither text nor a number; write it as in %s", setting.Name, example)
		}
		if setting.Table {
			found.tables = d
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
	"sound": `[sound]`, "sound.good": `good = ["paplay", "paid.wav"]`, "sound.bad": `bad = ["paplay", "failed.wav"]`,
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
		key := strings.Join(broken.Key(), ".")
		if written, ok := examples[key]; ok {
			return fmt.Errorf("line %d: %s is not written as it must be; write it as in %s", line, key, written)
		}
		return fmt.Errorf("line %d is not TOML; write settings as in %s", line, example)
	}
	return fmt.Errorf("the file is not TOML; write settings as in %s", example)
}

// names are what could stand where a key is unknown.
func names(key []string) string {
	var all []string
	for _, s := range table {
		all = append(all, s.Name)
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
