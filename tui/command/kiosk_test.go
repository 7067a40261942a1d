//go:build !windows

package command_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/terminal"
)

// shopfront is a gateway that says of every payment what it is told to say.
type shopfront struct {
	testing.TB
	url string

	mu     sync.Mutex
	code   int
	answer func(id string) string
}

func newShopfront(t testing.TB) *shopfront {
	t.Helper()
	s := &shopfront{TB: t, code: http.StatusOK}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(s.code)
		if s.code == http.StatusOK {
			parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
			_, _ = w.Write([]byte(s.answer(parts[len(parts)-1])))
		}
	}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// says has the gateway say this of every payment.
func (s *shopfront) says(code int, changed fields) {
	s.mu.Lock()
	defer s.mu.Unlock()
	made := time.Now().UTC()
	s.code, s.answer = code, func(id string) string {
		all := fields{"id": id, "created_at": made, "expires_at": made.Add(15 * time.Minute)}
		for k, v := range changed {
			all[k] = v
		}
		return intent(s, all)
	}
}

var displaySizes = [][2]int{{80, 24}, {120, 36}, {200, 60}, {40, 60}}

// onEverySize waits for the display to be as wanted at each size.
func onEverySize(t testing.TB, p *terminal.Program, wanted string, as func(*terminal.Screen) bool) {
	t.Helper()
	for _, size := range displaySizes {
		p.Resize(size[0], size[1])
		p.WaitUntil(wanted, func(s *terminal.Screen) bool {
			cells := s.Cells()
			return cells.Width() == size[0] && cells.Height() == size[1] && as(s)
		})
	}
}

func codeOn(s *terminal.Screen) string {
	cells := s.Cells()
	text, err := scan.Code(frame.Parse(s.ANSI(), cells.Width(), cells.Height()), frame.Dark)
	if err != nil {
		return ""
	}
	return text
}

// isGround tells whether a corner of the screen is coloured.
func isGreen(cell *uv.Cell) bool {
	if cell == nil || cell.Style.Bg == nil {
		return false
	}
	r, g, b, _ := cell.Style.Bg.RGBA()
	return g > 0x7000 && r < 0x2000 && b < 0x2000
}

// Every state of the display in the built program, in a real terminal of four sizes.
func TestTheDisplayInEveryState(t *testing.T) {
	t.Parallel()
	g := newShopfront(t)
	g.says(http.StatusOK, fields{"status": "pending", "metadata": fields{"station": "front"}})
	o := account(t, g.url, sandboxToken, "PAYWATCH_KIOSK_PIN=471100", "TZ=UTC", "LANG=en_GB.UTF-8")
	o.Patience = time.Minute
	p := run(t, o, "kiosk", "--name", "Aurora", "--line", "Coffee and cakes", "--dwell", "40s", "--station", "front")
	p.WaitUntil("the alternate screen", (*terminal.Screen).AltScreen)
	onEverySize(t, p, "the idle screen", func(s *terminal.Screen) bool { return readable(s, "Coffee and cakes", "▀") && codeOn(s) == "" })

	does(t, o.Env, "add", "a1b2c3d4e5")
	onEverySize(t, p, "a code for all of it", func(s *terminal.Screen) bool { return strings.HasSuffix(codeOn(s), "amount=0.0004125") })

	g.says(http.StatusOK, fields{"status": "partial", "amount_captured_fiat": "10.00", "amount_captured_crypto": "0.000165", "metadata": fields{"station": "front"}})
	onEverySize(t, p, "a code for the rest", func(s *terminal.Screen) bool { return strings.HasSuffix(codeOn(s), "amount=0.0002475") })

	g.says(http.StatusOK, fields{"status": "paid", "amount_captured_fiat": "25.00", "amount_captured_crypto": "0.0004125", "metadata": fields{"station": "front"}})
	onEverySize(t, p, "thanks on green", func(s *terminal.Screen) bool {
		return isGreen(s.Cells().CellAt(0, 0)) && strings.Contains(s.String(), "▀") && codeOn(s) == ""
	})

	g.says(http.StatusOK, fields{"status": "pending", "metadata": fields{"station": "front"}})
	does(t, o.Env, "add", "b1b2c3d4e5", "c1b2c3d4e5")
	p.Resize(80, 24)
	p.WaitFor("1 of 2")
	onEverySize(t, p, "a code of one of two", func(s *terminal.Screen) bool { return codeOn(s) != "" })

	g.says(http.StatusServiceUnavailable, nil)
	onEverySize(t, p, "a calm moment", func(s *terminal.Screen) bool {
		text := s.String()
		return codeOn(s) == "" && !isGreen(s.Cells().CellAt(0, 0)) && !strings.Contains(text, "BTC") && !strings.Contains(text, "cakes")
	})
	p.Resize(80, 24)
	p.WaitFor("Please do not pay now")

	for _, size := range [][2]int{{1, 1}, {20, 5}, {480, 135}} {
		p.Resize(size[0], size[1])
	}
	for _, key := range []string{"q", "ctrl+c", "ctrl+z", "esc", "enter", "\x1c", "\x04", "\x1bq"} {
		p.Press(key)
	}
	p.Click(3, 3)
	p.Paste("q")
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTSTP} {
		p.Signal(s)
	}
	g.says(http.StatusOK, fields{"status": "expired", "metadata": fields{"station": "front"}})
	p.Resize(80, 24)
	p.WaitFor("Please do not send anything: ask at the till.")
	onEverySize(t, p, "word that it is over", func(s *terminal.Screen) bool {
		text := s.String() // drawn in blocks on the largest
		return codeOn(s) == "" && !isGreen(s.Cells().CellAt(0, 0)) && (strings.Contains(text, "Please do not send") || strings.Contains(text, "▀▀▀"))
	})
	p.Type("471100\r")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if left := p.LeftAsFound(); left != "" {
		t.Error(left)
	}
	understood(t, p)
	for _, secret := range []string{"a1b2c3d4", "front", "471100", sandboxToken, "503"} {
		neverWrote(t, p, secret)
	}
}

