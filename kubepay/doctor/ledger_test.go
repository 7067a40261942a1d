package doctor_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay/doctor"
	"paywatch/kubepay/sandbox"
)

// To follow such a remedy would lock everybody out of a folder, or of a file that is
// none of paywatch's.
func TestOnlyTheModeOfALedgerIsJudged(t *testing.T) {
	p := well(t, sandbox.Token(time.Now()))
	folder, diary := filepath.Join(p.home, "open"), filepath.Join(p.home, "diary")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, diary, []byte("a diary, which is no database"))
	if err := os.Chmod(diary, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, diary} {
		p.env["PAYWATCH_DB"] = path
		if text := p.examined().Text(); strings.Contains(text, "chmod") {
			t.Errorf("of %s it says\n%s", path, text)
		}
	}
}

func TestTheLedger(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, p *patient, db string)
		line    string
		verdict doctor.Verdict
		want    string
	}{
		{"not there yet", func(t *testing.T, p *patient, db string) { remove(t, db) }, "file", doctor.OK, "is not there yet"},
		{"nor its folder", func(t *testing.T, p *patient, db string) {
			p.env["PAYWATCH_DB"] = filepath.Join(filepath.Dir(db), "a", "b", "ledger.db")
		}, "file", doctor.OK, "is not there yet"},
		{"nor can its folder be", func(t *testing.T, p *patient, db string) { p.env["PAYWATCH_DB"] = filepath.Join(db, "ledger.db") }, "file", doctor.Failed, "is no folder; choose another file with --db"},
		{"a folder", func(t *testing.T, p *patient, db string) { p.env["PAYWATCH_DB"] = filepath.Dir(db) }, "file", doctor.Failed, "is a folder; name a file in it"},
		{"no ledger", func(t *testing.T, p *patient, db string) { put(t, db, []byte("a diary, which is no database")) }, "file", doctor.Failed, "another program"},
		{"damaged in the middle", func(t *testing.T, p *patient, db string) {
			data, err := os.ReadFile(db)
			if err != nil {
				t.Fatal(err)
			}
			for i := 8192 * 2; i < len(data)-1; i++ {
				data[i] = 0xA5
			}
			put(t, db, data)
		}, "integrity", doctor.Failed, "the file is damaged"},
		{"held by another program", func(t *testing.T, p *patient, db string) {
			other, err := sql.Open("sqlite", "file:"+db+"?_pragma=locking_mode(exclusive)&_pragma=busy_timeout(0)")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { other.Close() })
			other.SetMaxOpenConns(1)
			if _, err := other.Exec("BEGIN IMMEDIATE; UPDATE ledger SET moves = moves + 1; COMMIT"); err != nil {
				t.Fatal(err)
			}
		}, "file", doctor.Failed, "another program has held the file"},
		{"open to others", func(t *testing.T, p *patient, db string) {
			if err := os.Chmod(db, 0o644); err != nil {
				t.Fatal(err)
			}
		}, "permissions", doctor.Warning, "(mode 0644); run chmod 600 ~"},
		{"of another gateway", func(t *testing.T, p *patient, db string) { p.env["KUBEPAY_URL"] = "https://new.example/a-path" }, "gateway", doctor.Failed, "https://gateway.example; choose another"},
		{"one was damaged before", func(t *testing.T, p *patient, db string) { put(t, db+".corrupt-20261126-101112", []byte("x")) }, "damaged", doctor.Warning, "set aside"},
		{"well", func(*testing.T, *patient, string) {}, "integrity", doctor.OK, "holds together"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && test.line == "permissions" {
				return // there the mode says nothing
			}
			folder := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				p := well(t, sandbox.Token(time.Now()))
				p.home = folder
				p.env["PAYWATCH_DB"] = filepath.Join(folder, "ledger.db")
				p.keeps("https://gateway.example").Close()
				test.prepare(t, p, p.env["PAYWATCH_DB"])
				r := p.examined()
				r.says(doctor.Ledger, test.line, test.verdict, test.want)
				want := 0
				if test.verdict == doctor.Failed {
					want = 1
				}
				if n, gateway := r.Failed(); n < want || want == 0 && n > 0 || gateway {
					t.Errorf("%d failed, because of the gateway: %v\n%s", n, gateway, r.Text())
				}
			})
		})
	}
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func TestWhoLeads(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		p := well(t, sandbox.Token(time.Now()))
		p.env["PAYWATCH_DB"] = filepath.Join(folder, "ledger.db")
		l := p.keeps("")
		p.examined().says(doctor.Ledger, "lead", doctor.OK, "no paywatch watches at present")
		if _, _, err := l.Lead("ABC 4711 another-host", time.Now(), nil); err != nil {
			t.Fatal(err)
		}
		p.examined().says(doctor.Ledger, "lead", doctor.OK, "process 4711 on another-host looks at the payments")
		time.Sleep(time.Minute)
		p.examined().says(doctor.Ledger, "lead", doctor.OK, "the last one, process 4711 on another-host, ended without giving up the lead")
	})
}

func TestTheSettingsFile(t *testing.T) {
	for _, test := range []struct {
		name, text string
		mode       os.FileMode
		line       string
		want       string
	}{
		{"is not TOML", "interval 5s", 0o600, "file", "line 1 is not TOML; write settings as in"},
		{"has an unknown key", "intervall = \"5s\"", 0o600, "file", `there is no setting "intervall"; choose among`},
		{"holds a token that others may read", "token = \"s3cret-s3cret\"", 0o644, "file", "holds a token but others may read it; run chmod 600 ~/settings.toml"},
		{"has a wrong value", "max-rps = 0", 0o600, "max-rps", "is no number above 0"},
		{"names ids that are not there", "ids = \"nowhere\"", 0o600, "ids", "~/nowhere cannot be read: no such file"},
		{"has a hook without a way", "[[notify]]\nname = \"x\"", 0o600, "[[notify]]", "neither exec nor url"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && test.mode == 0o644 {
				return // there the mode says nothing
			}
			synctest.Test(t, func(t *testing.T) {
				p := well(t, sandbox.Token(time.Now()))
				p.writes(test.text, test.mode)
				r := p.examined()
				r.says(doctor.Settings, test.line, doctor.Failed, test.want)
				r.says(doctor.Gateway, "answer", doctor.OK) // which the environment names
				r.ends(1, false)
			})
		})
	}
}

// A file that the settings name may lie where nothing answers.
func TestSettingsThatHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := well(t, "")
		p.hangs = make(chan struct{})
		defer close(p.hangs)
		r := p.examined()
		r.says(doctor.Settings, "file", doctor.Failed, "could not be read within 5 s")
		r.says(doctor.Notify, "sound good", doctor.OK)
	})
}

func TestNoGatewayIsChosen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for url, want := range map[string]string{
			"": "no gateway is chosen; set KUBEPAY_URL", "gateway": "is no URL", "http://gateway.example": "plain http would show the token",
			"https://me:s3cret@gateway.example": "holds a user name", "https://gateway.example?key=s3cret": "goes on after its path",
		} {
			p := well(t, sandbox.Token(time.Now()))
			p.env["KUBEPAY_URL"] = url
			r := p.examined()
			r.says(doctor.Settings, "url", doctor.Failed, want)
			r.ends(1, false)
		}
	})
}
