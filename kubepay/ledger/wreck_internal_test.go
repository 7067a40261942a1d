package ledger

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"paywatch/kubepay"
)

// FuzzWreck reads whatever lies where a ledger and its log should be.
func FuzzWreck(f *testing.F) {
	path := filepath.Join(f.TempDir(), "ledger.db")
	l, err := Open(path, Options{})
	if err != nil {
		f.Fatal(err)
	}
	in := kubepay.Intent{ID: "a", Status: kubepay.Paid}
	if err := l.Record([]Record{{Intent: in, SeenAt: time.Unix(1, 0)}}, true); err != nil {
		f.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		f.Fatal(err)
	}
	l.Close()
	file, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file, log, uint32(0), byte(0))
	f.Add(file, []byte{}, uint32(8192+3), byte(7))
	f.Add([]byte{}, log, uint32(33), byte(1))
	f.Fuzz(func(t *testing.T, file, log []byte, at uint32, flip byte) {
		if len(file) > 0 {
			file[int(at)%len(file)] ^= flip
		}
		path := filepath.Join(t.TempDir(), "ledger.db")
		for name, content := range map[string][]byte{path: file, path + "-wal": log} {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		w, err := openWreck(path)
		if err != nil {
			t.Fatal(err)
		}
		defer w.close()
		w.rows(math.MaxUint32, func(s site, r relic) {
			if again, ok := w.at(s); !ok || again.number != r.number || again.form() != r.form() {
				t.Errorf("the row at %v is not found again", s)
			}
		})
	})
}

func TestNumbersAreReadAsSQLitePacksThem(t *testing.T) {
	t.Parallel()
	for packed, want := range map[string]uint64{
		"\x00": 0, "\x7f": 127, "\x81\x00": 128, "\xff\x7f": 16383,
		"\xff\xff\xff\xff\xff\xff\xff\xff\xff": math.MaxUint64, "\x80\x80\x80\x80\x80\x80\x80\x80\x05": 5,
	} {
		if n, rest, ok := varint([]byte(packed + "x")); n != want || string(rest) != "x" || !ok {
			t.Errorf("%q is read as %d, %q, %t", packed, n, rest, ok)
		}
		if _, _, ok := varint([]byte(packed[:len(packed)-1])); ok {
			t.Errorf("%q is read, though its end is cut off", packed)
		}
	}
}
