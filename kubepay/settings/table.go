package settings

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
)

// Setting is one thing to choose.
type Setting struct {
	Name    string // of the key in the settings file, and of the flag unless that has its own
	Flag    string // its own name of the flag, "" for none
	Env     string // the environment variable
	Default string // "" if nothing is chosen without being asked
	Help    string
	NoFlag  bool // a command line is for everyone on the machine to read
	Switch  bool // on or off: the flag needs no value
	Hidden  bool // may hold a secret, and is never shown
	Table   bool // a table of the settings file, and chosen nowhere else

	set func(*Settings, string) error
}

const (
	urlName       = "url"
	tokenName     = "token"
	tokenFileName = "token-file"
	themeName     = "theme"
	asciiName     = "ascii"
	langName      = "lang"
	stationName   = "station"
	idsName       = "ids"
	dbName        = "db"
	notifyName    = "[[notify]]"
)

// FlagName is the name of its flag, as it is written after two hyphens.
func (s Setting) FlagName() string {
	if s.Flag != "" {
		return s.Flag
	}
	return s.Name
}

// All lists what there is to choose.
func All() []Setting { return table }

// Look lists what there is to choose of how things look.
func Look() []Setting { return Only(themeName, asciiName, langName) }

// Only lists what there is to choose under some names.
func Only(names ...string) []Setting {
	var some []Setting
	for _, name := range names {
		s := byName(name)
		if s.Name == "" {
			panic("settings: there is no " + name) // a slip of a programmer's
		}
		some = append(some, s)
	}
	return some
}

var table = []Setting{
	{Name: urlName, Env: "KUBEPAY_URL", Hidden: true, Help: "the gateway's address, as KubePay gave it to you", set: func(s *Settings, v string) error {
		s.URL = v // the client judges it, and never quotes it: it may hold a password
		return nil
	}},
	{Name: tokenName, Env: "KUBEPAY_TOKEN", NoFlag: true, Hidden: true, Help: "your token; without one, payments are looked at as a shop front does", set: func(s *Settings, v string) error {
		s.Token = NewSecret(v)
		return nil
	}},
	{Name: tokenFileName, Env: "KUBEPAY_TOKEN_FILE", Help: "a file that holds your token alone", set: (*Settings).readToken},
	{Name: "interval", Env: "PAYWATCH_INTERVAL", Default: "10s", Help: "between two looks at one payment, 3s or more", set: setInterval},
	{Name: "max-rps", Env: "PAYWATCH_MAX_RPS", Default: "200", Help: "at most so many requests a second in all", set: setMaxRPS},
	{Name: themeName, Env: "PAYWATCH_THEME", Default: "auto", Help: "colours: auto, dark, light, contrast, safe or plain", set: asGiven(func(s *Settings) *string { return &s.Theme })},
	{Name: asciiName, Env: "PAYWATCH_ASCII", Default: "false", Switch: true, Help: "draw with ASCII characters alone", set: setASCII},
	{Name: langName, Env: "PAYWATCH_LANG", Help: "the languages in which customers are spoken to, in turn, as in es,en; by default the machine's", set: asGiven(func(s *Settings) *string { return &s.Lang })},
	{Name: stationName, Env: "PAYWATCH_STATION", Help: "the name of this till: written into the metadata of its sales, and the only one whose sales its display shows", set: setStation},
	{Name: idsName, Env: "PAYWATCH_IDS", Help: "a file with the ids to watch, besides those given", set: asGiven(func(s *Settings) *string { return &s.IDs })},
	{Name: dbName, Env: "PAYWATCH_DB", Default: ledger.Path(), Help: "the file in which everything is kept", set: func(s *Settings, v string) error {
		if v == "" {
			return errors.New("it is empty; name a file")
		}
		s.DB = v
		return nil
	}},
	{Name: "keep", Env: "PAYWATCH_KEEP", Default: "400d", Help: "for how long a payment that is over is kept", set: setKeep},
	{Name: notifyName, Table: true, Help: "who is to be told of changes: name, on, and exec or url with secret-file or secret-env, timeout"},
	{Name: "[sound]", Table: true, Help: "commands that play a sound: good and bad"},
}

// asGiven sets a text that needs no reading, or is read by who uses it.
func asGiven(at func(*Settings) *string) func(*Settings, string) error {
	return func(s *Settings, v string) error {
		*at(s) = v
		return nil
	}
}

// mostQuoted is how much of a value is said back that is refused.
const mostQuoted = 60

// maxStation is how many characters of a station's name there may be.
const maxStation = 40

func setStation(s *Settings, v string) error {
	if name := kubepay.Clean(v, maxStation); name != v {
		return fmt.Errorf("%q is no name for a station; choose one of up to %d plain characters, such as front", kubepay.Clean(v, maxStation), maxStation)
	}
	s.Station = v
	return nil
}

func setInterval(s *Settings, v string) error {
	d, ok := kubepay.ParseLength(v)
	switch {
	case !ok:
		return fmt.Errorf("%q is no length of time; write it with its unit, such as 10s", kubepay.Clean(v, mostQuoted))
	case d < watch.Gap:
		return fmt.Errorf("%s is too short: KubePay asks for %v between two looks at a payment; choose %[2]v or more", v, watch.Gap)
	}
	s.Interval = d
	return nil
}

func setMaxRPS(s *Settings, v string) error {
	n, err := strconv.ParseFloat(v, 64)
	if err != nil || !(n > 0) || math.IsInf(n, 0) {
		return fmt.Errorf("%q is no number above 0; write how many requests a second there may be, such as 50", kubepay.Clean(v, mostQuoted))
	}
	s.MaxRPS = n
	return nil
}

// shortestKeep is how long a payment is kept at least: what was sold today must
// be in today's totals.
const shortestKeep = 24 * time.Hour

func setKeep(s *Settings, v string) error {
	d, ok := kubepay.ParseLength(v)
	switch {
	case !ok:
		return fmt.Errorf("%q is no length of time; write it with its unit, such as 400d", kubepay.Clean(v, mostQuoted))
	case d < shortestKeep:
		return fmt.Errorf("%s is too short: payments of today would be lost; choose 1d or more", v)
	}
	s.Keep = d
	return nil
}

func setASCII(s *Settings, v string) error {
	on, err := strconv.ParseBool(v)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false; write one of them", kubepay.Clean(v, mostQuoted))
	}
	s.ASCII = on
	return nil
}

// clean refuses what no value may hold, so that a value can be quoted.
func clean(v string) (string, error) {
	if strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", errors.New("the value holds a control character; write it on one line, as plain text")
	}
	return strings.TrimSpace(v), nil
}
