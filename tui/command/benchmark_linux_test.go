package command_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/sandbox"
	"paywatch/tui/terminal"
)

// BenchmarkProgram measures the built program on a terminal of 160×50 cells,
// against a gateway in another process. Every operation but a start is a whole
// measurement of some seconds.
//
//	go test -run '^$' -bench Program -timeout 30m ./tui/command
func BenchmarkProgram(b *testing.B) {
	b.Run("first-paint", benchmarkFirstPaint)
	b.Run("first-paint-of-a-ledger", benchmarkFirstPaintOfALedger)
	b.Run("keys/payments=10", func(b *testing.B) { benchmarkKeys(b, 10) })
	b.Run("keys/payments=10000", func(b *testing.B) { benchmarkKeys(b, 10_000) })
	b.Run("watching/payments=10000", func(b *testing.B) { benchmarkWatching(b, 10_000, 48) })
	b.Run("watching/payments=100000", func(b *testing.B) { benchmarkWatching(b, 100_000, 256) })
	b.Run("idle/one-countdown", func(b *testing.B) { benchmarkIdle(b, "25.04", "1 pending", 60) })
	b.Run("idle/nothing-changes", func(b *testing.B) { benchmarkIdle(b, "25.01", "1 paid", 0) })
}

const (
	keyPresses = 300              // in one measurement
	window     = 10 * time.Second // of what is measured by the second
)

func benchmarkFirstPaint(b *testing.B) {
	g := otherGateway(b, 1, "25.04")
	paywatch(b)
	var took []time.Duration
	for b.Loop() {
		p := watching(b, g)
		p.WaitUntil("the first frame", func(s *terminal.Screen) bool { return s.AltScreen() && strings.Contains(s.String(), "pending") })
		took = append(took, time.Since(p.Started()))
		p.Press("q")
		p.Wait()
	}
	report(b, took, 50)
}

// benchmarkFirstPaintOfALedger starts on a ledger with few payments and on one with
// many, in turn, so that both are measured in the same weather.
func benchmarkFirstPaintOfALedger(b *testing.B) {
	g := otherGateway(b, 1, "25.04")
	type start struct {
		recorded, watched int
		db                string
		took              []time.Duration
	}
	starts := []*start{{recorded: 100, watched: 100}, {recorded: 100_000, watched: 1000}}
	for _, s := range starts {
		s.db = filepath.Join(b.TempDir(), "ledger.db")
		sell(b, s.db, s.recorded)
		watchNewest(b, s.db, s.watched)
	}
	for b.Loop() {
		for _, s := range starts {
			o := account(b, g.url, sandboxToken, "PAYWATCH_DB="+s.db)
			o.Width, o.Height = 160, 50
			p := run(b, o)
			p.WaitUntil("the first frame", func(s *terminal.Screen) bool { return s.AltScreen() && strings.Contains(s.String(), "pending") })
			s.took = append(s.took, time.Since(p.Started()))
			p.WaitFor(fmt.Sprintf("all %d", s.watched)) // the list, loaded behind
			p.Press("q")
			p.Wait()
		}
	}
	for _, s := range starts {
		slices.Sort(s.took)
		b.ReportMetric(float64(s.took[len(s.took)/2])/float64(time.Millisecond), fmt.Sprintf("p50-ms/recorded=%d", s.recorded))
	}
	b.ReportMetric(0, "ns/op")
}

