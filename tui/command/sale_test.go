package command

import (
	"strings"
	"testing"
)

func TestAmountsCannotBeMeantOtherwise(t *testing.T) {
	for text, want := range map[string]string{
		"12.50": "12.50", "12,50": "12.50", "12": "12.00", "12.5": "12.50", "0,01": "0.01", "007": "7.00",
		"99999999999999999": "99999999999999999.00",
	} {
		if got, err := parseAmount(text); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "12.505", "1.234,50", "1,234", "1 234", "12.", ".5", "-5", "+5", "1e3", "0x10", "12€", "12 EUR", "٣", "NaN", "\x1b[2J"} {
		got, err := parseAmount(text)
		if err == nil {
			t.Errorf("%q is taken for %s", text, got)
		} else if !strings.Contains(err.Error(), "write it as in 12.50") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q is refused with %v", text, err)
		}
	}
}

func TestMetadataIsNamedOnce(t *testing.T) {
	got, err := parseMeta([]string{"order=1042", "note=a=b", "empty="})
	if err != nil || got["order"] != "1042" || got["note"] != "a=b" || got["empty"] != "" || len(got) != 3 {
		t.Errorf("read as %v, %v", got, err)
	}
	for _, pairs := range [][]string{{"order"}, {"=1"}, {"a=1", "a=2"}, {""}} {
		if got, err := parseMeta(pairs); err == nil || !strings.Contains(err.Error(), "--meta order=1042") {
			t.Errorf("%q is read as %v, %v", pairs, got, err)
		}
	}
}
