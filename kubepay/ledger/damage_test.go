package ledger_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// raw opens the file as SQLite sees it.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func run(t testing.TB, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func checkIntegrity(t testing.TB, path string) {
	t.Helper()
	var said string
	if err := raw(t, path).QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("the file is not whole: %s, %v", said, err)
	}
}

// want checks that an error is of a kind, and reads well.
func want(t testing.TB, err error, kind ledger.Kind) {
	t.Helper()
	var e *ledger.Error
	if !errors.As(err, &e) || e.Kind != kind {
		t.Fatalf("got %v, want an error of kind %s", err, kind)
	}
	said := e.Error()
	if !strings.HasPrefix(said, "cannot ") || strings.Count(said, "; ") != 1 || strings.ContainsAny(said, "\n\t") || strings.Contains(said, "SQLITE") && kind != ledger.Broken && kind != ledger.Corrupt {
		t.Errorf("said %q, want one sentence with a remedy", said)
	}
}

func one(t testing.TB, id kubepay.ID) ledger.Record {
	return payment{id: id, status: kubepay.Pending, created: noon, order: "1042"}.seen(t, noon, nil)
}

func TestADamagedFileIsSetAside(t *testing.T) {
	for name, content := range map[string][]byte{
		"torn header": append([]byte("SQLite format 3\x00"), bytes.Repeat([]byte{0xff}, 5000)...),
		"torn page":   append([]byte("SQLite format 3\x00"), strings.Repeat("this is a shopping list\n", 100)...),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := ledger.Open(path, ledger.Options{ReadOnly: true})
			want(t, err, ledger.Corrupt)
			l := open(t, path, ledger.Options{})
			if !strings.HasPrefix(l.Aside(), path+".corrupt-") {
				t.Fatalf("set aside to %q", l.Aside())
			}
			if kept, _ := os.ReadFile(l.Aside()); !bytes.Equal(kept, content) {
				t.Error("what was set aside is not what was there")
			}
			record(t, l, one(t, "a"))
			again := open(t, path, ledger.Options{})
			if again.Aside() != "" {
				t.Error("a sound file is set aside")
			}
		})
	}
}

func TestAFileThatWasNamedByMistakeIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "shopping.txt")
	content := strings.Repeat("this is a shopping list\n", 100)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{true, false} {
		_, err := ledger.Open(path, ledger.Options{ReadOnly: readOnly})
		want(t, err, ledger.Foreign)
	}
	if kept, err := os.ReadFile(path); string(kept) != content {
		t.Errorf("the list is %d bytes now, %v", len(kept), err)
	}
	if files, _ := os.ReadDir(folder); len(files) != 1 {
		t.Errorf("in the folder: %v", files)
	}
}

