//go:build !windows

package command_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"paywatch/kubepay/ledger"
)

// held keeps every other program from writing into the till's file.
func (l *till) held() {
	l.Helper()
	db, err := sql.Open("sqlite", "file://"+l.db)
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		l.Fatal(err)
	}
}

// full is an output that takes nothing.
func full(t testing.TB) *os.File {
	t.Helper()
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func (l *till) runInto(out *os.File, args ...string) (stderr string, code int) {
	l.Helper()
	c := exec.Command(paywatch(l), args...)
	c.Env = l.env
	var complaints strings.Builder
	c.Stdout, c.Stderr = out, &complaints
	if err := c.Run(); err != nil && c.ProcessState == nil {
		l.Fatal(err)
	}
	return complaints.String(), c.ProcessState.ExitCode()
}

var anID = regexp.MustCompile(`the payment ([0-9a-f-]{36}) is made`)

func TestAPaymentThatWasMadeIsNeverTakenForNone(t *testing.T) {
	url, _ := sandboxWith(t)
	l := newTill(t, url)
	l.does("new", "12.50", "--token", "BTC")

	said, code := l.runInto(full(t), "new", "12.50", "--token", "BTC")
	id := anID.FindStringSubmatch(said)
	if code != 5 || id == nil || !strings.Contains(said, "no space left on device; take it from here, and do not make the payment again") || strings.Contains(said, "/dev/stdout") {
		t.Fatalf("where its id cannot be printed: exit code %d, said %q", code, said)
	}
	if list := l.does("ls"); strings.Count(list, "\n") != 3 || !strings.Contains(list, id[1]) {
		t.Errorf("the list is\n%s", list)
	}

	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	if said, code := l.runInto(writer, "new", "12.50", "--token", "BTC"); code != 5 || !anID.MatchString(said) {
		t.Errorf("where nobody reads its id: exit code %d, said %q", code, said)
	}
	writer.Close()
}

func TestAPaymentThatCannotBeListedIsToldWithWhatRemains(t *testing.T) {
	tills := make(chan *till, 1)
	url := answeringBy(t, func(w http.ResponseWriter) {
		(<-tills).held() // from here on
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte(intent(t, fields{"id": "made-1"})))
	})
	l := newTill(t, url)
	l.does("add", "made-0")
	tills <- l
	out, said, code := l.run("new", "12.50", "--token", "BTC")
	if code != 0 || out != "made-1\n" {
		t.Errorf("exit code %d, printed %q", code, out)
	}
	if !containsAll(said, "the payment made-1 is made, but it is not on the list", l.db, "put it there with paywatch add made-1") || strings.Count(said, "\n") != 1 {
		t.Errorf("said %q", said)
	}
}

func TestAnAnswerThatCannotBeReadHidesNoPayment(t *testing.T) {
	l := newTill(t, answering(t, http.StatusCreated, `{"id": "made-1", "amount_fiat": "lots"}`))
	out, said, code := l.run("new", "12.50", "--token", "BTC")
	if code != 0 || out != "made-1\n" || !containsAll(said, "the payment made-1 is made", "amount_fiat") {
		t.Errorf("exit code %d, printed %q, said %q", code, out, said)
	}
	if list := l.does("ls"); !strings.Contains(list, "made-1") {
		t.Errorf("the list is\n%s", list)
	}
}

