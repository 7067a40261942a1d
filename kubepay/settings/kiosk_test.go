package settings_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/settings"
)

const display = `
[kiosk]
name = "Aurora"
line = "Coffee"
lang = "es,en"
dwell = "20s"
unlock = "ctrl+alt+q"
pin = "0471"
heartbeat = "alive"

[profile.test.kiosk]
name = "Test"
`

func TestTheDisplayIsChosenInATableOfItsOwn(t *testing.T) {
	sources := from(t)
	write(t, sources.File, display, 0o600)
	s, err := settings.Load(sources, settings.Kiosk())
	if err != nil {
		t.Fatal(err)
	}
	k := s.Kiosk
	if k.Name != "Aurora" || k.Line != "Coffee" || k.Lang != "es,en" || k.Dwell != 20*time.Second || k.Unlock != "ctrl+alt+q" || k.PIN.Reveal() != "0471" {
		t.Errorf("chosen is %+v", k)
	}
	if !strings.HasSuffix(k.Heartbeat, "alive") || k.Heartbeat == "alive" {
		t.Errorf("the heartbeat is %q, which is not beside the settings", k.Heartbeat)
	}
	if strings.Contains(fmt.Sprintf("%+v %#v %v", s, k, s.Values), "0471") {
		t.Error("the PIN is printed")
	}
	sources.Flags = map[string]string{"profile": "test", "kiosk.line": "Cakes"}
	sources.LookupEnv = env(map[string]string{"PAYWATCH_LANG": "de", "PAYWATCH_KIOSK_DWELL": "5s", "PAYWATCH_KIOSK_PIN": "9999"})
	if s, err = settings.Load(sources, settings.Kiosk()); err != nil {
		t.Fatal(err)
	}
	if k := s.Kiosk; k.Name != "Test" || k.Line != "Cakes" || k.Lang != "de" || k.Dwell != 5*time.Second || k.PIN.Reveal() != "9999" {
		t.Errorf("chosen is %+v", k)
	}
	if got := s.Origins["kiosk.line"]; got != "--line" {
		t.Errorf("the line comes from %q", got)
	}
}

func TestWhatIsRefusedForTheDisplay(t *testing.T) {
	for text, want := range map[string]string{
		"[kiosk]\ndwell = \"0s\"": "such as 10s", "[kiosk]\ndwell = \"soon\"": "such as 10s", "[kiosk]\ndwell = \"2h\"": "kiosk.dwell",
		"[kiosk]\nnames = \"x\"": "choose among", "[kiosk]\nname = [1]": "neither text nor a number",
	} {
		sources := from(t)
		write(t, sources.File, text, 0o600)
		if _, err := settings.Load(sources, settings.Kiosk()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestAPINThatOthersMayReadIsRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // which keeps that elsewhere than in the mode
	}
	sources := from(t)
	write(t, sources.File, display, 0o644)
	if _, err := settings.Load(sources, settings.Kiosk()); err == nil || !strings.Contains(err.Error(), "chmod 600") || strings.Contains(err.Error(), "0471") {
		t.Errorf("says %v", err)
	}
	if _, err := settings.Load(sources, settings.Look()); err != nil {
		t.Errorf("who wants no PIN is refused: %v", err)
	}
}
