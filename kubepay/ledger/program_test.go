package ledger_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// asRecorder makes the test binary record until it is killed, into the file
// that the variable names, and say after each batch what it has recorded.
const asRecorder = "PAYWATCH_TEST_RECORDS_INTO"

func TestMain(m *testing.M) {
	if path := os.Getenv(asRecorder); path != "" {
		recordForever(path)
	}
	os.Exit(m.Run())
}

func recordForever(path string) {
	l, err := ledger.Open(path, ledger.Options{Hooks: func(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} }})
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	for n := 0; ; n++ {
		var batch []ledger.Record
		for i := range 1 + n%7 {
			id := kubepay.ID(fmt.Sprintf("p%d", (n+i)%40))
			word := fmt.Sprintf("%d.%d.%d", os.Getpid(), n, i)
			batch = append(batch, ledger.Record{
				Intent: kubepay.Intent{ID: id, Status: kubepay.Status(word), PayAddress: kubepay.Address(word)},
				Raw:    fmt.Appendf(nil, `{"id":%q,"status":%q,"pay_address":%q,"transactions":[]}`, id, word, word),
				SeenAt: time.Now(),
				Events: []kubepay.Event{ // as what was there before is compared with it, too
					{Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: id, To: word}, At: time.Now()},
					{Change: kubepay.Change{Kind: kubepay.AddressMoved, ID: id, To: word}, At: time.Now()},
				},
			})
		}
		if err := l.Record(batch, false); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		var line strings.Builder
		for _, r := range batch {
			for _, e := range r.Events {
				fmt.Fprintf(&line, " %d=%s=%s", e.Number, e.ID, e.To)
			}
		}
		fmt.Println("recorded" + line.String())
		if n%5 == 4 {
			if _, err := l.Index(20); err != nil {
				fmt.Println("failed", err)
				os.Exit(1)
			}
		}
	}
}

// recordUntilKilled gives the events by number that a program said it had
// recorded before it was killed at some moment.
func recordUntilKilled(t *testing.T, path string, said map[int64]string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), asRecorder+"="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	began := false
	for lines.Scan() {
		if !began {
			began = true
			time.AfterFunc(time.Duration(rand.IntN(15_000))*time.Microsecond, func() { c.Process.Kill() })
		}
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || fields[0] != "recorded" {
			t.Errorf("the program said %q", lines.Text())
		}
		for _, f := range fields[1:] {
			parts := strings.Split(f, "=")
			if len(parts) != 3 {
				continue // the line was cut off by the end
			}
			n, _ := strconv.ParseInt(parts[0], 10, 64)
			if was, ok := said[n]; ok {
				t.Fatalf("the number %d stands for %s and for %s", n, was, f)
			}
			said[n] = parts[1] + "=" + parts[2]
		}
	}
	_ = c.Wait()
}

func TestNothingThatWasRecordedIsLostByKilling(t *testing.T) {
	kills := 300
	if testing.Short() || raced {
		kills = 20
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	said := map[int64]string{}
	for range kills {
		recordUntilKilled(t, path, said)
	}
	if len(said) < kills {
		t.Fatalf("only %d events were recorded in %d lives", len(said), kills)
	}
	checkIntegrity(t, path)
	l := open(t, path, ledger.Options{})
	kept := map[int64]string{}
	whole := map[string]int{}
	if err := l.ExportChanges(t.Context(), time.Time{}, time.Time{}, func(e kubepay.Event, _ kubepay.Intent) error {
		if _, ok := kept[e.Number]; ok {
			t.Errorf("the number %d is there twice", e.Number)
		}
		kept[e.Number] = string(e.ID) + "=" + e.To
		whole[e.To]++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for n, what := range said {
		if got, ok := kept[n]; !ok || !strings.HasPrefix(got, what) {
			t.Errorf("event %d was %s, and is %q", n, what, got)
		}
	}
	for word, n := range whole {
		if n != 2 {
			t.Errorf("of look %s %d of 2 events are there", word, n)
		}
	}
	owed, err := l.Deliveries(t.Context(), 1<<30, true)
	if err != nil || len(owed) != len(kept) {
		t.Errorf("%d deliveries are owed for %d events, %v", len(owed), len(kept), err)
	}
	t.Logf("%d kills, %d events said, %d kept", kills, len(said), len(kept))
}