func TestNonsenseWhereTheLedgerIsKeptIsSetAside(t *testing.T) {
	folder := t.TempDir()
	defer func(was string) { xdg.DataHome = was }(xdg.DataHome)
	xdg.DataHome = folder
	if err := os.MkdirAll(filepath.Dir(ledger.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(ledger.Path(), []byte(strings.Repeat("nonsense", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	l := open(t, ledger.Path(), ledger.Options{})
	if !strings.HasPrefix(l.Aside(), ledger.Path()+".corrupt-") {
		t.Errorf("set aside to %q", l.Aside())
	}
}

func TestADeletedFileIsBroughtBackWithAllThatWasInIt(t *testing.T) {
	l, path := fresh(t)
	record(t, l, one(t, "a"))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		os.Remove(path + suffix)
	}
	want(t, l.Record([]ledger.Record{one(t, "b")}, true), ledger.Gone)
	if err := l.Reopen(); err != nil {
		t.Fatal(err)
	}
	record(t, l, one(t, "b"))
	if n, err := l.Count(t.Context()); n != 2 || err != nil {
		t.Errorf("%d payments are there, %v", n, err)
	}
	l.Close()
	checkIntegrity(t, path)
	private(t, path)
	if n, err := open(t, path, ledger.Options{}).Count(t.Context()); n != 2 || err != nil {
		t.Errorf("%d payments are there at the next start, %v", n, err)
	}
}

func TestAFileWithoutItsFolderIsBroughtBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "paywatch", "ledger.db")
	l := open(t, path, ledger.Options{})
	record(t, l, one(t, "a"))
	os.RemoveAll(filepath.Dir(path))
	want(t, l.Watch(noon, "c"), ledger.Gone)
	if err := l.Reopen(); err != nil {
		t.Fatal(err)
	}
	record(t, l, one(t, "b"))
	if n, err := l.Count(t.Context()); n != 2 || err != nil {
		t.Errorf("%d payments are there, %v", n, err)
	}
}

func TestAReplacedFileIsNotOverwritten(t *testing.T) {
	l, path := fresh(t)
	record(t, l, one(t, "a"))
	other := filepath.Join(t.TempDir(), "other.db")
	o := open(t, other, ledger.Options{})
	record(t, o, one(t, "b"), one(t, "c"))
	o.Close()
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		os.Remove(path + suffix)
	}
	want(t, l.Record([]ledger.Record{one(t, "d")}, true), ledger.Gone)
	if err := l.Reopen(); err != nil {
		t.Fatal(err)
	}
	record(t, l, one(t, "d"))
	if n, _ := l.Count(t.Context()); n != 3 {
		t.Errorf("%d payments are there, want those of the new file and one", n)
	}
	l.Close()
	checkIntegrity(t, path)
}

func TestAFileDamagedLaterIsSetAsideWhenReopened(t *testing.T) {
	l, path := fresh(t)
	for i := range 300 {
		record(t, l, one(t, kubepay.ID(fmt.Sprint("p", i))))
	}
	l.Close()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 8192; i < len(content); i++ {
		content[i] ^= 0x5a
	}
	l = open(t, path, ledger.Options{})
	f, _ := os.OpenFile(path, os.O_WRONLY, 0)
	f.WriteAt(content[8192:], 8192)
	f.Close()
	err = l.Watched(func(ledger.Payment) bool { return true })
	if err == nil {
		err = l.Record([]ledger.Record{one(t, "p7")}, true)
	}
	want(t, err, ledger.Corrupt)
	if err := l.Reopen(); err != nil {
		t.Fatal(err)
	}
	if l.Aside() == "" {
		t.Error("nothing was set aside")
	}
	record(t, l, one(t, "p7"))
}

func TestAFullDiskIsSaidAndLosesNothing(t *testing.T) {
	l, path := fresh(t)
	record(t, l, one(t, "a"))
	l.LimitPages(t, 40)
	var failed []ledger.Record
	for i := range 1000 {
		r := one(t, kubepay.ID(fmt.Sprint("p", i)))
		if err := l.Record([]ledger.Record{r}, true); err != nil {
			want(t, err, ledger.Full)
			if r.Events[0].Number != 0 {
				t.Error("an event that was not recorded has a number")
			}
			failed = append(failed, r)
			break
		}
	}
	if failed == nil {
		t.Fatal("the disk never was full")
	}
	want(t, l.Record(failed, true), ledger.Full)
	l.LimitPages(t, 1<<30)
	record(t, l, failed...)
	if _, err := l.Payment(t.Context(), failed[0].Intent.ID); err != nil {
		t.Error(err)
	}
	l.Close()
	checkIntegrity(t, path)
}

func TestAFileThatCannotBeWritten(t *testing.T) {
	if asNobody(t) {
		return
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	open(t, path, ledger.Options{}).Close()
	os.Chmod(path, 0o400)
	os.Chmod(dir, 0o500)
	defer os.Chmod(dir, 0o700)
	_, err := ledger.Open(path, ledger.Options{})
	want(t, err, ledger.ReadOnly)
}

func TestAFileThatIsLockedForLong(t *testing.T) {
	l, path := fresh(t)
	other := raw(t, path)
	run(t, other, "BEGIN IMMEDIATE")
	want(t, l.Record([]ledger.Record{one(t, "a")}, true), ledger.Busy)
	if n, err := l.Count(t.Context()); n != 0 || err != nil {
		t.Errorf("reading waits for who writes: %d, %v", n, err)
	}
	run(t, other, "COMMIT")
	record(t, l, one(t, "a"))
}

func TestALongReadDoesNotDelayRecording(t *testing.T) {
	l, _ := fresh(t)
	record(t, l, one(t, "a"), one(t, "b"))
	if err := l.ExportPayments(t.Context(), time.Time{}, time.Time{}, func(ledger.Payment) error {
		return l.Record([]ledger.Record{one(t, "c")}, true)
	}); err != nil {
		t.Fatal(err)
	}
}

func TestFilesOfOthersAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	newer, foreign, mine := filepath.Join(dir, "newer.db"), filepath.Join(dir, "foreign.db"), filepath.Join(dir, "mine.db")
	open(t, newer, ledger.Options{}).Close()
	run(t, raw(t, newer), "PRAGMA user_version = 99")
	run(t, raw(t, foreign), "CREATE TABLE recipes (x)")
	open(t, mine, ledger.Options{Gateway: "https://one.example"}).Close()
	for _, test := range []struct {
		path string
		kind ledger.Kind
	}{{newer, ledger.Newer}, {foreign, ledger.Foreign}, {mine, ledger.OtherGateway}} {
		before, _ := os.ReadFile(test.path)
		for _, readOnly := range []bool{true, false} {
			_, err := ledger.Open(test.path, ledger.Options{Gateway: "https://two.example", ReadOnly: readOnly})
			want(t, err, test.kind)
		}
		if after, _ := os.ReadFile(test.path); !bytes.Equal(before, after) {
			t.Errorf("the %s file was changed", test.kind)
		}
	}
	open(t, mine, ledger.Options{Gateway: "https://one.example"})
	open(t, mine, ledger.Options{})
}

func TestReadingOnlyMakesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	_, err := ledger.Open(path, ledger.Options{ReadOnly: true})
	want(t, err, ledger.Gone)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("a missing file is not fs.ErrNotExist")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
	w := open(t, path, ledger.Options{})
	record(t, w, one(t, "a"))
	r := open(t, path, ledger.Options{ReadOnly: true})
	if found, err := r.Search(t.Context(), "1042", 10); len(found) != 1 || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
	want(t, r.Record([]ledger.Record{one(t, "b")}, true), ledger.ReadOnly)
}