// readable tells whether each text is on the screen.
func readable(s *terminal.Screen, texts ...string) bool {
	shown := s.String()
	for _, text := range texts {
		if !strings.Contains(shown, text) && (text != "Coffee and cakes" || !strings.Contains(shown, "█")) { // it is drawn where there is room
			return false
		}
	}
	return true
}

// does runs a command that must go well.
func does(t testing.TB, env []string, args ...string) string {
	t.Helper()
	l := &till{TB: t, env: env}
	return l.does(args...)
}

// What a till sells is on the display beside it within a moment, though the till
// asks the gateway and the display does not. The payments that it shows stay on the
// list when it ends, and one that was named to it does not.
func TestTheDisplayBesideATill(t *testing.T) {
	t.Parallel()
	url, _ := sandboxWith(t)
	l := newTill(t, url)
	screen := terminal.Options{Env: l.env}
	atTill := run(t, screen)
	atTill.WaitFor("Press n to make a sale")
	beat := filepath.Join(t.TempDir(), "alive")
	p := run(t, screen, "kiosk", "--name", "Aurora", "--heartbeat", beat, "--lang", "es")
	p.WaitUntil("the alternate screen", (*terminal.Screen).AltScreen)
	if raw := string(p.Raw()); !strings.Contains(raw, "only SIGTERM or SIGHUP does") {
		t.Errorf("how it is ended is not said: %q", raw)
	}
	atTill.Press("n")
	atTill.WaitFor("New sale")
	atTill.Type("1250\x13")
	atTill.WaitFor("esc back")
	sold := time.Now()
	p.WaitUntil("the sale's code", func(s *terminal.Screen) bool { return codeOn(s) != "" })
	if took := time.Since(sold); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	p.WaitFor("Escanee para pagar")
	info, err := os.Stat(beat)
	if err != nil || info.Mode().Perm() != 0o600 || time.Since(info.ModTime()) > time.Minute {
		t.Errorf("the heartbeat is %v, %v", info, err)
	}

	p.Signal(syscall.SIGSTOP)
	p.Signal(syscall.SIGCONT)
	atTill.Press("esc", "q") // the display looks by itself now
	atTill.Wait()
	p.WaitUntil("the sale's code", func(s *terminal.Screen) bool { return codeOn(s) != "" })
	p.Signal(syscall.SIGTERM)
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if left := p.LeftAsFound(); left != "" {
		t.Error(left)
	}
	if list := l.does("ls"); strings.Count(list, "pending") != 1 {
		t.Errorf("on the list is\n%s", list)
	}
}

