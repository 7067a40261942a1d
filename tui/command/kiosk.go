package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"

	"paywatch/kubepay"
	"paywatch/kubepay/settings"
	"paywatch/tui/kiosk"
	"paywatch/tui/words"
)

// KioskHelp is what there is to know of the display.
const KioskHelp = `Show customers the newest open sale of the list, with its code, and then what became of
it. Where IDs are named, or - reads them from standard input, those alone are shown.

No key does anything: unless --unlock or a PIN is set, only SIGTERM or SIGHUP ends it.`

// Kiosk opens the display on the sales of the list or, where any are named, on those
// that the arguments name, by standard input too. What whoever starts it must know is said before the screen is the
// customers'.
func Kiosk(ctx context.Context, s settings.Settings, args []string, remarks io.Writer, version string) (err error) {
	unlock, err := unlockOf(s)
	if err != nil {
		return err
	}
	if err := needTerminal(); err != nil {
		return err
	}
	named, err := gatherIDs(args, s.IDs, os.Stdin)
	if err != nil {
		return err
	}
	heart, err := newHeartbeat(s.Kiosk.Heartbeat)
	if err != nil {
		return err
	}
	w, err := watched(s, version)
	if err != nil {
		return err
	}
	for _, remark := range []string{unlock.Remark(), stationRemark(s), roomRemark()} {
		if remark != "" {
			fmt.Fprintln(remarks, "paywatch: "+remark)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	guests := visitors{ids: w.guests(ctx, named.ids)}
	o := displayOf(s)
	o.Unlock, o.Beat, o.IDs, o.Arrivals = unlock, heart.beat, named.ids, guests.welcome(ctx, w, named.arrivals(ctx))
	o.Named = len(args) > 0
	w.start()
	defer func() { err = errors.Join(err, w.Close()) }()
	defer guests.leave(w)
	o.Engine = w.Keeper
	return errors.Join(afterScreen(kiosk.Run(ctx, o)), named.complaint())
}

// mostText is how much of the name and the line is shown.
const mostText = 200

// displayOf is what the settings say of the display.
func displayOf(s settings.Settings) kiosk.Options {
	k := s.Kiosk
	languages := languagesOf(s)
	if all, err := words.Parse(k.Lang); k.Lang != "" && err == nil { // it was checked as it was chosen
		languages = all
	}
	o := kiosk.Options{
		Station: s.Station, Name: kubepay.Clean(k.Name, mostText), Line: kubepay.Clean(k.Line, mostText),
		Dwell: k.Dwell, Languages: languages, Theme: themeOf(s),
	}
	if s.Profile.Standing == settings.Trial {
		o.Notice = string(s.Profile.Standing)
	}
	return o
}

// unlockOf reads how the display is ended from its keyboard.
func unlockOf(s settings.Settings) (kiosk.Unlock, error) {
	if _, err := kiosk.NewUnlock(s.Kiosk.Unlock, ""); err != nil {
		return kiosk.Unlock{}, fmt.Errorf("%s: %w", s.Origins["kiosk.unlock"], err)
	}
	unlock, err := kiosk.NewUnlock(s.Kiosk.Unlock, s.Kiosk.PIN.Reveal())
	if err != nil {
		return kiosk.Unlock{}, fmt.Errorf("%s: %w", s.Origins["kiosk.pin"], err)
	}
	return unlock, nil
}

// stationRemark warns of a station that nothing can be known of.
func stationRemark(s settings.Settings) string {
	if s.Station == "" || s.Token.Reveal() != "" {
		return ""
	}
	return "without a token nothing tells at which station a sale was made, and none is shown; set KUBEPAY_TOKEN"
}

// A console that draws a module of a code as two cells needs so many of them for
// most codes.
const (
	consoleColumns = 110
	consoleRows    = 48
)

// roomRemark warns of a screen that has no room for a code: the display itself sends
// customers to the till.
func roomRemark() string {
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	columns, rows, remedy := 40, 22, "enlarge the window or choose a smaller font"
	if os.Getenv("TERM") == "linux" {
		columns, rows, remedy = consoleColumns, consoleRows, "choose a smaller font with setfont"
	}
	if err != nil || width >= columns && height >= rows || width == 0 || height == 0 {
		return ""
	}
	return fmt.Sprintf("the screen has %d×%d characters, and most codes need %d×%d; %s", width, height, columns, rows, remedy)
}

// visitors are payments that are on the list while the display shows them.
type visitors struct {
	mu  sync.Mutex
	ids []kubepay.ID
}

// welcome hands on payments as they come, and keeps account of those that are not on
// the list.
func (v *visitors) welcome(ctx context.Context, w *watching, ids <-chan kubepay.ID) <-chan kubepay.ID {
	if ids == nil {
		return nil
	}
	on := make(chan kubepay.ID)
	go func() {
		defer close(on)
		for id := range ids {
			guests := w.guests(ctx, []kubepay.ID{id})
			v.mu.Lock()
			v.ids = append(v.ids, guests...)
			v.mu.Unlock()
			select {
			case on <- id:
			case <-ctx.Done():
				return
			}
		}
	}()
	return on
}

// leave takes them off the list.
func (v *visitors) leave(w *watching) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.ids) > 0 {
		w.Remove(v.ids...)
	}
}
