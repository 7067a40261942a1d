package command

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func chosen(id kubepay.ID, title string) ledger.Payment {
	in := kubepay.Intent{ID: id, Status: kubepay.Pending, Currency: "EUR", Metadata: []kubepay.Field{{Key: "order", Value: title}}}
	return ledger.Payment{ID: id, Watched: true, Intent: &in, SeenAt: time.Now()}
}

func TestWhatIsChosenOnTheScreenIsExported(t *testing.T) {
	folder := t.TempDir()
	kept, err := ledger.Open(filepath.Join(folder, "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	recorded := *chosen("a1", "as it is kept").Intent
	if err := kept.Record([]ledger.Record{{Intent: recorded, Raw: []byte(`{"status":"pending","currency":"EUR","metadata":{"order":"as it is kept"}}`), SeenAt: time.Now()}}, true); err != nil {
		t.Fatal(err)
	}
	var a archive
	a.opened.Store(kept)
	all := []ledger.Payment{chosen("a1", "as it is shown"), chosen("b2", `=HYPERLINK("http://x")`)}

	path := filepath.Join(folder, "two.csv")
	if err := a.Export(t.Context(), path, all); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][1] != "as it is kept" || rows[2][1] != `'=HYPERLINK("http://x")` {
		t.Errorf("written was %v in\n%s", err, text)
	}

	for path, want := range map[string]string{
		path:                                  "is there already; choose another name",
		filepath.Join(folder, "two.txt"):      "let it end in .csv or .json",
		filepath.Join(folder, "two"):          "let it end in .csv or .json",
		filepath.Join(folder, "no", "it.csv"): "cannot export to " + filepath.Join(folder, "no", "it.csv") + ": no such folder; choose another",
	} {
		if err := a.Export(t.Context(), path, all); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), ".paywatch-export") {
			t.Errorf("exported to %s: %v, want %q", path, err, want)
		}
	}
	if again, err := os.ReadFile(path); err != nil || string(again) != string(text) {
		t.Errorf("the file is another one: %v", err)
	}

	nothing := archive{why: errors.New("no ledger")}
	if err := nothing.Export(t.Context(), filepath.Join(folder, "two.JSON"), all); err != nil {
		t.Error(err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, "two.JSON")); err != nil || !strings.Contains(string(text), "as it is shown") {
		t.Errorf("without a ledger: %v, %s", err, text)
	}
}
