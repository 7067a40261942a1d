package settings_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/settings"
)

const profiles = `
interval = "7s"
theme = "safe"

[profile.test]
live = false
url = "https://test.example"
token = "test-token"
interval = "4s"

[profile.shop]
live = true
url = "https://shop.example"
token = "shop-token"

[profile."what. is 'this'/.."]
url = "https://other.example"
`

// under are sources with a profile chosen by a flag.
func under(t *testing.T, text, profile string) settings.Sources {
	t.Helper()
	sources := from(t)
	write(t, sources.File, text, 0o600)
	sources.Flags = map[string]string{"profile": profile}
	return sources
}

func TestAProfileSaysWhatItSaysAndTheTopLevelTheRest(t *testing.T) {
	got, err := settings.Load(under(t, profiles, "test"), settings.All())
	if err != nil {
		t.Fatal(err)
	}
	if got.URL != "https://test.example" || got.Token.Reveal() != "test-token" || got.Interval != 4*time.Second || got.Theme != "safe" {
		t.Errorf("loaded %+v with the token %q", got, got.Token.Reveal())
	}
	if origin := got.Origins["interval"]; !strings.HasPrefix(origin, "profile.test.interval in ") {
		t.Errorf("the interval comes from %q", origin)
	}
	if origin := got.Origins["theme"]; !strings.HasPrefix(origin, "theme in ") {
		t.Errorf("the theme comes from %q", origin)
	}
	if got.Profile.String() != "TEST test" {
		t.Errorf("it is called %q", got.Profile)
	}

	sources := under(t, profiles, "test")
	sources.Flags["interval"] = "5s"
	sources.LookupEnv = env(map[string]string{"PAYWATCH_THEME": "dark"})
	if got, err = settings.Load(sources, settings.All()); err != nil || got.Interval != 5*time.Second || got.Theme != "dark" {
		t.Errorf("flags, and variables of which it says nothing, do not weigh more: %+v, %v", got, err)
	}
}

// Whoever names the profile on the command line means all that it says.
func TestAProfileNamedByAFlagWeighsMoreThanVariables(t *testing.T) {
	variables := map[string]string{"KUBEPAY_URL": "https://else.example", "KUBEPAY_TOKEN": "else-token", "PAYWATCH_INTERVAL": "9s"}
	sources := under(t, profiles, "test")
	sources.LookupEnv = env(variables)
	got, err := settings.Load(sources, settings.All())
	if err != nil || got.URL != "https://test.example" || got.Token.Reveal() != "test-token" || got.Interval != 4*time.Second || got.Profile.String() != "TEST test" || got.Profile.Stray != "" {
		t.Errorf("by a flag: %+v with the token %q, %v", got, got.Token.Reveal(), err)
	}
	sources.Flags = nil
	variables["PAYWATCH_PROFILE"] = "test"
	got, err = settings.Load(sources, settings.All())
	if err != nil || got.URL != "https://else.example" || got.Token.Reveal() != "else-token" || got.Interval != 9*time.Second || got.Profile.String() != "LIVE? test" {
		t.Errorf("by a variable: %+v with the token %q, %v", got, got.Token.Reveal(), err)
	}
	for _, part := range []string{"KUBEPAY_URL is https://else.example", "profile.test.url in " + sources.File + " is https://test.example", "; unset KUBEPAY_URL"} {
		if !strings.Contains(got.Profile.Stray, part) {
			t.Errorf("said is %q, want %q in it", got.Profile.Stray, part)
		}
	}
	sources.LookupEnv = env(map[string]string{"KUBEPAY_URL": "https://me:s3cret@else.example/s3cret?s3cret", "PAYWATCH_PROFILE": "test", "KUBEPAY_TOKEN": "x"})
	if got, err = settings.Load(sources, settings.All()); err != nil || got.Profile.Stray == "" || strings.Contains(got.Profile.Stray, "s3cret") {
		t.Errorf("of an address that holds a password is said %q, %v", got.Profile.Stray, err)
	}
}

