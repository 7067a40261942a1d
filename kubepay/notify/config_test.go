package notify_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/notify"
)

// secret is one as the shop's server has it too.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// lookup is an environment that holds the secret.
func lookup(name string) (string, bool) {
	set := map[string]string{"SHOP_SECRET": secret, "SHORT": "whsec_aGVsbG8=", "BARE": "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "CROOKED": "whsec_MfKQ9r8!", "EMPTY": ""}
	value, ok := set[name]
	return value, ok
}

func load(t *testing.T, dir string, configs ...notify.Config) []notify.Hook {
	t.Helper()
	hooks, err := notify.Load(configs, dir, lookup)
	if err != nil {
		t.Fatal(err)
	}
	return hooks
}

func posting(name, url string) notify.Config {
	return notify.Config{Name: name, URL: url, SecretEnv: "SHOP_SECRET"}
}

func TestTheSettingsFileMakesHooks(t *testing.T) {
	var file struct {
		Notify []notify.Config `toml:"notify"`
		Sound  notify.Sound    `toml:"sound"`
	}
	err := toml.Unmarshal([]byte(`
[[notify]]
name = "printer"
on = ["paid"]
exec = ["bin/print", "--paid"]
timeout = "30s"

[[notify]]
name = "shop"
url = "https://shop.example/payments?shop=7"
secret-file = "shop.secret"

[sound]
good = ["paplay", "ok.oga"]
`), &file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "shop.secret"), []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	hooks := load(t, dir, file.Notify...)
	if h := hooks[0]; h.Exec[0] != filepath.Join(dir, "bin/print") || h.Timeout != 30*time.Second {
		t.Errorf("the printer is %v within %v", h.Exec, h.Timeout)
	}
	if h := hooks[1]; h.URL != "https://shop.example/payments?shop=7" || h.Timeout != 10*time.Second {
		t.Errorf("the shop is %v within %v", h.URL, h.Timeout)
	}
	player, err := notify.NewPlayer(file.Sound, dir, hooks)
	if err != nil || !player.Plays(true) || player.Plays(false) {
		t.Errorf("a player for good news alone: %v", err)
	}
	if player, err := notify.NewPlayer(notify.Sound{}, dir, hooks); err != nil || player.Plays(true) {
		t.Errorf("a player of nothing: %v", err)
	}
}

func TestARefusedHookIsNamedWithTheRemedy(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return name
	}
	const here = "https://shop.example/hook"
	for name, test := range map[string]struct {
		given notify.Config
		want  string
	}{
		"no name":              {notify.Config{Exec: []string{"tell"}}, `number 1: it has no name; give it one, as in name = "shop"`},
		"a name with a dot":    {notify.Config{Name: "a.b", Exec: []string{"tell"}}, "give it a plainer one"},
		"a name too long":      {notify.Config{Name: strings.Repeat("n", 41), Exec: []string{"tell"}}, "give it a shorter one"},
		"neither":              {notify.Config{Name: "shop"}, "shop: it has neither exec nor url; write which"},
		"both":                 {notify.Config{Name: "shop", Exec: []string{"tell"}, URL: here}, "shop: it has both exec and url; keep one"},
		"an unknown topic":     {notify.Config{Name: "shop", On: []string{"payed"}, Exec: []string{"tell"}}, `there is no "payed"; choose among pending, partial, paid, failed, expired, first_seen`},
		"no length of time":    {notify.Config{Name: "shop", Exec: []string{"tell"}, Timeout: "10"}, "such as 10s"},
		"no time at all":       {notify.Config{Name: "shop", Exec: []string{"tell"}, Timeout: "0s"}, "choose between 1s and 5m"},
		"an empty command":     {notify.Config{Name: "shop", Exec: []string{""}}, "exec: the command is empty; write it"},
		"a NUL":                {notify.Config{Name: "shop", Exec: []string{"tell", "a\x00b"}}, "NUL"},
		"a command's secret":   {notify.Config{Name: "shop", Exec: []string{"tell"}, SecretEnv: "SHOP_SECRET"}, "take the secret out"},
		"no address":           {posting("shop", "shop.example/hook"), "url: it is no address; write one such as https://"},
		"another scheme":       {posting("shop", "ftp://shop.example"), "write one such as https://"},
		"plain http":           {posting("shop", "http://shop.example/hook"), "write an https:// address"},
		"a password":           {posting("shop", "https://me:hidden@shop.example"), "url: it holds a user name; take that out"},
		"a fragment":           {posting("shop", here+"#top"), "write it without"},
		"no secret":            {notify.Config{Name: "shop", URL: here}, "a url needs a secret, so that others can tell who is calling; write secret-file or secret-env"},
		"two secrets":          {notify.Config{Name: "shop", URL: here, SecretEnv: "SHOP_SECRET", SecretFile: "x"}, "keep one of them"},
		"a variable not set":   {notify.Config{Name: "shop", URL: here, SecretEnv: "NOWHERE"}, "NOWHERE is not set, though secret-env names it; set it"},
		"an empty variable":    {notify.Config{Name: "shop", URL: here, SecretEnv: "EMPTY"}, "EMPTY is not set"},
		"a short secret":       {notify.Config{Name: "shop", URL: here, SecretEnv: "SHORT"}, "the secret has 5 bytes, not 24 to 64; make one with: "},
		"a bare secret":        {notify.Config{Name: "shop", URL: here, SecretEnv: "BARE"}, "the secret does not begin with whsec_; make one"},
		"a crooked secret":     {notify.Config{Name: "shop", URL: here, SecretEnv: "CROOKED"}, "the secret is not whsec_ and base64; make one"},
		"a missing file":       {notify.Config{Name: "shop", URL: here, SecretFile: "nowhere"}, "name a file that you may read"},
		"an open file":         {notify.Config{Name: "shop", URL: here, SecretFile: file("open", secret, 0o644)}, "run chmod 600"},
		"a file of other size": {notify.Config{Name: "shop", URL: here, SecretFile: file("large", strings.Repeat("x", 5000), 0o600)}, "put the secret into it, and nothing else"},
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && name == "an open file" {
				return // who may read a file is not in its mode there
			}
			_, err := notify.Load([]notify.Config{test.given}, dir, lookup)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("refused with %v, want %q in it", err, test.want)
			}
			for _, hidden := range []string{"hidden", "MfKQ9r8", "aGVsbG8"} {
				if strings.Contains(err.Error(), hidden) {
					t.Errorf("the refusal tells a secret: %v", err)
				}
			}
		})
	}
	if _, err := notify.Load([]notify.Config{posting("shop", here), posting("Shop", here)}, dir, lookup); err == nil || !strings.Contains(err.Error(), "number 2: another one is called Shop already") {
		t.Errorf("two of one name: %v", err)
	}
}

