package ledger_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// lying is what lies in a folder: names, modes, times and contents.
func lying(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		data, _ := os.ReadFile(filepath.Join(folder, f.Name()))
		all[f.Name()] = fmt.Sprintf("%v %v %x", info.Mode(), info.ModTime().UnixNano(), sha256.Sum256(data))
	}
	return all
}

// recorded is a ledger with two payments, of which a hook is owed both.
func recorded(t *testing.T, path string) *ledger.Ledger {
	t.Helper()
	l := open(t, path, ledger.Options{
		Gateway: "https://gateway.example",
		Hooks:   func(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} },
	})
	for i, id := range []kubepay.ID{"a1", "b2"} {
		p := payment{id: id, status: kubepay.Paid, fiat: "12.50", crypto: "0.0002", created: noon}
		at := noon.Add(time.Duration(i) * time.Minute)
		err := l.Record([]ledger.Record{{Intent: p.intent(t), Raw: p.answer(), SeenAt: at, Events: []kubepay.Event{
			{Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: id, To: "paid"}, At: at},
		}}}, true)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Watch(noon, "a1"); err != nil {
		t.Fatal(err)
	}
	due, err := l.Due("shop", noon, 10)
	if err != nil || len(due) != 2 {
		t.Fatalf("%d are due, %v", len(due), err)
	}
	if err := l.Failed(due[0].Number, time.Time{}, true, "410 Gone"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Lead("R2D2 17 till", noon, nil); err != nil {
		t.Fatal(err)
	}
	return l
}

// Whoever examines a ledger, in whatever state, leaves everything as it was.
func TestInspectingChangesNothing(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, l *ledger.Ledger, path string)
		kind    ledger.Kind
	}{
		{"closed", func(t *testing.T, l *ledger.Ledger, _ string) { l.Close() }, ""},
		{"in use", func(*testing.T, *ledger.Ledger, string) {}, ""},
		{"left as it was by a program that was killed", abandon, ""},
		{"without the log's index", func(t *testing.T, l *ledger.Ledger, path string) {
			abandon(t, l, path)
			must(t, os.Remove(path+"-shm"))
		}, ledger.LeftBehind},
		{"cut short", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			must(t, os.Truncate(path, 20_000))
		}, ledger.Corrupt},
		{"overwritten in its middle", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			overwrite(t, path, 8192, 60_000)
		}, ledger.Corrupt},
		{"another program's file", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			must(t, os.WriteFile(path, []byte("my diary, and no database at all"), 0o600))
		}, ledger.Foreign},
		{"a newer paywatch's", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			asSQLite(t, path, "PRAGMA user_version = 999")
		}, ledger.Newer},
		{"another program's database", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			asSQLite(t, path, "PRAGMA application_id = 77")
		}, ledger.Foreign},
		{"empty", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			must(t, os.WriteFile(path, nil, 0o600))
		}, ledger.Gone},
		{"not there", func(t *testing.T, l *ledger.Ledger, path string) {
			l.Close()
			must(t, os.Remove(path))
		}, ledger.Gone},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "my 'ledger'?.db")
			l := recorded(t, path)
			test.prepare(t, l, path)
			before := lying(t, filepath.Dir(path))

			found, err := ledger.Inspect(t.Context(), path)
			if sound := ledger.Sound(t.Context(), path); err == nil {
				err = sound
			}
			var e *ledger.Error
			switch {
			case test.kind == "" && err != nil:
				t.Errorf("error %v", err)
			case test.kind != "" && (!errors.As(err, &e) || e.Kind != test.kind):
				t.Errorf("error %v, want of the kind %q", err, test.kind)
			case test.kind == ledger.Gone && !errors.Is(err, fs.ErrNotExist):
				t.Errorf("error %v is not that there is no file", err)
			}
			if diff := cmp.Diff(before, lying(t, filepath.Dir(path))); diff != "" {
				t.Errorf("it was changed (-before +after):\n%s", diff)
			}
			if test.kind != "" {
				return
			}
			want := ledger.Condition{
				Mode: 0o600, Size: found.Size, Version: ledger.Version(), Gateway: "https://gateway.example", Listed: 1, Kept: 2,
				Leader: ledger.Beat{Who: "R2D2 17 till", At: noon},
				Owed:   []ledger.Debt{{Hook: "shop", Waiting: 1, Aside: 1, Oldest: noon.Add(time.Minute)}},
			}
			if diff := cmp.Diff(want, found); diff != "" || found.Size < 8192 {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// abandon leaves the files as they are while a program uses them.
func abandon(t *testing.T, l *ledger.Ledger, path string) {
	t.Helper()
	files := map[string][]byte{}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		data, err := os.ReadFile(path + suffix)
		must(t, err)
		files[path+suffix] = bytes.Clone(data)
	}
	l.Close()
	for name, data := range files {
		must(t, os.WriteFile(name, data, 0o600))
	}
}

func overwrite(t *testing.T, path string, from, upTo int) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	for i := from; i < min(upTo, len(data)); i++ {
		data[i] = 0xA5
	}
	must(t, os.WriteFile(path, data, 0o600))
}

// asSQLite runs a statement on the file, as any program could.
func asSQLite(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", strings.ReplaceAll("file:"+path, "?", "%3F"))
	must(t, err)
	_, err = db.Exec(statement)
	must(t, err)
	must(t, db.Close())
}

// A program that has the file for itself keeps everybody out, and is not waited
// for without end.
func TestALedgerHeldByAnotherProgramIsSaidToBe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	recorded(t, path).Close()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=locking_mode(exclusive)")
	must(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	_, err = db.Exec("BEGIN IMMEDIATE; UPDATE ledger SET moves = moves + 1; COMMIT")
	must(t, err)
	before := lying(t, filepath.Dir(path))
	_, err = ledger.Inspect(t.Context(), path)
	var e *ledger.Error
	if !errors.As(err, &e) || e.Kind != ledger.Busy {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, lying(t, filepath.Dir(path))); diff != "" {
		t.Errorf("it was changed (-before +after):\n%s", diff)
	}
}

func TestACheckEndsWithItsContext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	recorded(t, path).Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ledger.Sound(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
