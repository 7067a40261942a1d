package settings

import (
	"fmt"
	"path/filepath"

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
	values map[string]string
	place  func(Setting) string
}

// Load merges the sources: flags over environment over file over defaults.
func Load(from Sources) (Settings, error) { return LoadOnly(from, All()) }

// LoadOnly merges as [Load] does, but only what is wanted, such as [Look]:
// nothing else is read, and so nothing else is refused.
func LoadOnly(from Sources, wanted []Setting) (Settings, error) {
	file, err := readFile(from.File, wanted)
	if err != nil {
		return Settings{}, err
	}
	layers := []layer{
		{from.Flags, func(s Setting) string { return "--" + s.Name }},
		{environment(from.LookupEnv, wanted), func(s Setting) string { return s.Env }},
		{file.values, func(s Setting) string { return s.Name + " in " + from.File }},
		{defaults(wanted), func(Setting) string { return "default" }},
	}
	if layers, err = oneToken(layers); err != nil {
		return Settings{}, err
	}

	loaded := Settings{Origins: map[string]string{}}
	for _, setting := range wanted {
		for _, l := range layers {
			text, ok := l.values[setting.Name]
			if !ok {
				continue
			}
			if err := loaded.choose(setting, text, from); err != nil {
				return Settings{}, fmt.Errorf("%s: %w", l.place(setting), err)
			}
			loaded.Origins[setting.Name] = l.place(setting)
			break
		}
	}
	if err := loaded.take(file.tables, filepath.Dir(from.File), from.LookupEnv); err != nil {
		return Settings{}, fmt.Errorf("%s: %w", from.File, err)
	}
	return loaded, nil
}

// take takes in what only the file can say.
func (s *Settings) take(d document, dir string, lookupEnv func(string) (string, bool)) (err error) {
	if s.Hooks, err = notify.Load(d.Notify, dir, lookupEnv); err != nil {
		return err
	}
	s.Player, err = notify.NewPlayer(d.Sound, dir, s.Hooks)
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
	case langName:
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
// one are two ways to choose the same thing.
func oneToken(layers []layer) ([]layer, error) {
	chosen := false
	for i, l := range layers {
		_, token := l.values[tokenName]
		_, file := l.values[tokenFileName]
		if token && file {
			return nil, fmt.Errorf("%s and %s are both set; keep one of them",
				l.place(byName(tokenName)), l.place(byName(tokenFileName)))
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
	for _, s := range table {
		if s.Name == name {
			return s
		}
	}
	return Setting{}
}