func TestWhatIsNamedToTheDisplayLeavesTheListWithIt(t *testing.T) {
	t.Parallel()
	url, ids := sandboxWith(t, "25.00")
	l := newTill(t, url)
	p := run(t, terminal.Options{Env: l.env}, "kiosk", "--unlock", "ctrl+alt+q", ids[0])
	p.WaitUntil("the code", func(s *terminal.Screen) bool { return codeOn(s) != "" })
	p.Type("q\x11\x1bq\x1b[113;5u\x1b[113;3u") // each key of the chord alone
	p.Type("\x1b\x11")                         // ctrl+alt+q
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if list := l.does("ls"); strings.Contains(list, ids[0]) {
		t.Errorf("it is still on the list:\n%s", list)
	}
}

// A terminal that has learned the kitty protocol sends chords in another form.
func TestAChordInItsOtherFormEndsTheDisplay(t *testing.T) {
	t.Parallel()
	url, _ := sandboxWith(t)
	p := run(t, terminal.Options{Env: newTill(t, url).env}, "kiosk", "--unlock", "ctrl+alt+q")
	p.WaitUntil("the alternate screen", (*terminal.Screen).AltScreen)
	p.Type("\x1b[113;7u")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if left := p.LeftAsFound(); left != "" {
		t.Error(left)
	}
}

func TestTheDisplayEndsWithItsTerminal(t *testing.T) {
	t.Parallel()
	url, ids := sandboxWith(t, "25.00")
	p := run(t, terminal.Options{Env: newTill(t, url).env}, "kiosk", ids[0])
	p.WaitUntil("the code", func(s *terminal.Screen) bool { return codeOn(s) != "" })
	p.HangUp()
	p.Wait()
}

func TestWhatTheDisplayRefuses(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.refuses(2, "choose a chord such as ctrl+alt+q", "kiosk", "--unlock", "q")
	l.refuses(2, "such as 10s", "kiosk", "--dwell", "0s")
	l.refuses(2, "needs a terminal", "kiosk")
	l.refuses(2, "there is no flag --pin", "kiosk", "--pin", "4711")
	l.env = append(l.env, "PAYWATCH_KIOSK_PIN=12")
	l.refuses(2, "digits", "kiosk")
}

// What the display sends a Linux console is what that can show: letters that its
// fonts have, and sixteen colours. Its codes are of coloured blanks, and are read.
func TestTheDisplayOnALinuxConsole(t *testing.T) {
	t.Parallel()
	g := newShopfront(t)
	g.says(http.StatusOK, fields{"status": "partial", "amount_captured_fiat": "10.00", "amount_captured_crypto": "0.000165"})
	o := account(t, g.url, sandboxToken, "TERM=linux", "COLORTERM=", "TZ=UTC")
	o.Width, o.Height, o.Patience = 80, 25, time.Minute
	p := run(t, o, "kiosk", "--name", "Łódź 🍕", "--line", "Zażółć gęślą jaźń", "--lang", "pl,ja,fr", "--dwell", "30s", "--unlock", "ctrl+alt+q")
	p.WaitFor("Zazólc gesla jazn")
	if raw := string(p.Raw()); !strings.Contains(raw, "the screen has 80×25 characters") {
		t.Errorf("that there is no room for a code is not said: %q", raw)
	}
	does(t, o.Env, "add", "a1b2c3d4e5")
	p.WaitUntil("word that nothing can be paid here", func(s *terminal.Screen) bool { return strings.Contains(s.String(), "przy kasie") && codeOn(s) == "" })
	for _, size := range [][2]int{{128, 48}, {160, 50}, {240, 67}} {
		p.Resize(size[0], size[1])
		p.WaitUntil("a code for the rest", func(s *terminal.Screen) bool {
			return s.Cells().Width() == size[0] && strings.HasSuffix(codeOn(s), "amount=0.0002475")
		})
	}
	g.says(http.StatusOK, fields{"status": "paid", "amount_captured_fiat": "25.00", "amount_captured_crypto": "0.0004125"})
	p.WaitUntil("thanks", func(s *terminal.Screen) bool { return codeOn(s) == "" })
	p.Type("\x1b\x11") // ctrl+alt+q, as a console sends it
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	shown := string(p.Raw())
	shown = shown[strings.Index(shown, "\x1b[?1049h"):]
	for _, r := range ansi.Strip(shown) {
		if r > 0xff {
			t.Fatalf("%q is sent, which no font of a console has", r)
		}
	}
	if found := regexp.MustCompile(`\x1b\[[0-9;]*[34]8[;:][25][0-9;:]*m`).FindString(shown); found != "" {
		t.Errorf("%q is a colour that a console has not", found)
	}
}
