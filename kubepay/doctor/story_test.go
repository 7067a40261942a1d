package doctor_test

import (
	"context"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/doctor"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/settings"
)

var update = flag.Bool("update", false, "write the golden reports anew")

// patient is what is examined in a test, which a test may spoil.
type patient struct {
	testing.TB
	home      string
	file      string // of settings
	env       map[string]string
	transport http.RoundTripper // nil for the network
	more      []doctor.Check
	hangs     chan struct{} // until it is closed, the settings are not there; nil for at once
}

// well is a shop in which all is as it should be.
func well(t testing.TB, token string) *patient {
	t.Helper()
	home := t.TempDir()
	p := &patient{TB: t, home: home, file: filepath.Join(home, "settings.toml"), env: map[string]string{
		"KUBEPAY_URL": "https://gateway.example", "KUBEPAY_TOKEN": token, "PAYWATCH_DB": filepath.Join(home, "ledger.db"),
	}}
	p.transport = sandbox.New(sandbox.Options{Unthrottled: true}).Transport()
	return p
}

func (p *patient) writes(text string, mode os.FileMode) {
	p.Helper()
	if err := os.WriteFile(p.file, []byte(text), mode); err != nil {
		p.Fatal(err)
	}
	if err := os.Chmod(p.file, mode); err != nil {
		p.Fatal(err)
	}
}

// keeps is a ledger that was made before.
func (p *patient) keeps(gateway string) *ledger.Ledger {
	p.Helper()
	l, err := ledger.Open(p.env["PAYWATCH_DB"], ledger.Options{
		Gateway: gateway, Hooks: func(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} },
	})
	if err != nil {
		p.Fatal(err)
	}
	p.Cleanup(func() { l.Close() })
	return l
}

func (p *patient) examine(ctx context.Context) (doctor.Report, error) {
	p.Helper()
	e := doctor.Examination{
		Load: func() (settings.Settings, []settings.Fault, error) {
			if p.hangs != nil {
				<-p.hangs
			}
			return settings.Examine(settings.Sources{
				LookupEnv: func(name string) (string, bool) { v, ok := p.env[name]; return v, ok },
				File:      p.file, CheckTheme: func(string) error { return nil }, CheckLang: func(string) error { return nil },
			}, settings.All())
		},
		File: p.file, Home: p.home, Version: "1.2.3",
		More: func(settings.Settings) []doctor.Check { return p.more },
	}
	if p.transport != nil {
		e.Transport = func() http.RoundTripper { return p.transport }
	}
	return e.Do(ctx)
}

// examined is the report, which must hold together.
func (p *patient) examined() report {
	p.Helper()
	r, err := p.examine(p.Context())
	if err != nil {
		p.Fatal(err)
	}
	all := report{p, r}
	all.understandable()
	return all
}

// report is a report with what a test asks of it.
type report struct {
	*patient
	doctor.Report
}

// speaksGo matches what only programmers know.
var speaksGo = regexp.MustCompile(`\*[a-z]+\.[A-Z]|strconv\.|goroutine|panic|<nil>|x509:|dial tcp|context deadline|lookup `)

// understandable insists on plain lines, on a remedy for whatever failed, and on
// JSON that says the same.
func (r report) understandable() {
	r.Helper()
	text := r.Text()
	if found := speaksGo.FindString(text); found != "" {
		r.Errorf("%q is no plain word in\n%s", found, text)
	}
	for _, f := range r.Findings {
		if f.Verdict == doctor.Failed && f.Remedy == "" {
			r.Errorf("%s %s failed without a remedy: %s", f.Group, f.Name, f.Said)
		}
		if f.Said == "" || strings.ContainsAny(f.Said+f.Remedy, "\n\x1b") {
			r.Errorf("%s %s says %q", f.Group, f.Name, f.Said)
		}
	}
	var read struct {
		Verdict string
		Checks  []struct{ Group, Name, Verdict, Said, Remedy string }
	}
	data, err := r.JSON()
	if err != nil {
		r.Fatal(err)
	}
	if err := json.Unmarshal(data, &read); err != nil || len(read.Checks) != len(r.Findings) || read.Verdict != string(r.Worst()) {
		r.Errorf("JSON says %s, %v", data, err)
	}
	for i, c := range read.Checks {
		if f := r.Findings[i]; c.Said != f.Said || c.Remedy != f.Remedy || c.Verdict != string(f.Verdict) {
			r.Errorf("JSON says %v of what is %v", c, f)
		}
	}
}