func private(t testing.TB, path string) {
	t.Helper()
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if f, err := os.Stat(path + suffix); err == nil && f.Mode().Perm() != 0o600 {
			t.Errorf("%s has the permissions %o", path+suffix, f.Mode().Perm())
		}
	}
}

func TestTheFileIsItsOwnersAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "with space #1?%20", "paywatch")
	path := filepath.Join(folder, "ledger.db")
	l := open(t, path, ledger.Options{})
	record(t, l, one(t, "a"))
	private(t, path)
	if f, err := os.Stat(folder); err != nil || f.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v, %v", f, err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 3 {
		t.Errorf("in the folder: %v", entries)
	}
}

// FuzzDamage flips bytes of a file: what is read then is right, or an error.
func FuzzDamage(f *testing.F) {
	dir := f.TempDir()
	path := filepath.Join(dir, "whole.db")
	l, err := ledger.Open(path, ledger.Options{})
	if err != nil {
		f.Fatal(err)
	}
	for i := range 60 {
		record(f, l, one(f, kubepay.ID(fmt.Sprint("p", i))))
	}
	l.Index(1000)
	l.Watch(noon, "p1", "p2")
	l.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(20), byte(1), uint32(5000), byte(255))
	f.Add(uint32(100), byte(7), uint32(4100), byte(1))
	f.Fuzz(func(t *testing.T, at uint32, flip byte, at2 uint32, flip2 byte) {
		content := bytes.Clone(whole)
		content[int(at)%len(content)] ^= flip
		for i := range 16 {
			content[(int(at2)+i*97)%len(content)] ^= flip2
		}
		path := filepath.Join(t.TempDir(), "ledger.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ledger.Open(path, ledger.Options{})
		if err != nil {
			return
		}
		defer l.Close()
		_ = l.Watched(func(ledger.Payment) bool { return true })
		_, _ = l.Search(t.Context(), "p 1042", 10)
		_, _ = l.Totals(t.Context(), time.Time{}, time.Time{})
		_ = l.ExportPayments(t.Context(), time.Time{}, time.Time{}, func(ledger.Payment) error { return nil })
		_ = l.ExportChanges(t.Context(), time.Time{}, time.Time{}, func(kubepay.Event, kubepay.Intent) error { return nil })
		_ = l.Record([]ledger.Record{one(t, "p1"), one(t, "new")}, true)
		_, _ = l.Index(10)
		_, _ = l.Prune(noon.AddDate(1, 0, 0))
		_ = l.Reopen()
	})
}