func TestAProfileIsChosenByFlagOrVariable(t *testing.T) {
	for _, test := range []struct{ flag, env, want string }{
		{"", "", ""}, {"test", "", "TEST test"}, {"", "shop", "LIVE shop"}, {"test", "shop", "TEST test"}, {"what. is 'this'/..", "", "LIVE? what. is 'this'/.."},
	} {
		sources := from(t)
		write(t, sources.File, profiles, 0o600)
		if test.flag != "" {
			sources.Flags = map[string]string{"profile": test.flag}
		}
		sources.LookupEnv = env(map[string]string{"PAYWATCH_PROFILE": test.env})
		got, err := settings.Load(sources, settings.Only("db"))
		if err != nil || got.Profile.String() != test.want {
			t.Errorf("--profile %q with PAYWATCH_PROFILE=%q is %q, %v; want %q", test.flag, test.env, got.Profile, err, test.want)
		}
	}
}

func TestEachProfileHasALedgerOfItsOwn(t *testing.T) {
	folder := filepath.Dir(ledger.Path())
	for _, test := range []struct{ text, profile, want string }{
		{profiles, "test", filepath.Join(folder, "ledger-test.db")},
		{profiles, "what. is 'this'/..", filepath.Join(folder, "ledger-what. is 'this'%2F...db")},
		{"[profile.\"a\\\"b:c\\\\d%\"]", `a"b:c\d%`, filepath.Join(folder, "ledger-a%22b%3Ac%5Cd%25.db")},
		{"[profile.\"カフェ\"]", "カフェ", filepath.Join(folder, "ledger-カフェ.db")},
		{"db = \"till.db\"\n[profile.test]", "test", "HERE/till-test.db"},
		{"db = \"till.db\"\n[profile.test]\ndb = \"x/mine.db\"", "test", "HERE/x/mine.db"},
	} {
		sources := under(t, test.text, test.profile)
		got, err := settings.Load(sources, settings.Only("db"))
		if err != nil {
			t.Errorf("%q: %v", test.profile, err)
			continue
		}
		if db := strings.Replace(got.DB, filepath.Dir(sources.File), "HERE", 1); filepath.ToSlash(db) != filepath.ToSlash(test.want) {
			t.Errorf("%q is kept in %s, want %s", test.profile, db, test.want)
		}
	}
	sources := under(t, profiles, "test")
	sources.LookupEnv = env(map[string]string{"PAYWATCH_DB": "/other/ledger.db"})
	if got, err := settings.Load(sources, settings.Only("db")); err != nil || got.DB != "/other/ledger.db" {
		t.Errorf("PAYWATCH_DB gives %s, %v", got.DB, err)
	}
}

func TestAProfileThatIsNotToBeHad(t *testing.T) {
	for _, test := range []struct {
		name, text, profile string
		want                []string
	}{
		{"unknown", profiles, "live", []string{`--profile: there is no profile "live"`, "choose among shop, test,", `"what. is 'this'/.."`}},
		{"unknown, and there are none", "url = \"https://g.example\"", "live", []string{`there is no profile "live"`, "has none: write [profile.test] into it"}},
		{"empty", profiles, "", []string{"the name of the profile is empty", "choose among shop, test"}},
		{"of control characters", profiles, "a\x1b[2Jb\n", []string{"cannot be the name of a profile", "choose among shop"}},
		{"too long", profiles, strings.Repeat("x", 41), []string{"at most 40 characters", "choose among shop"}},
		{"twice but for the case", "[profile.Shop]\n[profile.shop]", "shop", []string{`"Shop" and "shop"`, "another name"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := settings.Load(under(t, test.text, test.profile), settings.Only("db"))
			if !errors.As(err, new(*settings.ProfileError)) {
				t.Fatalf("error %v", err)
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q lacks %q", err, part)
				}
			}
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("%q is not one plain sentence", err)
			}
		})
	}
	sources := from(t) // no file at all
	sources.LookupEnv = env(map[string]string{"PAYWATCH_PROFILE": "test"})
	if _, err := settings.Load(sources, settings.All()); err == nil || !strings.Contains(err.Error(), "PAYWATCH_PROFILE: there is no profile") {
		t.Errorf("without a file: %v", err)
	}
}

