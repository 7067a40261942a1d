package command_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// BenchmarkExport measures the built program as it exports a million payments:
// in a process of its own, so that making them is not counted. Every operation
// is a whole export. To make the payments takes some minutes, and a gigabyte of
// the temporary folder.
//
//	go test -run '^$' -bench Export -benchtime 1x -timeout 60m ./tui/command
func BenchmarkExport(b *testing.B) {
	const rows, mostMiB = 1_000_000, 64
	b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
		db := filepath.Join(b.TempDir(), "ledger.db")
		sell(b, db, rows)
		var peak float64
		for b.Loop() {
			var lines int
			lines, peak = exported(b, db)
			if lines != rows+1 {
				b.Fatalf("%d lines, want %d and the names", lines, rows)
			}
		}
		b.ReportMetric(peak, "peak-RSS-MiB")
		b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		if peak > mostMiB {
			b.Errorf("%.1f MiB were resident, at most %d may be", peak, mostMiB)
		}
	})
}

// exported counts the lines of an export, and what was resident at most.
func exported(b *testing.B, db string) (lines int, peakMiB float64) {
	b.Helper()
	c := exec.Command(paywatch(b), "export", "--format", "csv")
	c.Env = append(account(b, "", "").Env, "PAYWATCH_DB="+db)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	chunk := make([]byte, 1<<20)
	for {
		n, err := out.Read(chunk)
		lines += strings.Count(string(chunk[:n]), "\n")
		peakMiB = max(peakMiB, highWater(c.Process.Pid))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Wait(); err != nil {
		b.Fatal(err)
	}
	return lines, peakMiB
}

// highWater is what was resident at most so far, by proc(5). What the system
// adds up for a process that has ended counts its parent too.
func highWater(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // it has ended
	}
	for line := range strings.Lines(string(text)) {
		var kib float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kib); n == 1 {
			return kib / 1024
		}
	}
	return 0
}

// sell makes a ledger of payments, two a minute, as a program that watched them
// would have left it.
func sell(b *testing.B, db string, payments int) {
	b.Helper()
	l, err := ledger.Open(db, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	const batch = 5000
	total := decimal.NewNullDecimal(decimal.RequireFromString("12.5"))
	coins := decimal.NewNullDecimal(decimal.RequireFromString("0.0004125"))
	first := time.Now().Add(-time.Duration(payments) * 30 * time.Second).Truncate(time.Second).UTC()
	for from := 0; from < payments; from += batch {
		var records []ledger.Record
		for i := from; i < min(from+batch, payments); i++ {
			at := first.Add(time.Duration(i) * 30 * time.Second)
			id, order, tx := fmt.Sprintf("%08x-7f1d-4c58-9a55-2f1f0c1f7b11", i), fmt.Sprintf("Table %d", i%40), fmt.Sprintf("%064x", i)
			in := kubepay.Intent{
				ID: kubepay.ID(id), Status: kubepay.Paid, Token: "BTC", Currency: "EUR", CreatedAt: at, UpdatedAt: at, ExpiresAt: at.Add(15 * time.Minute),
				PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
				Fiat:       kubepay.Amount{Total: total, Captured: total}, Crypto: kubepay.Amount{Total: coins, Captured: coins},
				Metadata:     []kubepay.Field{{Key: "order", Value: order}},
				Transactions: []kubepay.Transaction{{ID: kubepay.TxID(tx), Received: coins.Decimal, CreatedAt: at}},
			}
			when := at.Format(time.RFC3339)
			raw := fmt.Appendf(nil, `{"id":%q,"status":"paid","token":"BTC","currency":"EUR","created_at":%q,"updated_at":%[2]q,"expires_at":%[3]q,"pay_address":%[4]q,`+
				`"amount_fiat":"12.5","amount_crypto":"0.0004125","amount_captured_fiat":"12.5","amount_captured_crypto":"0.0004125","metadata":{"order":%[5]q},`+
				`"transactions":[{"received_amount":"0.0004125","chain_transaction_id":%[6]q,"created_at":%[2]q}],"payment_log":null}`,
				id, when, in.ExpiresAt.Format(time.RFC3339), in.PayAddress, order, tx)
			event := kubepay.Event{Change: kubepay.Change{Kind: kubepay.FirstSeen, ID: in.ID, To: "paid"}, At: at, Date: at, Source: kubepay.Watching}
			records = append(records, ledger.Record{Intent: in, Raw: raw, SeenAt: at, Date: at, Events: []kubepay.Event{event}})
		}
		if err := l.Record(records, true); err != nil {
			b.Fatal(err)
		}
	}
	for left := true; left; {
		if left, err = l.Index(batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
}