// says insists on a finding.
func (r report) says(group, name string, v doctor.Verdict, parts ...string) {
	r.Helper()
	for _, f := range r.Findings {
		if f.Group != group || f.Name != name {
			continue
		}
		whole := f.Said + "; " + f.Remedy + " (" + f.From + ")"
		for _, part := range parts {
			if !strings.Contains(whole, part) {
				r.Errorf("%s %s says %q, want %q in it", group, name, whole, part)
			}
		}
		if f.Verdict != v {
			r.Errorf("%s %s is %s (%s), want %s", group, name, f.Verdict, f.Said, v)
		}
		return
	}
	r.Errorf("nothing is said of %s %s in\n%s", group, name, r.Text())
}

// ends insists on what the command's exit code is made of.
func (r report) ends(failed int, gateway bool) {
	r.Helper()
	if n, g := r.Failed(); n != failed || g != gateway {
		r.Errorf("%d failed, and because of the gateway: %v; want %d, %v in\n%s", n, g, failed, gateway, r.Text())
	}
}

var (
	freeRoom = regexp.MustCompile(`[0-9.]+ [KMGT]?B free`)
	fileSize = regexp.MustCompile(`[0-9.]+ KB,`)
)

func (r report) golden(name string) {
	r.Helper()
	got := fileSize.ReplaceAllString(freeRoom.ReplaceAllString(r.Text(), "70.0 GB free"), "98.3 KB,")
	path := filepath.Join("..", "..", "testdata", "doctor", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			r.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			r.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		r.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		r.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

const shopSettings = `
interval = "5s"
theme = "safe"

[profile.shop]
live = true

[[notify]]
name = "shop"
url = "https://books.example/secret-path?key=hidden-in-the-query"
secret-env = "SHOP_SECRET"
`

func TestAllIsWell(t *testing.T) {
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		p := well(t, sandbox.Token(time.Now().Add(6*time.Hour-sandbox.TokenLife)))
		p.home, p.file = home, filepath.Join(home, "settings.toml")
		p.env["PAYWATCH_DB"] = filepath.Join(home, "ledger.db")
		p.env["PAYWATCH_PROFILE"], p.env["SHOP_SECRET"] = "shop", "whsec_"+strings.Repeat("A", 40)
		p.writes(shopSettings, 0o600)
		l := p.keeps("https://gateway.example")
		if _, _, err := l.Lead("ABC 17 till-2", time.Now(), nil); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		r := p.examined()
		r.ends(0, false)
		r.golden("well")
		if r.Worst() != doctor.OK {
			t.Errorf("it comes to %s", r.Worst())
		}
	})
}

func TestAllIsWrong(t *testing.T) {
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		p := well(t, sandbox.Token(time.Now().Add(-time.Hour-sandbox.TokenLife)))
		p.home, p.file = home, filepath.Join(home, "settings.toml")
		p.env["PAYWATCH_DB"] = filepath.Join(home, "ledger.db")
		p.writes("interval = \"1s\"\nids = \"ids.txt\"\n[[notify]]\nname = \"shop\"\nexec = [\"./tell\", \"s3cret-argument\"]\n[sound]\ngood = [\"no-such-player\"]\n[profile.test]\n", 0o600)
		p.env["PAYWATCH_PROFILE"] = "test"
		l := p.keeps("https://other.example")
		at := time.Now()
		in := kubepay.Intent{ID: "a1", Status: kubepay.Paid}
		record := func(id kubepay.ID) ledger.Record {
			in.ID = id
			return ledger.Record{Intent: in, Raw: []byte(`{"id":"` + id + `","status":"paid"}`), SeenAt: at, Events: []kubepay.Event{
				{Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: id, To: "paid"}, At: at},
			}}
		}
		if err := l.Record([]ledger.Record{record("a1"), record("b2")}, true); err != nil {
			t.Fatal(err)
		}
		due, err := l.Due("shop", at, 10)
		if err != nil || len(due) != 2 {
			t.Fatal(due, err)
		}
		if err := l.Failed(due[0].Number, time.Time{}, true, "410 Gone"); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Attempt(at, kubepay.Sale{AmountFiat: "1.00"}); err != nil {
			t.Fatal(err)
		}
		l.Close()
		if err := os.Chmod(p.env["PAYWATCH_DB"], 0o644); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Hour)
		r := p.examined()
		r.golden("wrong")
		if _, gateway := r.Failed(); !gateway {
			t.Error("a refused token is not the gateway's refusal")
		}
		if text := r.Text(); strings.Contains(text, "s3cret") {
			t.Errorf("a command's arguments are shown:\n%s", text)
		}
	})
}