func TestWhatIsWrongInAProfile(t *testing.T) {
	for text, want := range map[string]string{
		"[profile.test]\nurll = 1":                   `"profile.test.urll"; choose among url, token`,
		"[profile.test]\nlive = \"yes\"":             "profile.test.live is neither true nor false",
		"[profile.test]\nurl = [1]":                  "profile.test.url is neither text nor a number",
		"[profile.test]\ninterval = \"1s\"":          "profile.test.interval in FILE: 1s is too short",
		"[profile]\nurl = \"x\"":                     "write it as in [profile.test]",
		"profile = \"test\"":                         "write it as in [profile.test]",
		"[profile.test]\n[[profile.test.notify]]":    "[[notify]] number 1: it has no name",
		"[profile.test.sound]\nfine = []":            `"profile.test.sound.fine"; choose among bad, good`,
		"[profile.test]\nnotify = [{ on = \"all\"}]": `write it as in [[notify]]`,
	} {
		sources := under(t, text, "test")
		_, err := settings.Load(sources, settings.All())
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), sources.File, "FILE"), want) {
			t.Errorf("%q is refused with %v, want %q", text, err, want)
		}
	}
}

func TestNoTokenIsSentToAnotherProfilesGateway(t *testing.T) {
	const top = "url = \"https://shop.example/\"\ntoken = \"live-token\"\n[profile.test]\n"
	for _, test := range []struct {
		name, text string
		env        map[string]string
		want       string // the token, or what is said
	}{
		{"another gateway, no token", top + "url = \"https://test.example\"", nil, "whose token is not for it"},
		{"another gateway, its token", top + "url = \"https://test.example\"\ntoken = \"its-own\"", nil, "its-own"},
		{"another gateway, declared to need none", top + "url = \"https://test.example\"\ntoken = \"\"", nil, ""},
		{"the same gateway", top + "url = \"https://SHOP.example\"", nil, "live-token"},
		{"no gateway of its own", top, nil, "live-token"},
		{"a token of the environment", top + "url = \"https://test.example\"", map[string]string{"KUBEPAY_TOKEN": "mine"}, "mine"},
		{"a token of the environment, for its gateway", "[profile.test]\nurl = \"https://test.example\"", map[string]string{"KUBEPAY_URL": "https://shop.example", "KUBEPAY_TOKEN": "live-token"}, "whose token is not for it"},
		{"a token of the environment, for the same gateway", "[profile.test]\nurl = \"https://test.example\"", map[string]string{"KUBEPAY_URL": "https://test.example/", "KUBEPAY_TOKEN": "mine"}, "mine"},
		{"a token of the environment, and none is needed", "[profile.test]\nurl = \"https://test.example\"\ntoken = \"\"", map[string]string{"KUBEPAY_URL": "https://shop.example", "KUBEPAY_TOKEN": "live-token"}, ""},
		{"a token of the environment, and a gateway of the environment", "[profile.test]\n", map[string]string{"KUBEPAY_URL": "https://shop.example", "KUBEPAY_TOKEN": "mine"}, "mine"},
		{"a gateway of the environment, the token of the top level", top, map[string]string{"KUBEPAY_URL": "https://else.example"}, "whose token is not for it"},
		{"a token for whichever gateway", "token = \"any\"\n[profile.test]\nurl = \"https://test.example\"", nil, "any"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sources := under(t, test.text, "test")
			sources.LookupEnv = env(test.env)
			got, err := settings.Load(sources, settings.All())
			if err != nil {
				if test.want == "" || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "live-token") {
					t.Errorf("refused with %v, want %q", err, test.want)
				}
				return
			}
			if got.Token.Reveal() != test.want {
				t.Errorf("the token is %q, want %q", got.Token.Reveal(), test.want)
			}
		})
	}
}