// watchNewest puts the newest payments of a ledger on the list.
func watchNewest(b *testing.B, db string, count int) {
	b.Helper()
	l, err := ledger.Open(db, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	found, err := l.Search(b.Context(), "", count)
	if err != nil {
		b.Fatal(err)
	}
	var ids []kubepay.ID
	for _, f := range slices.Backward(found) {
		ids = append(ids, f.ID)
	}
	if err := errors.Join(l.Watch(time.Now(), ids...), l.Close()); err != nil {
		b.Fatal(err)
	}
}

func benchmarkKeys(b *testing.B, payments int) {
	p := watching(b, otherGateway(b, payments, "25.04"))
	allSeen(p, payments)
	var took []time.Duration
	for b.Loop() {
		for i := range keyPresses {
			<-time.After(time.Duration(rand.Int64N(int64(40 * time.Millisecond)))) // even gaps would keep step with the frames
			key := []string{"down", "up"}[i%2]
			var before int
			p.Look(func(s *terminal.Screen) { before = selectedRow(s) })
			pressed := time.Now()
			p.Press(key)
			p.WaitUntil("the selection moved", func(s *terminal.Screen) bool { return selectedRow(s) != before })
			took = append(took, time.Since(pressed))
		}
	}
	report(b, took, 50, 99)
}

func benchmarkWatching(b *testing.B, payments, mostMiB int) {
	p := watching(b, otherGateway(b, payments, "25.04"))
	allSeen(p, payments)
	var cpu float64
	for b.Loop() {
		cpu, _ = overWindow(b, p)
	}
	resident := residentMiB(b, p)
	b.ReportMetric(cpu, "cpu-%")
	b.ReportMetric(resident, "RSS-MiB")
	b.ReportMetric(0, "ns/op")
	if resident > float64(mostMiB) {
		b.Errorf("%.1f MiB are resident, at most %d may be; %.1f %% of a processor", resident, mostMiB, cpu)
	}
}

func benchmarkIdle(b *testing.B, amount, settled string, most float64) {
	p := watching(b, otherGateway(b, 1, amount))
	p.WaitFor(settled)
	<-time.After(15 * time.Second) // for the look that confirms the first
	var cpu, bytes float64
	for b.Loop() {
		cpu, bytes = overWindow(b, p)
	}
	b.ReportMetric(cpu, "cpu-%")
	b.ReportMetric(bytes, "B/s")
	b.ReportMetric(0, "ns/op")
	if bytes > most {
		b.Errorf("%.1f bytes a second are written, at most %.0f may be; %.1f %% of a processor", bytes, most, cpu)
	}
}

// watching starts the program on a gateway's payments, at 10 s for each.
func watching(b *testing.B, g gatewayProcess) *terminal.Program {
	b.Helper()
	o := account(b, g.url, sandboxToken)
	o.Width, o.Height, o.Patience = 160, 50, 3*time.Minute
	return run(b, o, "--ids", g.ids, "--interval", "10s", "--max-rps", "20000")
}

// allSeen waits until every payment has been looked at.
func allSeen(p *terminal.Program, payments int) {
	p.WaitFor(fmt.Sprintf("%d pending", payments))
}

func selectedRow(s *terminal.Screen) int {
	cells := s.Cells()
	for y := range cells.Height() {
		if cells.CellAt(0, y).Content == "▌" {
			return y
		}
	}
	return -1
}

// report gives percentiles in milliseconds, by the nearest rank.
func report(b *testing.B, took []time.Duration, percentiles ...int) {
	slices.Sort(took)
	for _, p := range percentiles {
		rank := (len(took)*p + 99) / 100
		b.ReportMetric(float64(took[max(rank, 1)-1])/float64(time.Millisecond), fmt.Sprintf("p%d-ms", p))
	}
	b.ReportMetric(0, "ns/op") // which would add the gaps
}

// overWindow is the share of one processor's time, and the bytes written, in a
// second.
func overWindow(b *testing.B, p *terminal.Program) (cpuPercent, bytesPerSecond float64) {
	b.Helper()
	cpu, bytes, began := processorTime(b, p), p.Written(), time.Now()
	<-time.After(window)
	took := time.Since(began).Seconds()
	return (processorTime(b, p) - cpu).Seconds() / took * 100, float64(p.Written()-bytes) / took
}

// processorTime is what the program has used, by proc(5).
func processorTime(b *testing.B, p *terminal.Program) time.Duration {
	b.Helper()
	_, rest, _ := strings.Cut(proc(b, p, "stat"), ") ")
	fields := strings.Fields(rest)
	var ticks int
	for _, field := range fields[11:13] { // utime and stime
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux that Go runs on
	return time.Duration(ticks) * tick
}

func residentMiB(b *testing.B, p *terminal.Program) float64 {
	b.Helper()
	for line := range strings.Lines(proc(b, p, "status")) {
		var kib float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kib); n == 1 {
			return kib / 1024
		}
	}
	b.Fatal("the system does not say how much memory is resident")
	return 0
}

func proc(b *testing.B, p *terminal.Program, file string) string {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.PID(), file))
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

// gatewayProcess is a sandbox in a process of its own, so that what it costs is
// not counted as the program's.
type gatewayProcess struct {
	url string
	ids string // path of a file
}

// asGateway makes the test binary be such a process: "count amount path".
const asGateway = "PAYWATCH_TEST_AS_GATEWAY"

func otherGateway(b *testing.B, payments int, amount string) gatewayProcess {
	b.Helper()
	ids := filepath.Join(b.TempDir(), "ids")
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s %s", asGateway, payments, amount, ids))
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = c.Process.Kill() // it ends in no other way
		_ = c.Wait()
	})
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatalf("the gateway says nothing: %v", err)
	}
	return gatewayProcess{url: strings.TrimSpace(url), ids: ids}
}

// init serves as a gateway, where asked to, before any test runs.
func init() {
	var payments int
	var amount, path string
	if n, _ := fmt.Sscanf(os.Getenv(asGateway), "%d %s %s", &payments, &amount, &path); n != 3 {
		return
	}
	if err := beGateway(payments, amount, path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func beGateway(payments int, amount, path string) error {
	g := sandbox.New(sandbox.Options{Unthrottled: true})
	var ids strings.Builder
	for i := range payments {
		id, err := g.Create(kubepay.Sale{
			AmountFiat: amount, AmountCrypto: "0.0004125", Token: "BTC", Currency: "EUR",
			Metadata: map[string]any{"order": fmt.Sprintf("Table %d", i+1)},
		})
		if err != nil {
			return err
		}
		fmt.Fprintln(&ids, id)
	}
	if err := os.WriteFile(path, []byte(ids.String()), 0o600); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + listener.Addr().String())
	return g.Serve(context.Background(), listener)
}
