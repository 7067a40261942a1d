//go:build !windows

package terminal

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// patience is how long a program may take to show what is waited for, unless it
// is told otherwise. It only bounds failing tests: none that passes waits for it.
const patience = 30 * time.Second

// Options say how a program is started.
type Options struct {
	Args          []string
	Width, Height int      // 80×24 if zero
	Env           []string // the whole environment; see [Environ]
	Light         bool     // the terminal's background is white

	// Patience is how long the program may take to show what is waited for, half
	// a minute if zero.
	Patience time.Duration
}

// Environ is the environment of a modern terminal, with a home of the test's
// own, and more on top: a later entry rules.
func Environ(t testing.TB, more ...string) []string {
	t.Helper()
	home := t.TempDir()
	return append([]string{
		"HOME=" + home,
		"XDG_CONFIG_HOME=" + home,
		"PATH=" + os.Getenv("PATH"),
		"TERM=xterm-256color",
		"COLORTERM=truecolor",
		"LANG=C.UTF-8",
	}, more...)
}

// Program is a program that runs in a pseudo-terminal.
type Program struct {
	t        testing.TB
	patience time.Duration
	session  *session
	pty      *os.File    // the terminal's own end
	tty      *os.File    // the program's
	before   *term.State // the line discipline
	after    *term.State
	ended    chan struct{} // closed when all that the program wrote is on the screen
	drained  chan struct{}

	mu      sync.Mutex
	screen  *Screen
	raw     bytes.Buffer
	changed chan struct{} // closed and replaced with everything that is written
}

// Start runs the program at path until it ends or the test does.
func Start(t testing.TB, path string, o Options) *Program {
	t.Helper()
	if o.Width == 0 {
		o.Width, o.Height = 80, 24
	}
	p := &Program{t: t, patience: cmp.Or(o.Patience, patience), ended: make(chan struct{}), drained: make(chan struct{}), changed: make(chan struct{})}
	var err error
	if p.pty, p.tty, err = openPair(); err != nil {
		t.Fatalf("open a pseudo-terminal: %v", err)
	}
	p.resize(o.Width, o.Height)
	if p.before, err = term.GetState(int(p.tty.Fd())); err != nil {
		t.Fatalf("read the terminal's settings: %v", err)
	}
	p.screen = NewScreen(o.Width, o.Height, o.Light, p.send)
	go p.read()
	if p.session, err = startSession(p.tty, path, o.Args, o.Env); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	go func() {
		p.session.wait()
		p.leave()
		<-p.drained
		close(p.ended)
	}()
	t.Cleanup(func() {
		p.session.kill()
		<-p.ended
		_ = p.pty.Close() // it may have hung up
	})
	return p
}

// leave notes how the program left the terminal, and closes it.
func (p *Program) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.after, _ = term.GetState(int(p.tty.Fd())) // nil differs from what was before
	p.session.leave()
	_ = p.tty.Close() // the last one: the reader drains and ends
}

// openPair opens a pseudo-terminal whose own end can be closed while it is read:
// [pty.Open] leaves it blocking, and then a read keeps it open.
func openPair() (own, tty *os.File, err error) {
	blocking, tty, err := pty.Open()
	if err != nil {
		return nil, nil, err
	}
	defer blocking.Close()
	syscall.ForkLock.RLock() // or a program started meanwhile would keep it open too
	fd, err := syscall.Dup(int(blocking.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, nil, err
	}
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, nil, err
	}
	return os.NewFile(uintptr(fd), blocking.Name()), tty, nil
}

// read feeds the screen until the terminal is closed.
func (p *Program) read() {
	buffer := make([]byte, 64<<10)
	for {
		n, err := p.pty.Read(buffer)
		p.mu.Lock()
		p.raw.Write(buffer[:n])
		_, _ = p.screen.Write(buffer[:n]) // a screen takes everything
		close(p.changed)
		p.changed = make(chan struct{})
		p.mu.Unlock()
		if err != nil {
			close(p.drained)
			return
		}
	}
}

func (p *Program) send(s string) {
	_, _ = p.pty.WriteString(s) // to a program that has ended it is lost, as in life
}