// The token of a profile is for the profile's gateway, however else one is chosen.
func TestNoTokenOfAProfileIsSentToAnotherGateway(t *testing.T) {
	sources := from(t)
	write(t, sources.File, profiles, 0o600)
	sources.LookupEnv = env(map[string]string{"KUBEPAY_URL": "https://else.example", "PAYWATCH_PROFILE": "test"})
	_, err := settings.Load(sources, settings.All())
	if err == nil || !strings.Contains(err.Error(), "KUBEPAY_URL is another gateway than profile.test.url in ") || !strings.Contains(err.Error(), "whose token is not for it; set KUBEPAY_TOKEN") || strings.Contains(err.Error(), "test-token") {
		t.Errorf("says %v", err)
	}
}

// A badge that says TEST beside a gateway that the environment chose would be
// worse than none.
func TestAnotherGatewayThanTheProfilesIsNotVouchedFor(t *testing.T) {
	for url, want := range map[string]settings.Standing{
		"https://else.example": settings.Unsure, "https://test.example/": settings.Trial, "": settings.Trial,
	} {
		sources := from(t)
		write(t, sources.File, profiles, 0o600)
		sources.LookupEnv = env(map[string]string{"KUBEPAY_URL": url, "KUBEPAY_TOKEN": "mine", "PAYWATCH_PROFILE": "test"})
		got, err := settings.Load(sources, settings.All())
		if err != nil || got.Profile.Standing != want {
			t.Errorf("with KUBEPAY_URL=%s it is %q, %v; want %q", url, got.Profile.Standing, err, want)
		}
	}
}

func TestAProfileMayTellOthersOrNobody(t *testing.T) {
	for text, want := range map[string]string{
		hooks + "[profile.test]":              "shop books sound",
		hooks + "[profile.test]\nnotify = []": "sound",
		hooks + "[[profile.test.notify]]\nname = \"dev\"\nexec = [\"true\"]\n[profile.test.sound]\n": "dev",
	} {
		sources := under(t, text, "test")
		sources.LookupEnv = env(map[string]string{"BOOKS_SECRET": "whsec_" + strings.Repeat("A", 40)})
		got, err := settings.Load(sources, settings.All())
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var told []string
		for _, h := range got.Hooks {
			told = append(told, h.Name)
		}
		if got.Player.Plays(true) {
			told = append(told, "sound")
		}
		if said := strings.Join(told, " "); said != want {
			t.Errorf("%q tells %q, want %q", text, said, want)
		}
	}
}

func TestATokenInAnyProfileIsForItsOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // there the mode says nothing
	}
	for text, mode := range map[string]os.FileMode{
		"[profile.test]\n[profile.shop]\ntoken = \"s3cret\"":                                  0o644,
		"[profile.test]\n[[profile.shop.notify]]\nname = \"x\"\nexec = [\"true\"]":            0o622,
		"[profile.test]\ntoken = \"s3cret\"":                                                  0o640,
		"token = \"s3cret\"\n[profile.test]\nurl = \"https://other.example\"\ntoken = \"\"\n": 0o604,
	} {
		sources := under(t, text, "test")
		if err := os.Chmod(sources.File, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := settings.Load(sources, settings.All()); err == nil || !strings.Contains(err.Error(), "run chmod ") || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q of mode %o gives %v", text, mode, err)
		}
	}
}

