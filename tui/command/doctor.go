package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"paywatch/kubepay/doctor"
	"paywatch/kubepay/settings"
	"paywatch/tui/qr"
)

// DoctorHelp says what there is to know of [Doctor].
const DoctorHelp = `Find out what keeps paywatch from working: the settings and where each comes from, the
gateway, the token, the ledger, what is still to be told, the terminal. It changes nothing,
and asks the gateway only for payments that there are not. Secrets are left out of what it
prints. It ends with 0 where nothing failed, with 4 where the gateway cannot be reached or
refuses, else with 1.`

// Doctor tells out whether everything is as it should be, and changes nothing.
// Where something is not, its error says so.
func Doctor(ctx context.Context, load func() (settings.Settings, []settings.Fault, error), asJSON bool, out io.Writer, version string) error {
	ctx, stop := stoppable(ctx)
	defer stop()
	home, _ := os.UserHomeDir() // without it paths are told whole
	screen := terminalOf(os.Stdout)
	report, err := doctor.Examination{
		Load: load, File: settings.File(), Home: home, Version: version,
		More: func(s settings.Settings) []doctor.Check { return []doctor.Check{screen.check(s.ASCII)} },
	}.Do(ctx)
	if ctx.Err() != nil {
		return errors.New("stopped before all was found out; run it again")
	}
	if err != nil {
		return err
	}
	text := []byte(report.Text())
	if asJSON {
		if text, err = report.JSON(); err != nil {
			return err
		}
	} else {
		text = append(text, screen.code()...)
	}
	if err := put(out, text); err != nil {
		return err
	}
	if n, gateway := report.Failed(); n > 0 {
		return unwell(n, gateway)
	}
	return nil
}

// unwell says that so many things failed, perhaps the gateway among them.
func unwell(n int, gateway bool) error {
	code, said := exitFailed, fmt.Errorf("%d things failed; what to do about them stands under each", n)
	if gateway {
		code = exitGateway
	}
	if n == 1 {
		said = errors.New("one thing failed; what to do about it stands under it")
	}
	return &ending{code, said}
}

// terminalOf is the terminal that a file is.
func terminalOf(f *os.File) terminal {
	t := terminal{is: term.IsTerminal(int(f.Fd())), getenv: os.Getenv, environ: os.Environ(), file: f}
	if t.is {
		t.width, t.height, _ = term.GetSize(int(f.Fd()))
	}
	return t
}

// tried is what a phone reads of the code that is drawn to be tried.
const tried = "paywatch: this phone reads codes from this screen"

// code is a code to try with a phone, where the output is a terminal with room
// for it.
func (t terminal) code() string {
	if !t.is {
		return ""
	}
	style := qr.HalfBlocks
	if t.getenv("TERM") == "linux" || !t.unicode() {
		style = qr.TwoSpaces
	}
	var codes qr.Codes
	code, _ := codes.Fit(qr.Payload{Bare: tried}, t.width, max(t.height-2, 0), style)
	if code.Empty() {
		return "\nThere is no room for a code: make the window larger.\n"
	}
	text := "\nTry it with a phone: it should read " + fmt.Sprintf("%q.\n\n", tried)
	for _, line := range code.Lines() {
		text += line + "\n"
	}
	return text
}
