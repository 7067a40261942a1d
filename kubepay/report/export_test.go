package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
)

func export(t *testing.T, f report.Format, payments ...ledger.Payment) string {
	t.Helper()
	var b bytes.Buffer
	table, err := report.NewPayments(&b, f)
	for _, p := range payments {
		err = errors.Join(err, table.Write(p))
	}
	if err := errors.Join(err, table.End()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cells reads a table as a spreadsheet does: rows of cells by their names.
func cells(t *testing.T, text string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var named []map[string]string
	for _, row := range rows[1:] {
		one := map[string]string{}
		for i, name := range rows[0] {
			one[name] = row[i]
		}
		named = append(named, one)
	}
	return named
}

func TestPaymentsAreExportedAsCSV(t *testing.T) {
	text := export(t, report.CSV, sale(meta("note", `"two", please`), counted), sale(status(kubepay.Expired), afterExpiry), ledger.Payment{ID: "a1", Added: opening})
	if lines := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n"); len(lines) != 4 {
		t.Errorf("%d lines, want a line of names and 3 rows:\n%s", len(lines), text)
	}
	rows := cells(t, text)
	want := map[string]string{
		"id": "5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11", "title": "Table 7", "status": "paid", "labels": "", "watched": "yes",
		"currency": "EUR", "fiat_total": "12.50", "fiat_captured": "12.50", "token": "BTC", "crypto_total": "0.0004125", "crypto_captured": "0.0004125",
		"pay_address": "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		"created_at":  "2026-11-26T08:00:00Z", "updated_at": "2026-11-26T08:04:00Z", "expires_at": "2026-11-26T08:15:00Z",
		"added_at": "2026-11-26T08:00:00Z", "seen_at": "2026-11-26T08:05:07Z", "counted_at": "2026-11-26T08:04:00Z",
		"metadata":     `{"order":"Table 7","note":"\"two\", please"}`,
		"transactions": "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
	}
	if diff := cmp.Diff(want, rows[0]); diff != "" {
		t.Errorf("the first row (-want +got):\n%s", diff)
	}
	if rows[1]["status"] != "expired" || rows[1]["labels"] != "late" {
		t.Errorf("money after expiry is called %q, %q", rows[1]["status"], rows[1]["labels"])
	}
	byAShopFront := cells(t, export(t, report.CSV, sale(status(kubepay.Expired), asAShopFrontSees, func(p *ledger.Payment) { p.Late = true })))[0]
	if byAShopFront["labels"] != "late" {
		t.Errorf("money that the ledger knows to be late is called %q", byAShopFront["labels"])
	}
	if unseen := rows[2]; unseen["status"] != "" || unseen["fiat_total"] != "" || unseen["seen_at"] != "" {
		t.Errorf("what was never seen is told: %v", unseen)
	}
}

func TestPaymentsAreExportedAsJSON(t *testing.T) {
	text := export(t, report.JSON, sale(), sale(captured("15", "0.000495")), ledger.Payment{ID: "a1"})
	var got []struct {
		ID, Status   string
		Labels       []string
		Fiat, Crypto struct{ Total, Captured string }
		Metadata     map[string]string
		Transactions []struct{ ID, Received string }
		Created      time.Time `json:"created_at"`
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if len(got) != 3 {
		t.Fatalf("%d payments, want 3", len(got))
	}
	if p := got[0]; p.Status != "paid" || p.Fiat.Captured != "12.50" || p.Crypto.Total != "0.0004125" ||
		p.Metadata["order"] != "Table 7" || p.Transactions[0].Received != "0.0004125" || !p.Created.Equal(opening) {
		t.Errorf("told as %+v", p)
	}
	if diff := cmp.Diff([]string{"overpaid"}, got[1].Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if strings.Count(text, "\n") != 5 {
		t.Errorf("not one line a payment:\n%s", text)
	}
}

func TestAnEmptyExportIsWhole(t *testing.T) {
	if text := export(t, report.CSV); !strings.HasPrefix(text, "id,title,status") || strings.Count(text, "\r\n") != 1 {
		t.Errorf("an empty CSV is %q", text)
	}
	var none []any
	if text := export(t, report.JSON); json.Unmarshal([]byte(text), &none) != nil || len(none) != 0 {
		t.Errorf("an empty JSON is %q", text)
	}
}

func TestChangesAreExported(t *testing.T) {
	p := sale()
	event := kubepay.Event{
		Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: p.ID, From: "pending", To: "paid"},
		At:     opening.Add(5*time.Minute + 123456789), Date: opening.Add(5 * time.Minute), Number: 17, Source: kubepay.WhileAway,
	}
	for _, format := range []report.Format{report.CSV, report.JSON} {
		var b bytes.Buffer
		table, err := report.NewChanges(&b, format)
		if err := errors.Join(err, table.Write(event, *p.Intent), table.End()); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{
			"number": "17", "payment": string(p.ID), "title": "Table 7", "kind": "status", "topics": "paid", "from": "pending", "to": "paid",
			"observed_at": "2026-11-26T08:05:00.123Z", "gateway_at": "2026-11-26T08:05:00Z", "source": "while_away", "unit": "", "transaction": "",
		}
		if format == report.CSV {
			if diff := cmp.Diff(want, cells(t, b.String())[0]); diff != "" {
				t.Errorf("CSV (-want +got):\n%s", diff)
			}
			continue
		}
		var got []map[string]any
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		for name, value := range map[string]any{"number": 17.0, "to": "paid", "source": "while_away", "observed_at": want["observed_at"]} {
			if got[0][name] != value {
				t.Errorf("JSON has %s %v, want %v", name, got[0][name], value)
			}
		}
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		`=HYPERLINK("http://x","y")`: `'=HYPERLINK("http://x","y")`,
		"+1":                         "'+1",
		"-2 chairs":                  "'-2 chairs",
		"@SUM(A1)":                   "'@SUM(A1)",
		"＝1+1":                       "'＝1+1",
		"a;=1+1":                     "a;'=1+1",
		"a; @x":                      "a; '@x",
		"Table 7":                    "Table 7",
		"a=b - c+d@e":                "a=b - c+d@e",
	} {
		row := cells(t, export(t, report.CSV, sale(func(p *ledger.Payment) {
			p.Intent.Metadata = []kubepay.Field{{Key: "title", Value: text}}
		})))[0]
		if row["title"] != want {
			t.Errorf("%q is exported as %q, want %q", text, row["title"], want)
		}
	}
}

func TestAFullDiskIsTold(t *testing.T) {
	table, err := report.NewPayments(full{}, report.CSV)
	for range 10_000 {
		if err = errors.Join(err, table.Write(sale())); err != nil {
			break
		}
	}
	if !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("writing goes on: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// FuzzCSV reads back what was written: every text is as it was, but for what
// keeps it from being a formula.
func FuzzCSV(f *testing.F) {
	f.Add("5f0c2a6e", "Table 7", "paid", "=1+1", "4a5e1e4b")
	f.Add("-", "a;\t=x", "\r\n+", "\"@\"", ",")
	f.Add("\u00a0=", "'=", "\u2007-", "＋", "; ; ;-")
	f.Fuzz(func(t *testing.T, id, title, status, key, tx string) {
		p := sale()
		p.ID, p.Intent.Status = kubepay.ID(clean(id)), kubepay.Status(clean(status))
		p.Intent.Metadata = []kubepay.Field{{Key: "title", Value: clean(title)}, {Key: clean(key), Value: "x"}}
		p.Intent.Transactions[0].ID = kubepay.TxID(clean(tx))
		rows := cells(t, export(t, report.CSV, p, sale()))
		if len(rows) != 2 {
			t.Fatalf("%d rows came of 2", len(rows))
		}
		for name, text := range map[string]string{"id": string(p.ID), "title": p.Intent.Title(), "status": string(p.Intent.Status), "transactions": clean(tx)} {
			if got := rows[0][name]; strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(text, "'", "") {
				t.Errorf("%s is %q, was %q", name, got, text)
			}
		}
		for name, got := range rows[0] {
			for _, part := range strings.FieldsFunc(got, func(r rune) bool { return r == ';' || r == '\t' }) {
				if part = strings.TrimSpace(part); part != "" && strings.ContainsAny(part[:1], "=+-@") {
					t.Errorf("%s is a formula: %q", name, got)
				}
			}
		}
	})
}

// clean is what can come from the gateway.
func clean(s string) string { return kubepay.Clean(s, 500) }

// FuzzJSON reads back what was written, whatever bytes the texts are.
func FuzzJSON(f *testing.F) {
	f.Add("Table 7", "note", "x")
	f.Add("\xff", "\u2028", "</script>")
	f.Fuzz(func(t *testing.T, title, key, value string) {
		p := sale(meta("title", title), meta(key, value), meta(key, value))
		var got []map[string]any
		if err := json.Unmarshal([]byte(export(t, report.JSON, p, p)), &got); err != nil || len(got) != 2 {
			t.Fatalf("%d payments, %v", len(got), err)
		}
		told, _ := got[0]["title"].(string)
		if want := clean(p.Intent.Title()); told != want { // none where there is nothing to read
			t.Errorf("the title %q is told as %q", want, told)
		}
	})
}