// All that is wrong is found at once, and what is right is loaded.
func TestExamineGoesOnAfterWhatIsWrong(t *testing.T) {
	sources := from(t)
	write(t, sources.File, "url = \"https://g.example\"\ninterval = \"1s\"\ntoken = \"a\"\ntoken-file = \"b\"\n[[notify]]\nname = \"x\"", 0o600)
	sources.LookupEnv = env(map[string]string{"PAYWATCH_KEEP": "1h"})
	got, faults, err := settings.Examine(sources, settings.All())
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for _, f := range faults {
		wrong = append(wrong, f.Name)
	}
	if said := fmt.Sprint(wrong); said != "[token interval keep [[notify]]]" {
		t.Errorf("wrong are %s", said)
	}
	if got.URL != "https://g.example" || got.MaxRPS != 200 || got.Token.Reveal() != "" {
		t.Errorf("loaded %+v", got)
	}
	write(t, sources.File, "url = ", 0o600)
	if got, faults, err = settings.Examine(sources, settings.All()); err != nil || len(faults) == 0 || faults[0].Name != "" || got.MaxRPS != 200 {
		t.Errorf("a file that cannot be understood gives %+v, %v, %v", got, faults, err)
	}
}

// What is wrong in a profile is found before somebody chooses it.
func TestExamineFindsWhatIsWrongInEveryProfile(t *testing.T) {
	const good = "url = \"https://g.example\"\ntoken = \"a\"\n[profile.fine]\nurl = \"https://fine.example\"\n"
	for text, want := range map[string]string{
		good:                                    "",
		good + "[profile.test]\nlive = \"yes\"": "profile.test: FILE: profile.test.live is neither true nor false",
		good + "[profile.test]\nurl = [1]":      "profile.test: FILE: profile.test.url is neither text nor a number",
		good + "[profile.test]\ninterval = \"1s\"\n[profile.test.kiosk]\ndwell = \"0s\"": "profile.test: profile.test.interval in FILE: 1s is too short",
		good + "[[profile.test.notify]]\nname = \"x\"":                                   "profile.test: FILE: [[notify]] x: it has neither exec nor url",
		good + "[profile.test]\n[profile.TEST]":                                          "differ in their letters' case alone",
		"interval = \"1s\"\n" + good + "[profile.test]":                                  "interval: interval in FILE",
	} {
		sources := from(t)
		write(t, sources.File, text, 0o600)
		sources.LookupEnv = env(map[string]string{"KUBEPAY_URL": "https://else.example", "KUBEPAY_TOKEN": "x"})
		_, faults, err := settings.Examine(sources, settings.All())
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var said []string
		for _, f := range faults {
			said = append(said, strings.ReplaceAll(f.Name+": "+f.Err.Error(), sources.File, "FILE"))
		}
		if all := strings.Join(said, "\n"); len(said) > 2 || (want == "") != (all == "") || !strings.Contains(all, want) {
			t.Errorf("%q: found %q, want %q", text, all, want)
		}
		if _, err := settings.Load(sources, settings.All()); (err != nil) != strings.HasPrefix(want, "interval") {
			t.Errorf("%q: who chose no profile is told %v", text, err)
		}
	}
}

func FuzzProfileName(f *testing.F) {
	for _, name := range []string{"test", "../../etc", "a b", `"`, "'", "a.b", "\x00", "CON", "é", strings.Repeat("x", 50), "\u202e"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		sources := from(t)
		write(t, sources.File, fmt.Sprintf("[profile.%q]\n[profile.known]\n", name), 0o600)
		sources.Flags = map[string]string{"profile": name}
		got, err := settings.Load(sources, settings.Only("db"))
		if err != nil {
			if strings.ContainsAny(strings.ReplaceAll(err.Error(), sources.File, "FILE"), "\n\r\x1b\x00") {
				t.Errorf("%q is not one plain sentence", err)
			}
			return
		}
		if filepath.Dir(got.DB) != filepath.Dir(ledger.Path()) || len(filepath.Base(got.DB)) > 200 || !strings.HasPrefix(filepath.Base(got.DB), "ledger-") {
			t.Errorf("%q is kept in %q", name, got.DB)
		}
	})
}
