package keeper

import (
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

// ruin deletes the file or overwrites it with nonsense, with what SQLite keeps
// beside it or without.
func (s *town) ruin(how string) {
	s.Helper()
	for _, path := range []string{s.path, s.path + "-wal", s.path + "-shm"} {
		var err error
		switch how {
		case "deleted":
			err = os.Remove(path)
		case "deleted alone":
			if path == s.path {
				err = os.Remove(path)
			}
		case "overwritten":
			var file *os.File
			if file, err = os.OpenFile(path, os.O_RDWR, 0); err == nil {
				_, err = file.WriteAt([]byte(strings.Repeat("nonsense", 8192)), 0)
				file.Close()
			}
		case "overwritten alone":
			if path == s.path {
				s.checkpoint()
				err = os.WriteFile(path, []byte(strings.Repeat("nonsense", 1<<17)), 0o600)
			}
		}
		if err != nil && !os.IsNotExist(err) {
			s.Fatal(err)
		}
	}
}

// checkpoint has all that the log holds moved into the file, as happens now and then.
func (s *town) checkpoint() {
	db, err := sql.Open("sqlite", s.path)
	if err != nil {
		s.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		s.Fatal(err)
	}
}

func TestALedgerThatIsRuinedIsBegunAnew(t *testing.T) {
	for _, how := range []string{"deleted", "deleted alone", "overwritten", "overwritten alone"} {
		t.Run(how, func(t *testing.T) {
			story(t, func(s *town) {
				p := s.start("till", Options{})
				display := s.start("display", Options{})
				s.wait(time.Second)
				p.Add("a", "b", "c")
				s.wait(10 * time.Second)
				s.set(kubepay.Partial, "a")
				s.wait(15 * time.Second)
				s.ruin(how)
				s.wait(5 * time.Second)
				s.set(kubepay.Paid, "a")
				s.wait(25 * time.Second)
				for _, p := range []*program{p, display} {
					if got := p.status("a"); got != "paid" {
						t.Errorf("the %s shows %s", p.name, got)
					}
					if diff := cmp.Diff([]string{"a first_seen pending", "a status partial", "a status paid"}, p.timeline("a")); diff != "" {
						t.Errorf("the %s: %s", p.name, diff)
					}
					if r := p.recording(); !r.Since.IsZero() {
						t.Errorf("the %s is not recording: %+v", p.name, r)
					}
				}
				kept := s.kept("a")
				told := short(kept.Events)
				if kept.Intent == nil || kept.Intent.Status != "paid" || !kept.Watched || len(told) == 0 || told[len(told)-1] != "a status paid" {
					t.Errorf("in the file is %+v", kept)
				}
				if how != "overwritten" && len(told) != 3 {
					t.Errorf("in the file is %v, want all that happened", told)
				}
				if kept := s.kept("b"); kept.Intent == nil || kept.Intent.Status != "pending" || !kept.Watched {
					t.Errorf("in the file is %+v", kept)
				}
				aside, err := filepath.Glob(s.path + ".corrupt-*")
				if err != nil {
					t.Fatal(err)
				}
				if strings.HasPrefix(how, "overwritten") && (len(aside) == 0 || len(p.said())+len(display.said()) == 0) {
					t.Errorf("set aside: %v; told %v", aside, p.said())
				}
				s.wait(30 * time.Second)
				for _, p := range []*program{p, display} {
					told := p.told()
					if told = slices.DeleteFunc(told, func(s string) bool { return strings.Contains(s, "first_seen") }); len(told) != 2 {
						t.Errorf("the %s was told %v", p.name, p.told())
					}
				}
			})
		})
	}
}

func TestOldPaymentsAreLetGo(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{Keep: 24 * time.Hour})
		p.Add("paid", "open")
		s.set(kubepay.Paid, "paid")
		s.wait(time.Minute)
		p.quit()
		s.wait(49 * time.Hour)
		p = s.start("till again", Options{Keep: 24 * time.Hour})
		s.wait(30 * time.Second)
		if p.status("open") != "pending" {
			t.Errorf("open is %s", p.status("open"))
		}
		if len(p.said()) == 0 || !strings.Contains(p.said()[0], "1 payment that was over for more than 1 day was let go") {
			t.Errorf("told %v", p.said())
		}
		if p.status("paid") != "not on the list" {
			t.Errorf("what was let go is %s", p.status("paid"))
		}
	})
}