func TestNoWayOfPrintingShowsASecret(t *testing.T) {
	hooks := load(t, t.TempDir(), posting("shop", "http://localhost:1/hook"))
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		said := fmt.Sprintf(form, hooks)
		for _, hidden := range []string{"MfKQ9r8", string(key), fmt.Sprintf("%x", key), fmt.Sprint(key)} {
			if strings.Contains(said, hidden) {
				t.Errorf("%s prints the secret: %s", form, said)
			}
		}
	}
}

// change is an event of a kind that says where a payment stands.
func change(kind kubepay.ChangeKind, to string) kubepay.Event {
	return kubepay.Event{Change: kubepay.Change{Kind: kind, ID: "p1", To: to}}
}

func TestWhoIsToldOfWhat(t *testing.T) {
	hooks := load(t, t.TempDir(),
		notify.Config{Name: "shop", Exec: []string{"tell"}},
		notify.Config{Name: "printer", On: []string{"paid"}, Exec: []string{"tell"}},
		notify.Config{Name: "books", On: []string{"captured", "transaction"}, Exec: []string{"tell"}},
		notify.Config{Name: "archive", On: []string{"all"}, Exec: []string{"tell"}},
	)
	wanted := notify.Wanted(hooks)
	for name, test := range map[string]struct {
		event kubepay.Event
		want  string
	}{
		"first seen waiting": {change(kubepay.FirstSeen, "pending"), "archive"},
		"first seen paid":    {change(kubepay.FirstSeen, "paid"), "shop printer archive"},
		"paid":               {change(kubepay.StatusChanged, "paid"), "shop printer archive"},
		"partial":            {change(kubepay.StatusChanged, "partial"), "shop archive"},
		"pending again":      {change(kubepay.StatusChanged, "pending"), "archive"},
		"an unknown status":  {change(kubepay.StatusChanged, "on_hold"), "shop archive"},
		"coins":              {change(kubepay.NewTx, "1"), "books archive"},
		"captured":           {change(kubepay.Captured, "1"), "books archive"},
		"late":               {change(kubepay.Late, "1"), "shop archive"},
		"moved":              {change(kubepay.AddressMoved, "x"), "shop archive"},
		"a longer time":      {change(kubepay.ExpiryMoved, "x"), "archive"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(wanted(test.event, kubepay.Intent{}), " "); got != test.want {
				t.Errorf("told are %q, want %q", got, test.want)
			}
		})
	}
}
