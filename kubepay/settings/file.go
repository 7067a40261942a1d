package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/pelletier/go-toml/v2"
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
	IDs       any `toml:"ids"`
}

func (d document) byName() map[string]any {
	return map[string]any{
		"url": d.URL, tokenName: d.Token, tokenFileName: d.TokenFile, "interval": d.Interval,
		"max-rps": d.MaxRPS, themeName: d.Theme, asciiName: d.ASCII, idsName: d.IDs,
	}
}

// readFile reads what is wanted of the settings file. One that is not there is
// empty.
func readFile(path string, wanted []Setting) (map[string]string, error) {
	data, open, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the settings file cannot be read: %w; mend it or move it away", err)
	}
	values, err := parse(data, wanted)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if _, ok := values[tokenName]; ok && open {
		return nil, fmt.Errorf("%s holds a token but others may read it; run chmod 600 %[1]s, or move the token to a file of its own and name that as token-file", path)
	}
	for _, name := range []string{tokenFileName, idsName} {
		if v, ok := values[name]; ok && v != "" && !filepath.IsAbs(v) {
			values[name] = filepath.Join(filepath.Dir(path), v) // not wherever paywatch is started
		}
	}
	return values, nil
}

// parse reads what is wanted of the document, as text by setting.
func parse(data []byte, wanted []Setting) (map[string]string, error) {
	var d document
	decoder := toml.NewDecoder(bytes.NewReader(data))
	if err := decoder.DisallowUnknownFields().Decode(&d); err != nil {
		return nil, tomlError(err)
	}
	values, written := map[string]string{}, d.byName()
	for _, setting := range wanted {
		switch v := written[setting.Name].(type) {
		case nil:
		case string, int64, float64, bool:
			values[setting.Name] = fmt.Sprint(v)
		default:
			return nil, fmt.Errorf("%s is neither text nor a number; write it as in %s", setting.Name, example)
		}
	}
	return values, nil
}

const example = `interval = "10s"`

// tomlError says in which line the file cannot be understood. It never quotes
// the line, which may hold a token.
func tomlError(err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		first := unknown.Errors[0]
		line, _ := first.Position()
		return fmt.Errorf("line %d: there is no setting %q; choose among %s", line, strings.Join(first.Key(), "."), names())
	}
	var broken *toml.DecodeError
	if errors.As(err, &broken) {
		line, _ := broken.Position()
		return fmt.Errorf("line %d is not TOML; write settings as in %s", line, example)
	}
	return fmt.Errorf("the file is not TOML; write settings as in %s", example)
}

func names() string {
	var all []string
	for _, s := range table {
		all = append(all, s.Name)
	}
	return strings.Join(all, ", ")
}

// readToken reads the file that holds the token alone.
func (s *Settings) readToken(path string) error {
	data, open, err := readSmall(path)
	if err != nil {
		return fmt.Errorf("the token's file cannot be read: %w; name a file that you may read and that holds your token alone", err)
	}
	token := strings.TrimSpace(string(data))
	if token == "" {
		return fmt.Errorf("%s is empty; put the token into it, and nothing else", path)
	}
	if open {
		s.Warnings = append(s.Warnings, fmt.Sprintf("others may read the token in %s; run chmod 600 %[1]s", path))
	}
	s.Token = NewSecret(token)
	return nil
}

// readSmall reads a file, and tells whether others than its owner may read it.
// Windows keeps that elsewhere than in the mode: there it is false.
func readSmall(path string) (data []byte, open bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, plainly(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, false, plainly(err)
	}
	data, err = io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, false, plainly(err)
	}
	if len(data) > maxFile {
		return nil, false, fmt.Errorf("%s is larger than %d KiB", path, maxFile>>10)
	}
	return data, runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0, nil
}

// plainly says what failed on which file, without the system call.
func plainly(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return err
}
