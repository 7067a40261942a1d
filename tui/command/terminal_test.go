//go:build !windows

package command_test

import (
	"image/color"
	"strings"
	"syscall"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/terminal"
)

func TestDemo(t *testing.T) {
	p := run(t, terminal.Options{}, "demo")
	p.WaitFor("nobody")
	p.WaitFor("● 1 paid")
	p.Press("?")
	p.WaitFor("quit")
	p.Press("esc", "q")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	understood(t, p)
}

// A sale on a real terminal, in bytes as its keys send them.
func TestASale(t *testing.T) {
	url, _ := sandboxWith(t)
	p := run(t, account(t, url, sandboxToken))
	p.WaitFor("Press n to make a sale")
	p.Press("n")
	p.WaitFor("New sale")
	p.Type("1250\x13") // ctrl+s, and no wait for the figures
	p.WaitFor("Scan to pay")
	p.Press("esc")
	p.WaitFor("1 pending")
	p.Press("q")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	understood(t, p)
}

// The customer is spoken to in the language that was chosen, else in the machine's.
func TestTheCustomersLanguage(t *testing.T) {
	url, ids := sandboxWith(t, "25.00")
	for _, test := range []struct {
		name, want string
		env, args  []string
	}{
		{"chosen by flag", "Escanee para pagar", []string{"LANG=de_DE.UTF-8", "PAYWATCH_LANG=fr"}, []string{"--lang", "es"}},
		{"chosen by variable", "Scannez pour payer", []string{"LANG=de_DE.UTF-8", "PAYWATCH_LANG=fr"}, nil},
		{"the machine's", "Zum Bezahlen scannen", []string{"LANG=de_DE.UTF-8"}, nil},
		{"the machine's for messages", "スキャンしてお支払いください", []string{"LANG=de_DE.UTF-8", "LC_MESSAGES=ja_JP.UTF-8"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := run(t, account(t, url, sandboxToken, test.env...), append(test.args, ids...)...)
			p.WaitFor("show to customer") // the till's own words are English
			p.Press("enter")
			p.WaitFor(test.want)
			p.Press("esc", "q")
			if code := p.Wait(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			understood(t, p)
		})
	}
}

func TestWithoutATokenNothingIsSold(t *testing.T) {
	url, _ := sandboxWith(t)
	p := run(t, account(t, url, ""))
	p.WaitFor("Nothing is watched yet.")
	p.Press("n")
	p.WaitFor("no sale can be made without a token")
	p.Press("q")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestATerminalThatCannotDrawIsSentNoScreen(t *testing.T) {
	for _, args := range [][]string{{"demo"}, {"a1b2c3d4e5"}} {
		t.Run(args[0], func(t *testing.T) {
			p := run(t, account(t, "https://gateway.example", secret, "TERM=dumb"), args...)
			if code := p.Wait(); code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			neverWrote(t, p, "\x1b[?") // such as the alternate screen
			if text := p.Screen(); !strings.Contains(text, "TERM is dumb; ") {
				t.Errorf("why and what to do is not said:\n%s", text)
			}
		})
	}
}

func TestTheTerminalIsLeftAsItWas(t *testing.T) {
	for _, test := range []struct {
		name string
		end  func(*terminal.Program)
	}{
		{"q", func(p *terminal.Program) { p.Press("q") }},
		{"ctrl+c", func(p *terminal.Program) { p.Press("ctrl+c") }},
		{"SIGINT", func(p *terminal.Program) { p.Signal(syscall.SIGINT) }},
		{"SIGTERM", func(p *terminal.Program) { p.Signal(syscall.SIGTERM) }},
		{"SIGHUP", func(p *terminal.Program) { p.Signal(syscall.SIGHUP) }},
		{"q at the customer's view", func(p *terminal.Program) {
			p.Press("enter")
			p.WaitFor("esc back")
			p.Press("esc", "q")
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			url, ids := sandboxWith(t, "25.00")
			p := run(t, account(t, url, sandboxToken), ids...)
			p.WaitUntil("the alternate screen", (*terminal.Screen).AltScreen)
			p.WaitFor("25.00 EUR") // by then the program has read what it asked the terminal
			test.end(p)
			if code := p.Wait(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			if left := p.LeftAsFound(); left != "" {
				t.Error(left)
			}
			if text := strings.TrimSpace(p.Screen()); text != "" {
				t.Errorf("on the screen is left:\n%s", text)
			}
			understood(t, p)
		})
	}
}

func TestTheProgramEndsWithItsTerminal(t *testing.T) {
	url, ids := sandboxWith(t, "25.00")
	p := run(t, account(t, url, sandboxToken), ids...)
	p.WaitFor("25.00")
	p.HangUp()
	p.Wait()
}

func TestAResizeIsFollowed(t *testing.T) {
	url, ids := sandboxWith(t, "25.00", "12.50")
	p := run(t, account(t, url, sandboxToken), ids...)
	p.WaitFor("25.00")
	for _, size := range [][2]int{{80, 24}, {40, 60}, {20, 5}, {1, 1}, {200, 60}} {
		p.Resize(size[0], size[1])
	}
	p.WaitUntil("a rule over the whole width", func(s *terminal.Screen) bool {
		lines := strings.Split(s.String(), "\n")
		return len(lines) == 60 && strings.Count(s.String(), "─") > 200
	})
	understood(t, p)
}

func TestTheCodeOnTheScreenIsRead(t *testing.T) {
	url, ids := sandboxWith(t, "25.00")
	for _, test := range []struct {
		name string
		more []string
		o    terminal.Options
	}{
		{name: "full colour"},
		{name: "NO_COLOR", more: []string{"NO_COLOR=1"}},
		{name: "256 colours", more: []string{"COLORTERM="}},
		{name: "the Linux console", more: []string{"TERM=linux", "COLORTERM="}},
		{name: "a light terminal", o: terminal.Options{Light: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := account(t, url, sandboxToken, test.more...)
			o.Light, o.Width, o.Height = test.o.Light, 120, 60
			p := run(t, o, ids...)
			p.WaitFor("25.00")
			p.Press("enter")
			p.WaitFor("esc back")
			palette := frame.Dark
			if o.Light {
				palette = frame.Light
			}
			p.WaitUntil("a code that a phone reads", func(s *terminal.Screen) bool {
				text, err := scan.Code(frame.Parse(s.ANSI(), o.Width, o.Height), palette)
				return err == nil && strings.HasPrefix(text, "bitcoin:") && strings.Contains(text, "amount=0.0004125")
			})
			understood(t, p)
		})
	}
}

func TestNoColorIsObeyed(t *testing.T) {
	url, ids := sandboxWith(t, "25.00", "12.01")
	p := run(t, account(t, url, sandboxToken, "NO_COLOR=1"), ids...)
	p.WaitFor("1 paid")
	p.Look(func(s *terminal.Screen) {
		cells := s.Cells()
		for y := range cells.Height() {
			for x := range cells.Width() {
				if cell := cells.CellAt(x, y); coloured(cell) {
					t.Fatalf("%q at %d, %d is coloured: %+v", cell.Content, x, y, cell.Style)
				}
			}
		}
	})
}

// coloured tells whether a cell has other colours than a code's black and white.
func coloured(cell *uv.Cell) bool {
	for _, c := range []color.Color{cell.Style.Fg, cell.Style.Bg} {
		if c == nil {
			continue
		}
		r, g, b, _ := c.RGBA()
		if r != g || g != b {
			return true
		}
	}
	return false
}

func TestASCIIHasNothingElse(t *testing.T) {
	url, ids := sandboxWith(t, "25.00")
	p := run(t, account(t, url, sandboxToken), append(ids, "--ascii")...)
	p.WaitFor("25.00")
	for _, r := range p.Screen() {
		if r > '~' && !strings.ContainsRune("▀▄█", r) { // a code's half blocks are its substance
			t.Fatalf("%q is on the screen:\n%s", r, p.Screen())
		}
	}
}

func TestIDsComeFromAPipe(t *testing.T) {
	url, ids := sandboxWith(t, "25.00", "12.50", "7.70")
	o := account(t, url, sandboxToken)
	o.Width, o.Height = 120, 36
	o.Args = []string{"-c", `(echo "$2 not/an/id"; echo "$3") | "$0" "$1" -`, paywatch(t), ids[0], ids[1], ids[2]}
	p := terminal.Start(t, "/bin/sh", o)
	for _, amount := range []string{"25.00", "12.50", "7.70"} {
		p.WaitFor(amount)
	}
	p.Press("q")
	if code := p.Wait(); code != 2 {
		t.Errorf("exit code %d, want 2: not all was watched", code)
	}
	if text := p.Screen(); !strings.Contains(text, "line 1") || !strings.Contains(text, "no id") && !strings.Contains(text, "the id holds") {
		t.Errorf("what was no id is not said:\n%s", text)
	}
}
