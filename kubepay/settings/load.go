package settings

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"paywatch/kubepay/notify"
)

// Sources are where choices are looked for.
type Sources struct {
	Flags      map[string]string           // those that were given, by setting
	LookupEnv  func(string) (string, bool) // as os.LookupEnv; an empty variable counts as not set
	File       string                      // path; a file that is not there chooses nothing
	CheckTheme func(string) error          // knows the themes there are
	CheckLang  func(string) error          // knows the languages there are
}

// layer is one source: its values by setting, and how an error and
// [Settings.Origins] call the place of one.
type layer struct {
	of     source
	values map[string]string
	place  func(Setting) string
}

// source is what kind of source a layer is.
type source int

const (
	ofFlags source = iota
	ofVariables
	ofProfile // of the settings file
	ofFile    // its top level
	ofNobody  // the defaults
)

// Load merges the sources: flags over environment over file over defaults. In the
// file, the profile that was asked for weighs more than the top level; where a flag
// asked for it, it weighs more than the environment, too. Only what is wanted, such as [All] or [Look], is read, and so nothing else is refused.
func Load(from Sources, wanted []Setting) (Settings, error) {
	loaded, faults, err := from.load(wanted)
	if err == nil && len(faults) > 0 {
		err = faults[0].Err
	}
	if err != nil {
		return Settings{}, err
	}
	return loaded, nil
}

// Fault is what is wrong with a setting.
type Fault struct {
	Name string // of the setting, "" for the file as a whole, profile.NAME for another profile
	Err  error  // says where it stands, what is wrong with it, and the remedy
}

// load goes on after what is wrong, and gives all of that.
func (from Sources) load(wanted []Setting) (loaded Settings, faults []Fault, err error) {
	loaded.Origins, loaded.Values = map[string]string{}, map[string]string{}
	wrong := func(name string, err error) {
		if err != nil {
			faults = append(faults, Fault{name, err})
		}
	}
	file, err := from.readFile(wanted)
	var unknown *ProfileError
	if errors.As(err, &unknown) {
		return Settings{}, nil, err
	}
	wrong("", err)
	layers := from.layers(file, wanted)
	loaded.Profile = file.inForce
	if stray, said := strays(layers, loaded.Profile.Name); stray {
		loaded.Profile.Standing, loaded.Profile.Stray = Unsure, said
	}
	layers, err = oneToken(layers)
	wrong(tokenName, err)
	for _, setting := range wanted {
		for _, l := range layers {
			text, ok := l.values[setting.Name]
			if !ok {
				continue
			}
			if err := loaded.choose(setting, text, from); err != nil {
				wrong(setting.Name, fmt.Errorf("%s: %w", l.place(setting), err))
				break
			}
			loaded.Origins[setting.Name] = l.place(setting)
			if !setting.Hidden {
				loaded.Values[setting.Name] = text
			}
			break
		}
	}
	if err := loaded.take(file.tables, filepath.Dir(from.File), from.LookupEnv); err != nil {
		wrong(notifyName, fmt.Errorf("%s: %w", from.File, err))
	}
	return loaded, faults, nil
}

// layers are the sources, the one that weighs most first.
func (from Sources) layers(file contents, wanted []Setting) []layer {
	layers := []layer{
		{ofFlags, from.Flags, func(s Setting) string { return "--" + s.FlagName() }},
		{ofVariables, environment(from.LookupEnv, wanted), func(s Setting) string { return s.Env }},
	}
	if name := file.inForce.Name; name != "" {
		profile := layer{ofProfile, file.profile, func(s Setting) string { return profileKey(name) + "." + s.Name + " in " + from.File }}
		after := 2
		if _, flag := from.Flags[profileSetting.Name]; flag {
			after = 1
		}
		layers = append(slices.Insert(layers, after, profile),
			layer{ofNobody, map[string]string{dbName: ledgerOf(file.values[dbName], name)}, func(Setting) string { return "default of " + profileKey(name) }},
		)
	}
	return append(layers,
		layer{ofFile, file.values, func(s Setting) string { return s.Name + " in " + from.File }},
		layer{ofNobody, defaults(wanted), func(Setting) string { return "default" }},
	)
}

// take takes in what only the file can say.
func (s *Settings) take(c choices, dir string, lookupEnv func(string) (string, bool)) (err error) {
	if s.Hooks, err = notify.Load(c.Notify, dir, lookupEnv); err != nil {
		return err
	}
	if c.Sound != nil {
		s.Player, err = notify.NewPlayer(*c.Sound, dir, s.Hooks)
	}
	return err
}

func (s *Settings) choose(setting Setting, text string, from Sources) error {
	text, err := clean(text)
	if err != nil {
		return err
	}
	switch setting.Name {
	case themeName:
		err = from.CheckTheme(text)
	case langName, kioskLangName:
		err = from.CheckLang(text)
	}
	if err != nil {
		return err
	}
	return setting.set(s, text)
}

func environment(lookup func(string) (string, bool), wanted []Setting) map[string]string {
	values := map[string]string{}
	for _, setting := range wanted {
		if setting.Env == "" {
			continue
		}
		if v, ok := lookup(setting.Env); ok && v != "" {
			values[setting.Name] = v
		}
	}
	return values
}

func defaults(wanted []Setting) map[string]string {
	values := map[string]string{}
	for _, setting := range wanted {
		if setting.Default != "" {
			values[setting.Name] = setting.Default
		}
	}
	return values
}

// oneToken drops what a heavier source overrules: a token and a file that holds
// one are two ways to choose the same thing. With an error there is none at all.
func oneToken(layers []layer) ([]layer, error) {
	none := func(err error) ([]layer, error) {
		for i, l := range layers {
			layers[i].values = without(l.values, tokenName, tokenFileName)
		}
		return layers, err
	}
	if err := strangersToken(layers); err != nil {
		return none(err)
	}
	chosen := false
	for i, l := range layers {
		_, token := l.values[tokenName]
		_, file := l.values[tokenFileName]
		if token && file {
			return none(fmt.Errorf("%s and %s are both set; keep one of them",
				l.place(byName(tokenName)), l.place(byName(tokenFileName))))
		}
		if chosen {
			layers[i].values = without(l.values, tokenName, tokenFileName)
		}
		chosen = chosen || token || file
	}
	return layers, nil
}

func without(values map[string]string, names ...string) map[string]string {
	kept := map[string]string{}
	for name, v := range values {
		kept[name] = v
	}
	for _, name := range names {
		delete(kept, name)
	}
	return kept
}

func byName(name string) Setting {
	for _, some := range [][]Setting{table, kioskTable} {
		if i := slices.IndexFunc(some, func(s Setting) bool { return s.Name == name }); i >= 0 {
			return some[i]
		}
	}
	return Setting{}
}
