package settings

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

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
