//go:build !windows

package sandbox_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay/sandbox"
)

// TestMain makes the test binary curl where it goes by that name.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "curl" {
		if err := curl(os.Args[1:], os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "curl:", err)
			os.Exit(2)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// curl stands in for the real one: it knows the options that the documentation
// uses, and refuses any other.
func curl(args []string, out io.Writer) error {
	method, body, url, written := "GET", "", "", ""
	header := http.Header{"User-Agent": {"curl"}}
	for i := 0; i < len(args); i++ {
		value := func() string { i++; return args[min(i, len(args)-1)] }
		switch args[i] {
		case "-s":
		case "-X":
			method = value()
		case "-H":
			name, text, _ := strings.Cut(value(), ": ")
			header.Set(name, text)
		case "--json":
			method, body = "POST", value()
			header.Set("Content-Type", "application/json")
		case "-o":
			if value() != os.DevNull {
				return errors.New("-o takes /dev/null alone")
			}
			out = io.Discard
		case "-w":
			if written = value(); written != `%{http_code}\n` {
				return errors.New("-w takes the status alone")
			}
		default:
			if strings.HasPrefix(args[i], "-") || url != "" {
				return fmt.Errorf("unknown: %q", args[i])
			}
			url = args[i]
		}
	}
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return err
	}
	request.Header = header
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(out, response.Body)
	if written != "" {
		fmt.Println(response.StatusCode)
	}
	return err
}

// curls are folders with a curl in them: the stand-in, so that the documentation
// is held to what it says on every machine, and the real one where there is one
// that knows all the options.
func curls(t *testing.T) map[string]string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{"its stand-in": t.TempDir()}
	if err := os.Symlink(self, filepath.Join(found["its stand-in"], "curl")); err != nil {
		t.Fatal(err)
	}
	if path, err := exec.LookPath("curl"); err == nil && exec.Command(path, "--json", "{}", "--version").Run() == nil {
		found["curl"] = filepath.Dir(path)
	}
	return found
}

// block is a part of a page between fences.
var block = regexp.MustCompile("(?ms)^```(toml|sh|text)\n(.*?)^```$")

func TestTheDocumentationDoesWhatItSays(t *testing.T) {
	page, err := os.ReadFile("../../docs/sandbox.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := block.FindAllStringSubmatch(string(page), -1)
	if len(blocks) < 10 || strings.Count(string(page), "\n```")%2 != 0 {
		t.Fatalf("the page has %d blocks, and of fences an odd number: %v", len(blocks), strings.Count(string(page), "\n```"))
	}
	for name, folder := range curls(t) {
		t.Run("by "+name, func(t *testing.T) {
			var url, said string
			for _, b := range blocks {
				switch kind, text := b[1], b[2]; kind {
				case "toml":
					url, _ = serve(t, scripted(t, text))
				case "sh":
					said = shell(t, folder, url, text)
				case "text":
					if diff := cmp.Diff(text, said); diff != "" {
						t.Error("it says otherwise (-documentation +said):\n", diff)
					}
				}
			}
		})
	}
}

// shell runs lines of the documentation, as a person who has set what the sandbox
// said to set.
func shell(t *testing.T, folder, url, lines string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), "sh", "-eu", "-c", lines)
	c.Env = []string{
		"PATH=" + folder + ":" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "LC_ALL=C",
		"KUBEPAY_URL=" + url, "KUBEPAY_TOKEN=" + sandbox.Token(time.Now()),
	}
	var complaints strings.Builder
	c.Stderr = &complaints
	out, err := c.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%v\n%s\nin\n%s", err, complaints.String(), lines)
	}
	return string(out)
}
