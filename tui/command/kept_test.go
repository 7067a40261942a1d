//go:build !windows

package command_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// till is a till whose ledger the commands of a test share. There is no terminal
// anywhere.
type till struct {
	testing.TB
	env []string
	db  string
}

func newTill(t testing.TB, url string) *till {
	t.Helper()
	db := filepath.Join(t.TempDir(), "data", "till.db")
	return &till{TB: t, env: account(t, url, sandboxToken, "PAYWATCH_DB="+db, "TZ=UTC").Env, db: db}
}

func (l *till) run(args ...string) (stdout, stderr string, code int) {
	l.Helper()
	c := exec.Command(paywatch(l), args...)
	c.Env = l.env
	return finish(l, c)
}

func finish(t testing.TB, c *exec.Cmd) (stdout, stderr string, code int) {
	t.Helper()
	var out, complaints strings.Builder
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), complaints.String(), c.ProcessState.ExitCode()
}

// does runs what must go well, and gives what it prints.
func (l *till) does(args ...string) string {
	l.Helper()
	stdout, stderr, code := l.run(args...)
	if code != 0 || stderr != "" {
		l.Fatalf("paywatch %s: exit code %d\n%s", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

// refuses runs what must not go, and insists on one sentence that says why.
func (l *till) refuses(code int, want string, args ...string) {
	l.Helper()
	stdout, stderr, got := l.run(args...)
	if got != code || stdout != "" || !strings.Contains(stderr, want) {
		l.Errorf("paywatch %s: exit code %d, want %d, and %q in\n%s%s", strings.Join(args, " "), got, code, want, stdout, stderr)
	}
	if strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "paywatch: ") || speaksGo.MatchString(stderr) {
		l.Errorf("paywatch %s says %q, want one plain line", strings.Join(args, " "), stderr)
	}
}

var speaksGo = regexp.MustCompile(`\*[a-z]+\.[A-Z]|strconv\.|goroutine|panic|<nil>|0x[0-9a-f]{6}`)

// keeps records payments as looks would, each as changes to a plain one.
func (l *till) keeps(at time.Time, payments ...map[string]any) {
	l.Helper()
	kept, err := ledger.Open(l.db, ledger.Options{Hooks: func(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} }})
	if err != nil {
		l.Fatal(err)
	}
	var batch []ledger.Record
	for _, changed := range payments {
		raw := []byte(intent(l, changed))
		id := kubepay.ID(fmt.Sprint(changed["id"]))
		in, err := kubepay.ReadAnswer(id, raw)
		if err != nil {
			l.Fatal(err)
		}
		var events []kubepay.Event
		for _, c := range kubepay.Changes(nil, in) {
			events = append(events, kubepay.Event{Change: c, At: at, Date: at, Source: kubepay.Watching})
		}
		batch = append(batch, ledger.Record{Intent: in, Raw: raw, SeenAt: at, Date: at, Events: events})
		if err := kept.Watch(at, id); err != nil {
			l.Fatal(err)
		}
	}
	if err := errors.Join(kept.Record(batch, true), kept.Close()); err != nil {
		l.Fatal(err)
	}
}

type fields = map[string]any

// paid is a payment that is all there.
func paid(id, order string) fields {
	return fields{
		"id": id, "status": "paid", "amount_captured_fiat": "25.00", "amount_captured_crypto": "0.0004125",
		"metadata": fields{"order": order}, "created_at": time.Now().Add(-time.Minute).UTC(),
		"transactions": []fields{{"received_amount": "0.0004125", "chain_transaction_id": "tx-" + id, "created_at": time.Now().UTC()}},
	}
}

func TestTheListFromAScript(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	if got := l.does("totals"); !strings.Contains(got, "No payments") {
		t.Errorf("before the first sale the totals are %q", got)
	}
	l.refuses(2, "no such file", "rm", "a1")
	if _, err := os.Stat(l.db); err == nil {
		t.Error("looking made a ledger")
	}
	if said := l.does("add", "a1", "b2"); said != "" {
		t.Errorf("adding says %q", said)
	}
	if info, err := os.Stat(l.db); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the ledger is %v, %v", info, err)
	}
	l.keeps(time.Now(), paid("c3", "Table 7"), fields{"id": "d4", "status": "on_hold"})
	if list := l.does("ls"); !containsAll(list, "a1", "b2", "c3", "d4", "paid", "25.00 EUR", "0.0004125 BTC", "Table 7", "never") {
		t.Errorf("the list is\n%s", list)
	}
	if list := l.does("ls", "--status", "paid", "--json"); strings.Count(list, "\n") != 1 || !containsAll(list, `"id":"c3"`, `"status":"paid"`, `"captured":"25.00"`) {
		t.Errorf("the paid ones are %s", list)
	}
	if list := l.does("ls", "--status", "PAID"); strings.Count(list, "\n") != 2 || !strings.Contains(list, "c3") {
		t.Errorf("in capitals the paid ones are %s", list)
	}
	if list := l.does("ls", "--status", "Failed"); list != "" {
		t.Errorf("in capitals the failed ones are %s", list)
	}
	if list := l.does("ls", "--status", "on_hold"); !strings.Contains(list, "d4") {
		t.Errorf("those on hold are %s", list)
	}
	if list := l.does("ls", "--status", "failed"); list != "" {
		t.Errorf("the failed ones are %s", list)
	}
	l.refuses(2, `no payment on the list is "payed"`, "ls", "--status", "payed")

	l.refuses(2, "the payment zz is not on the list", "rm", "a1", "zz")
	l.refuses(2, `"b/2" is no payment`, "add", "e5", "b/2")
	l.refuses(2, "needs the id", "rm")
	if list := l.does("ls"); !strings.Contains(list, "a1") || strings.Contains(list, "e5") {
		t.Errorf("what was refused was half done:\n%s", list)
	}
	l.does("rm", "a1", "c3")
	if list := l.does("ls"); strings.Contains(list, "a1") || strings.Contains(list, "c3") || !strings.Contains(list, "b2") {
		t.Errorf("the list is\n%s", list)
	}
	l.refuses(2, "not on the list", "rm", "c3")
	if got := l.does("receipt", "c3"); !strings.Contains(got, "PAID") {
		t.Errorf("what was taken off the list is forgotten:\n%s", got)
	}
}