// Press sends keys by name ("down", "enter", "esc", "q").
func (p *Program) Press(names ...string) {
	for _, name := range names {
		p.mu.Lock()
		sequence := p.screen.keySequence(name)
		p.mu.Unlock()
		p.send(sequence)
	}
}

// Type sends text as if typed.
func (p *Program) Type(text string) { p.send(text) }

// Paste sends text as a terminal with bracketed paste does.
func (p *Program) Paste(text string) { p.send("\x1b[200~" + text + "\x1b[201~") }

// Click presses and releases the left button on a cell, counted from 0.
func (p *Program) Click(x, y int) { p.send(clickSequence(x, y)) }

// Resize changes the size of the terminal.
func (p *Program) Resize(width, height int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.screen.Resize(width, height)
	p.resize(width, height)
}

func (p *Program) resize(width, height int) {
	size := &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}
	if err := pty.Setsize(p.tty, size); err != nil {
		p.t.Fatalf("set the size of the terminal: %v", err)
	}
}

// Signal sends the program a signal.
func (p *Program) Signal(s syscall.Signal) {
	p.t.Helper()
	if err := syscall.Kill(p.session.pid, s); err != nil {
		p.t.Fatalf("send %v: %v", s, err)
	}
}

// HangUp closes the terminal, as when its window is closed. The exit code is
// then -1: nobody is left to ask for it.
func (p *Program) HangUp() {
	p.t.Helper()
	if err := p.pty.Close(); err != nil {
		p.t.Fatalf("close the terminal: %v", err)
	}
}

// PID is the program's process.
func (p *Program) PID() int { return p.session.pid }

// Started is when the program was started.
func (p *Program) Started() time.Time { return p.session.started }

// Screen is the text on the screen.
func (p *Program) Screen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.screen.String()
}

// Raw is everything that the program wrote.
func (p *Program) Raw() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Clone(p.raw.Bytes())
}

// Written counts the bytes that the program wrote.
func (p *Program) Written() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.raw.Len()
}

// Look gives the whole screen to f, while nothing changes it.
func (p *Program) Look(f func(*Screen)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f(p.screen)
}

// WaitFor waits until the text is on the screen.
func (p *Program) WaitFor(text string) {
	p.t.Helper()
	p.WaitUntil(fmt.Sprintf("%q on the screen", text), func(s *Screen) bool {
		return strings.Contains(s.String(), text)
	})
}

// WaitUntil waits until the screen is as wanted, and fails the test if the
// program ends before or takes too long.
func (p *Program) WaitUntil(wanted string, as func(*Screen) bool) {
	p.t.Helper()
	deadline := time.NewTimer(p.patience)
	defer deadline.Stop()
	for ended := false; ; {
		p.mu.Lock()
		met, changed := !p.screen.torn() && as(p.screen), p.changed
		p.mu.Unlock()
		if met {
			return
		}
		if ended {
			p.t.Fatalf("the program ended with %d before: %s\n%s", p.session.code, wanted, p.Screen())
		}
		select {
		case <-changed:
		case <-p.ended:
			ended = true
		case <-deadline.C:
			p.t.Fatalf("waited in vain for: %s\n%s", wanted, p.Screen())
		}
	}
}

// Wait waits for the program to end and gives its exit code, or 128 and the
// number of the signal that ended it.
func (p *Program) Wait() int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(p.patience):
		p.t.Fatalf("the program does not end\n%s", p.Screen())
	}
	return p.session.code
}

// LeftAsFound tells how the terminal differs from what it was before the
// program, "" if it does not. Call it after [Program.Wait].
func (p *Program) LeftAsFound() string {
	p.t.Helper()
	if !reflect.DeepEqual(p.before, p.after) {
		return "the line discipline is not as it was (raw mode or echo)"
	}
	fresh := NewScreen(1, 1, false, nil).State()
	var left State
	p.Look(func(s *Screen) { left = s.State() })
	if !reflect.DeepEqual(left, fresh) {
		return fmt.Sprintf("modes are left on: %+v", left)
	}
	return ""
}
