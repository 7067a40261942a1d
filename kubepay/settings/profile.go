package settings

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Profile is the [profile.NAME] of the settings file that is in force. What it
// does not say comes from the file's top level.
type Profile struct {
	Name     string // "" where none is chosen
	Standing Standing

	// Stray says, where a variable chose another gateway than the profile's, which
	// two there are: a command that makes something there must not go on.
	Stray string
}

// Standing is whether a profile's gateway takes real money, in the word that is
// shown.
type Standing string

// Every standing. A profile that does not say so is not taken for either: whoever
// took it for a test might give away what is paid for in earnest, or the other
// way round.
const (
	Live   Standing = "LIVE"
	Trial  Standing = "TEST"
	Unsure Standing = "LIVE?" // it does not say, or another gateway than its own was chosen
)

// String is the profile as it is shown, such as "LIVE shop", "" where there is
// none.
func (p Profile) String() string {
	if p.Name == "" {
		return ""
	}
	return string(p.Standing) + " " + p.Name
}

// profileSetting chooses among the profiles of the settings file.
var profileSetting = Setting{
	Name: "profile", Env: "PAYWATCH_PROFILE",
	Help: "the [profile.NAME] of the settings file to use, such as test; named here, it weighs more than variables",
}

// ProfileSetting is what every command may be told besides its own settings:
// which profile of the settings file is in force.
func ProfileSetting() Setting { return profileSetting }

// ProfileError tells that the profile which was asked for is not to be had.
type ProfileError struct{ err error }

// Error says where it was asked for, and which profiles there are.
func (e *ProfileError) Error() string { return e.err.Error() }

// profile is what one [profile.NAME] says.
type profile struct {
	choices
	Live any `toml:"live"`
}

const maxProfileName = 40 // characters

// wantedProfile is the name that was asked for, and where.
func (from Sources) wantedProfile() (name, place string, asked bool) {
	if name, ok := from.Flags[profileSetting.Name]; ok {
		return name, "--" + profileSetting.Name, true
	}
	if name, ok := from.LookupEnv(profileSetting.Env); ok && name != "" {
		return name, profileSetting.Env, true
	}
	return "", "", false
}

// chooseProfile finds a profile in the file.
func (d document) chooseProfile(name, place, path string) error {
	known := d.profileNames()
	remedy := "choose among " + strings.Join(known, ", ")
	if len(known) == 0 {
		remedy = fmt.Sprintf("%s has none: write [profile.test] into it", path)
	}
	var why string
	switch _, found := d.Profile[name]; {
	case name == "":
		why = "the name of the profile is empty"
	case !profileName(name):
		why = fmt.Sprintf("%q cannot be the name of a profile, which is one line of at most %d characters", kubepay.Clean(name, maxProfileName), maxProfileName)
	case !found:
		why = fmt.Sprintf("there is no profile %q", name)
	default:
		return d.alone(name)
	}
	return &ProfileError{fmt.Errorf("%s: %s; %s", place, why, remedy)}
}

// alone refuses two profiles whose ledgers would be one file where the case of
// letters does not tell names apart.
func (d document) alone(name string) error {
	for other := range d.Profile {
		if other != name && strings.EqualFold(other, name) {
			return &ProfileError{fmt.Errorf("the profiles %q and %q differ in their letters' case alone; give one of them another name", min(name, other), max(name, other))}
		}
	}
	return nil
}

func profileName(name string) bool {
	return name != "" && kubepay.Clean(name, maxProfileName) == name
}

// profileNames are those that can be chosen, as they are typed.
func (d document) profileNames() []string {
	names := slices.Sorted(maps.Keys(d.Profile))
	names = slices.DeleteFunc(names, func(name string) bool { return !profileName(name) })
	for i, name := range names {
		if !bare(name) {
			names[i] = strconv.Quote(name)
		}
	}
	return names
}

// bare tells whether TOML takes the name as a key without quotes.
func bare(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	})
}

// profileKey is the profile as the settings file calls it.
func profileKey(name string) string {
	if !bare(name) {
		name = strconv.Quote(name)
	}
	return "profile." + name
}

// Profiles are the names of the profiles in a settings file, for completion. A
// file that cannot be understood has none.
func Profiles(path string) []string {
	data, _, err := readSmall(path)
	if err != nil {
		return nil
	}
	d, err := decode(data)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(d.Profile)), func(name string) bool { return !profileName(name) })
}

// standing is what the profile says of its gateway.
func (p profile) standing() (Standing, error) {
	switch live := p.Live.(type) {
	case nil:
		return Unsure, nil
	case bool:
		if live {
			return Live, nil
		}
		return Trial, nil
	}
	return "", errors.New("live is neither true nor false; write it as in live = true")
}

// ledgerOf is where a profile keeps its payments unless somebody says otherwise:
// beside those of no profile, since one file is of one gateway. Whatever the name
// holds, it is that of a file.
func ledgerOf(base, name string) string {
	if base == "" {
		base = ledger.Path()
	}
	end := filepath.Ext(base)
	return strings.TrimSuffix(base, end) + "-" + fileName(name) + end
}

// fileName writes what no file's name may hold, on one system or another, as it is
// written in a URL.
func fileName(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r == ' ' || unicode.IsPrint(r) && !strings.ContainsRune(`%/\:*?"<>|`, r) {
			b.WriteRune(r)
			continue
		}
		for _, octet := range []byte(string(r)) {
			fmt.Fprintf(&b, "%%%02X", octet)
		}
	}
	return b.String()
}