func TestTheListShowsAtOnceWhatTheGatewayAnsweredToASale(t *testing.T) {
	n := 0
	l := newTill(t, answeringBy(t, func(w http.ResponseWriter) {
		n++
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte(intent(t, fields{"id": fmt.Sprintf("made-%d", n), "token": "LTC"})))
	}))
	hooks := filepath.Join(t.TempDir(), "paywatch", "settings.toml")
	tells := func(hook string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(hooks), 0o700), os.WriteFile(hooks, []byte("[[notify]]\nname = \"shop\"\n"+hook), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	l.env = append(l.env, "XDG_CONFIG_HOME="+filepath.Dir(filepath.Dir(hooks)))
	tells("on = [\"first_seen\"]\nexec = [\"/bin/true\"]\n")
	l.does("new", "25", "--token", "LTC")
	if list := l.does("ls"); !containsAll(list, "made-1", "pending", "25.00 EUR", "0 LTC", "Table 7") {
		t.Errorf("the list is\n%s", list)
	}
	if owed := l.does("notify", "ls"); !containsAll(owed, "made-1", "shop", "due") {
		t.Errorf("still to be told is\n%s", owed)
	}
	l.does("add", "never-seen") // its coin is not known
	l.does("new", "25")         // takes LTC

	tells("url = \"https://shop.example\"\nsecret-env = \"NOWHERE\"\n") // who is to be told cannot be known: the next look finds the payment
	l.does("new", "25")
	kept, err := ledger.Open(l.db, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	found, err := kept.Search(t.Context(), "made-3", 1)
	if err != nil || len(found) != 1 || !found[0].Watched || found[0].Status != "" {
		t.Errorf("found is %+v, %v", found, err)
	}
}

func TestAmountAndCurrencyAreJudgedBeforeTheCoin(t *testing.T) {
	url, _ := sandboxWith(t)
	l := newTill(t, url)
	l.refuses(2, "the amount is not right: it must be above zero", "new", "0")
	l.refuses(2, "more than 17 digits", "new", "123456789012345678")
	l.refuses(2, "it must be EUR or USD", "new", "12.50", "--currency", "GBP")
	l.refuses(2, "name one, as in --token BTC", "new", "12.50")
}

func TestWhereNothingWasKeptTheListIsEmpty(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	out, said, code := l.run("ls")
	if code != 0 || out != "" || said != "" {
		t.Errorf("exit code %d, printed %q, said %q", code, out, said)
	}
	folder := t.TempDir()
	l.env = append(l.env, "PAYWATCH_DB="+folder)
	for _, args := range [][]string{{"ls"}, {"add", "a1"}, {"totals"}, {"new", "12.50", "--token", "BTC"}} {
		l.refuses(2, folder+" is a folder; name a file in it", args...)
	}
}

func TestAnExportToAFullOutputSaysSo(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.keeps(time.Now(), paid("a1", "1"))
	for _, command := range []string{"export", "ls", "totals"} {
		said, code := l.runInto(full(t), command)
		if code != 1 || said != "paywatch: cannot write the output: no space left on device; nobody has all of it\n" {
			t.Errorf("%s: exit code %d, said %q", command, code, said)
		}
	}
}

func TestADamagedLedgerIsBegunAnewWithWhatWasInIt(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.keeps(time.Now(), paid("a1", "1"), paid("b2", "2"), fields{"id": "c3"})
	list, changes := l.does("ls", "--json"), l.does("export", "--changes")
	ruined, err := os.OpenFile(l.db, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ruined.WriteAt(bytes.Repeat([]byte("nonsense"), 1024), 0); err != nil {
		t.Fatal(err)
	}
	ruined.Close()
	l.refuses(1, "the file is damaged", "ls")
	out, said, code := l.run("add", "d4")
	if code != 0 || out != "" || !containsAll(said, l.db+" was damaged: 3 payments could be brought over to a new one; the damaged one is "+l.db+".corrupt-") || strings.Count(said, "\n") != 1 {
		t.Errorf("exit code %d, printed %q, said %q", code, out, said)
	}
	if now := l.does("ls", "--json"); !strings.HasSuffix(now, list) || !strings.Contains(now, `"id":"d4"`) {
		t.Errorf("on the list was\n%s\nand is\n%s", list, now)
	}
	if now := l.does("export", "--changes"); now != changes {
		t.Errorf("the changes were\n%s\nand are\n%s", changes, now)
	}
}

func TestAFileThatAnotherProgramHoldsIsAFailure(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.does("add", "a1")
	l.held()
	l.refuses(1, "another program has held the file", "add", "b2")
}

func TestAnExportHasWhatTheScreenHasNoRoomFor(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	meta := fields{"order": "1042", "note": strings.Repeat("x", 3000)}
	for i := range 300 {
		meta["a"+strings.Repeat("b", i)] = i
	}
	sale := paid("a1", "1042")
	sale["metadata"] = meta
	l.keeps(time.Now(), sale)
	if list := l.does("ls"); !strings.Contains(list, "1042") {
		t.Errorf("the list is\n%s", list)
	}
	var rows []struct{ Metadata map[string]string }
	if text := l.does("export", "--format", "json"); json.Unmarshal([]byte(text), &rows) != nil || len(rows) != 1 || len(rows[0].Metadata) != 302 || len(rows[0].Metadata["note"]) != 3000 {
		t.Errorf("exported is %s", text)
	}
	if text := l.does("export"); !strings.Contains(text, strings.Repeat("x", 3000)) {
		t.Errorf("exported is %s", text)
	}
}