func containsAll(text string, parts ...string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

func TestPaymentsArePipedOntoTheList(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	pipe := func(text string) (string, int) {
		c := exec.Command(paywatch(t), "add", "-")
		c.Env, c.Stdin = l.env, strings.NewReader(text)
		_, stderr, code := finish(t, c)
		return stderr, code
	}
	if stderr, code := pipe("a1 # table 7\nb2, c3\n"); code != 0 || stderr != "" {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	if stderr, code := pipe("# till 1\n\na1\n  # d4\n"); code != 0 || stderr != "paywatch: standard input: 2 lines are comments and were skipped\n" {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	if stderr, code := pipe("a1\n# d4"); code != 0 || stderr != "paywatch: standard input: 1 line is a comment and was skipped\n" {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	if stderr, code := pipe("d4\ne/5\n"); code != 2 || !strings.Contains(stderr, "line 2") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	if list := l.does("ls"); !containsAll(list, "a1", "b2", "c3") || strings.Contains(list, "d4") {
		t.Errorf("the list is\n%s", list)
	}
}

func TestALedgerIsOfOneGateway(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.does("add", "a1")
	l.env = append(l.env, "KUBEPAY_URL=https://other.example")
	l.refuses(2, "choose another file with --db", "add", "b2")
	l.refuses(2, "choose another file with --db", "new", "12.50", "--token", "BTC") // nothing answers there
	l.does("ls")                                                                    // to read is no mixing
}

func TestAReceiptFromAScript(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.keeps(time.Now(), paid("c3", "Table 7"), fields{"id": "d4"})
	l.does("add", "a1")
	for _, width := range []string{"32", "42", "48"} {
		if got := l.does("receipt", "c3", "--width", width); !containsAll(got, "PAID\n", "25.00 EUR", "Table 7", "tx-c3", strings.Repeat("=", len(width)*16)) {
			t.Errorf("the receipt is\n%s", got)
		}
	}
	if got := l.does("receipt", "d4"); !strings.Contains(got, "NOT PAID: PENDING") {
		t.Errorf("the receipt is\n%s", got)
	}
	l.refuses(2, "choose 32, 42 or 48", "receipt", "c3", "--width", "40")
	l.refuses(2, "--width", "receipt", "c3", "--width", "wide")
	l.refuses(2, "was never watched here", "receipt", "zz")
	l.refuses(2, "nothing is known yet of the payment a1", "receipt", "a1")
	l.refuses(2, "receipt needs a payment's id", "receipt")
}

func TestTotalsFromAScript(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	now := time.Now().UTC()
	l.keeps(now, paid("a1", "1"), paid("b2", "2"), fields{"id": "c3"})
	since := now.Add(-time.Hour).Format("2006-01-02T15:04")
	if got := l.does("totals", "--since", since); !containsAll(got, "EUR", "BTC", "paid", "pending", "50.00 EUR", "50.00 EUR  captured in 2 payments; 1 more is open") {
		t.Errorf("the totals are\n%s", got)
	}
	var totals struct {
		Since time.Time
		Lines []struct {
			Outcome  string
			Payments int
			Fiat     string `json:"fiat_captured"`
		}
	}
	text := l.does("totals", "--since", since, "--json")
	if err := json.Unmarshal([]byte(text), &totals); err != nil || len(totals.Lines) != 2 || totals.Since.Format("2006-01-02T15:04") != since {
		t.Fatalf("%v: %s", err, text)
	}
	for _, line := range totals.Lines {
		if line.Outcome == "paid" && (line.Payments != 2 || line.Fiat != "50.00") {
			t.Errorf("paid is %+v", line)
		}
	}
	if got := l.does("totals", "--since", "2020-01-01", "--until", "2020-01-31"); !strings.Contains(got, "No payments.") {
		t.Errorf("long ago the totals are\n%s", got)
	}
	l.refuses(2, `--since: "soon" is no time; write it as`, "totals", "--since", "soon")
	l.refuses(2, "--until is not after --since", "totals", "--since", "1h", "--until", "2h")
}

func TestAnExportFromAScript(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	if got := l.does("export"); strings.Count(got, "\n") != 1 {
		t.Errorf("before the first sale exported is %q", got)
	}
	l.keeps(time.Now(), paid("a1", "=1+1"), fields{"id": "b2"})
	rows, err := csv.NewReader(strings.NewReader(l.does("export", "--format", "csv"))).ReadAll()
	if err != nil || len(rows) != 3 || rows[0][0] != "id" || rows[1][1] != "'=1+1" && rows[2][1] != "'=1+1" {
		t.Errorf("exported is %q, %v", rows, err)
	}
	var objects []struct{ ID, Title, Kind string }
	if text := l.does("export", "--format", "json"); json.Unmarshal([]byte(text), &objects) != nil || len(objects) != 2 {
		t.Errorf("exported is %s", text)
	}
	if text := l.does("export", "--format", "json", "--changes"); json.Unmarshal([]byte(text), &objects) != nil || len(objects) != 2 || objects[0].Kind != "first_seen" {
		t.Errorf("the changes are %s", text)
	}
	if text := l.does("export", "--since", "2020-01-01", "--until", "2020-12-31"); strings.Count(text, "\n") != 1 {
		t.Errorf("exported of long ago is %s", text)
	}
	l.refuses(2, "choose csv or json", "export", "--format", "xml")
	l.refuses(2, "is no time", "export", "--until", "later")

	file := filepath.Join(t.TempDir(), "export.csv")
	if said := l.does("export", "--output", file); said != "" {
		t.Errorf("besides the file it says %q", said)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != l.does("export") {
		t.Errorf("in the file is %q, %v", text, err)
	}
	l.refuses(2, "no file that could be replaced", "export", "--output", filepath.Dir(file))
	l.refuses(2, "--output", "export", "--output", filepath.Join(filepath.Dir(file), "nowhere", "x.csv"))
	if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 1 {
		t.Errorf("beside the file is left %v, %v", left, err)
	}
}

func TestWhatIsUnusualIsApartEverywhere(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	made := time.Now().Add(-time.Hour).UTC()
	part := func(id, status string, at time.Duration, fiat, crypto string) fields {
		return fields{
			"id": id, "status": status, "created_at": made, "expires_at": made.Add(15 * time.Minute),
			"amount_captured_fiat": fiat, "amount_captured_crypto": crypto,
			"transactions": []fields{{"received_amount": crypto, "chain_transaction_id": "tx-" + id, "created_at": made.Add(at)}},
		}
	}
	l.keeps(time.Now(),
		part("overpaid", "paid", time.Minute, "30.00", "0.000495"),
		part("late", "expired", 20*time.Minute, "25.00", "0.0004125"),
		part("underpaid", "expired", time.Minute, "10.00", "0.000165"),
		part("paid", "paid", time.Minute, "25.00", "0.0004125"))
	rows, err := csv.NewReader(strings.NewReader(l.does("export"))).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("exported is %q, %v", rows, err)
	}
	labels, counted := slices.Index(rows[0], "labels"), slices.Index(rows[0], "counted_at")
	for _, row := range rows[1:] {
		if want := strings.TrimPrefix(row[0], "paid"); row[labels] != want || row[counted] == "" {
			t.Errorf("%s is called %q, and counts at %q", row[0], row[labels], row[counted])
		}
	}
	var totals struct {
		Lines []struct {
			Outcome, Fiat string
			Payments      int
		}
	}
	text := l.does("totals", "--since", "2h", "--json")
	if err := json.Unmarshal([]byte(text), &totals); err != nil || len(totals.Lines) != 4 {
		t.Fatalf("%v: %s", err, text)
	}
	for _, line := range totals.Lines {
		if line.Payments != 1 || !slices.ContainsFunc(rows, func(row []string) bool { return row[0] == line.Outcome }) {
			t.Errorf("in the totals is %+v", line)
		}
	}
	if got := l.does("receipt", "overpaid"); !strings.Contains(got, "More came than was asked for: 0.0000825") {
		t.Errorf("the receipt is\n%s", got)
	}
}

func TestAReaderThatHasSeenEnoughEndsAnExport(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	var many []fields
	for i := range 2000 {
		many = append(many, fields{"id": fmt.Sprintf("id-%04d", i)})
	}
	l.keeps(time.Now(), many...)
	c := exec.Command(paywatch(t), "export", "--format", "json")
	c.Env = l.env
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(io.Discard, out, 100); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil || complaints.Len() > 0 {
		t.Errorf("ended with %v, saying %q", err, complaints.String())
	}
}
