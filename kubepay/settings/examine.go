package settings

import (
	"slices"
)

// Examine loads as [Load] does, but goes on after what is wrong, and gives all
// of that: such a setting has its zero value. What is wrong in profiles that are not
// in force is found too, under their names. Only a profile that is not to be had
// ends it.
func Examine(from Sources, wanted []Setting) (loaded Settings, faults []Fault, err error) {
	if loaded, faults, err = from.load(wanted); err != nil {
		return loaded, faults, err
	}
	known := map[string]bool{}
	top := from.inProfile("", wanted)
	for _, f := range slices.Concat(faults, top) {
		known[f.Err.Error()] = true
	}
	for _, name := range Profiles(from.File) {
		if name == loaded.Profile.Name {
			continue
		}
		for _, f := range from.inProfile(name, wanted) {
			if text := f.Err.Error(); !known[text] {
				known[text] = true
				faults = append(faults, f)
			}
		}
	}
	return loaded, faults, nil
}

// inProfile finds what is wrong in one profile, or with "" at the top level, for
// whoever sets nothing besides. A token that is missing there may come from
// elsewhere.
func (from Sources) inProfile(name string, wanted []Setting) []Fault {
	lookup := from.LookupEnv
	from.LookupEnv = func(variable string) (string, bool) {
		if variable == profileSetting.Env || slices.ContainsFunc(wanted, func(s Setting) bool { return s.Env == variable }) {
			return "", false
		}
		return lookup(variable) // as hooks name it
	}
	from.Flags = map[string]string{}
	if name != "" {
		from.Flags[profileSetting.Name] = name
	}
	_, faults, err := from.load(wanted)
	if err != nil {
		faults = []Fault{{Err: err}}
	}
	faults = slices.DeleteFunc(faults, func(f Fault) bool { return f.Name == tokenName })
	for i := range faults {
		faults[i].Name = profileKey(name)
	}
	return faults
}
