package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
)

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
