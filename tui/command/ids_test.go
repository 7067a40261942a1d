package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

func TestIDsAreReadAsPeopleWriteThem(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []kubepay.ID
		wrong      string
	}{
		{"one a line", "a1\nb2\n", []kubepay.ID{"a1", "b2"}, ""},
		{"no end of line", "a1", []kubepay.ID{"a1"}, ""},
		{"from Windows", "a1\r\nb2\r\n", []kubepay.ID{"a1", "b2"}, ""},
		{"from Notepad", "\xef\xbb\xbfa1\r\nb2\r\n", []kubepay.ID{"a1", "b2"}, ""},
		{"blanks and commas", "a1, b2\tc3;d4  e5", []kubepay.ID{"a1", "b2", "c3", "d4", "e5"}, ""},
		{"comments", "# till 1\na1 # table 7\n\n#b2\n", []kubepay.ID{"a1"}, ""},
		{"nothing", "", nil, ""},
		{"what is no id does not hide the others", "a1\nb/2 c3\n", []kubepay.ID{"a1", "c3"}, "line 2: the id holds '/'"},
		{"comments that touch an id", "a1#b2\nc3", []kubepay.ID{"a1", "c3"}, ""},
		{"an endless comment", "#" + strings.Repeat("x ", 1<<17) + "\na1", []kubepay.ID{"a1"}, ""},
		{"no-break spaces", "a1\u00a0b2", []kubepay.ID{"a1", "b2"}, ""},
		{"bytes that are no text", "a1\nb\xff2", []kubepay.ID{"a1"}, "line 2: the id holds"},
		{"an endless word", "a1\n" + strings.Repeat("x", 1<<17) + ",b2", []kubepay.ID{"a1", "b2"}, "line 2: the id is longer than 128 characters"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []kubepay.ID
			var wrong error
			readIDs(strings.NewReader(test.text), func(id kubepay.ID, err error) bool {
				if wrong = errors.Join(wrong, err); err == nil {
					got = append(got, id)
				}
				return true
			})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
			switch {
			case test.wrong == "" && wrong != nil:
				t.Errorf("complains: %v", wrong)
			case test.wrong != "" && (wrong == nil || !strings.Contains(wrong.Error(), test.wrong)):
				t.Errorf("complains %v, want %q", wrong, test.wrong)
			}
		})
	}
}

func TestLinesThatHoldNothingButACommentAreCounted(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a1": 0, "a1\n\nb2\n": 0, "a1 # table 7\n": 0, "# till 1\na1": 1, "\t#\n#x#y\n": 2, "a1\n# b2": 1, "a1,\n, # b2": 1,
	} {
		if got := readIDs(strings.NewReader(text), func(kubepay.ID, error) bool { return true }); got != want {
			t.Errorf("%q has %d comments, want %d", text, got, want)
		}
	}
}

func TestALineOfIDsMayBeOfAnyLength(t *testing.T) {
	const many = 12_000
	for _, between := range []string{",", ";", " ", "\t"} {
		var text strings.Builder
		for i := range many {
			fmt.Fprintf(&text, "ok%d%s", i, between)
		}
		found := 0
		readIDs(strings.NewReader(text.String()), func(id kubepay.ID, err error) bool {
			if want := kubepay.ID(fmt.Sprintf("ok%d", found)); id != want || err != nil {
				t.Fatalf("between %q: found %q, %v, want %q", between, id, err, want)
			}
			found++
			return true
		})
		if found != many {
			t.Errorf("between %q: found %d ids, want %d", between, found, many)
		}
	}
}

// endless is a word without an end: it breaks off after 64 MiB.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	if e.read += len(p); e.read > 64<<20 {
		return 0, errors.New("the pipe broke")
	}
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestAWordThatNeverEndsFillsNoMemory(t *testing.T) {
	var before, after runtime.MemStats
	var wrong error
	runtime.ReadMemStats(&before)
	readIDs(&endless{}, func(id kubepay.ID, err error) bool {
		wrong = errors.Join(wrong, err)
		return true
	})
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("%d bytes were used", used)
	}
	if wrong == nil || !strings.Contains(wrong.Error(), "line 1 cannot be read: the pipe broke") {
		t.Errorf("complains %v", wrong)
	}
}

func TestIDsArriveWhileTheScreenIsOpen(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	n, err := gatherIDs([]string{"a1", Stdin}, "", read)
	if err != nil {
		t.Fatal(err)
	}
	arrivals := n.arrivals(t.Context())
	for _, id := range []kubepay.ID{"b2", "c3"} {
		if _, err := write.WriteString(string(id) + " no/id\n"); err != nil {
			t.Fatal(err)
		}
		if got := <-arrivals; got != id {
			t.Errorf("%q arrived, want %q", got, id)
		}
	}
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	if id, more := <-arrivals; more {
		t.Errorf("%q arrived after the end", id)
	}
	if diff := cmp.Diff([]kubepay.ID{"a1"}, n.ids); diff != "" {
		t.Errorf("ids from the start (-want +got):\n%s", diff)
	}
	if err := n.complaint(); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("complains %v, want the first line that was wrong", err)
	}
}

func TestAFileOfIDsIsReadWholeOrRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ids")
	if err := os.WriteFile(path, []byte("a1\nb2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	n, err := gatherIDs([]string{"c3"}, path, os.Stdin)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]kubepay.ID{"c3", "a1", "b2"}, n.ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	if err := os.WriteFile(path, []byte("a1\nb 2 ?\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := gatherIDs(nil, path, os.Stdin); err == nil || !strings.Contains(err.Error(), path+", line 2") {
		t.Errorf("a file that holds more than ids gives %v", err)
	}
}

func TestTheSandboxIsForThisMachineAlone(t *testing.T) {
	for address, allowed := range map[string]bool{
		"127.0.0.1:8787": true, "[::1]:0": true, "localhost:80": true,
		":8787": false, "0.0.0.0:8787": false, "192.168.1.2:80": false, "gateway.example:80": false, "127.0.0.1": false, "": false,
	} {
		if err := needLoopback(address); (err == nil) != allowed {
			t.Errorf("listening on %q: %v", address, err)
		}
	}
}
