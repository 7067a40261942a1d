package alert_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"paywatch/kubepay"
	"paywatch/tui/alert"
)

func TestTheMoodOfAChange(t *testing.T) {
	for change, want := range map[kubepay.Change]alert.Mood{
		{Kind: kubepay.FirstSeen, To: "paid"}:        alert.Calm,
		{Kind: kubepay.StatusChanged, To: "paid"}:    alert.Good,
		{Kind: kubepay.StatusChanged, To: "partial"}: alert.Attention,
		{Kind: kubepay.StatusChanged, To: "failed"}:  alert.Bad,
		{Kind: kubepay.StatusChanged, To: "expired"}: alert.Bad,
		{Kind: kubepay.StatusChanged, To: "pending"}: alert.Calm,
		{Kind: kubepay.StatusChanged, To: "on_hold"}: alert.Calm,
		{Kind: kubepay.Captured, To: "1"}:            alert.Calm,
		{Kind: kubepay.NewTx, To: "1"}:               alert.Calm,
		{Kind: kubepay.Overpaid, To: "1"}:            alert.Calm,
		{Kind: kubepay.ExpiryMoved}:                  alert.Calm,
		{Kind: kubepay.Late, To: "1"}:                alert.Attention,
		{Kind: kubepay.AddressMoved}:                 alert.Bad,
		{Kind: kubepay.TotalChanged}:                 alert.Bad,
		{Kind: kubepay.WentBack, To: "partial"}:      alert.Bad,
	} {
		if got := alert.Of(change); got != want {
			t.Errorf("%s to %q has mood %d, want %d", change.Kind, change.To, got, want)
		}
	}
}

// strokes rings out what was begun, and lists when.
func strokes(b *alert.Bell) []time.Duration {
	at := []time.Duration{0}
	for {
		gap, more := b.Next()
		if !more {
			return at
		}
		at = append(at, at[len(at)-1]+gap)
	}
}

func TestGoodNewsRingOtherwiseThanBad(t *testing.T) {
	var b alert.Bell
	if b.Ring(alert.Calm) {
		t.Error("it rings for what is calm")
	}
	for mood, want := range map[alert.Mood][]time.Duration{
		alert.Good:      {0},
		alert.Attention: {0, 400 * time.Millisecond},
		alert.Bad:       {0, 150 * time.Millisecond, 300 * time.Millisecond},
	} {
		if !b.Ring(mood) {
			t.Errorf("it does not ring for mood %d", mood)
		}
		if got := strokes(&b); !slices.Equal(got, want) {
			t.Errorf("mood %d rings at %v, want %v", mood, got, want)
		}
	}
}

func TestPatternsDoNotRingIntoEachOther(t *testing.T) {
	var b alert.Bell
	b.Ring(alert.Attention)
	if b.Ring(alert.Bad) || b.Ring(alert.Good) {
		t.Error("a second pattern rings at once")
	}
	if got := strokes(&b); len(got) != 3 {
		t.Errorf("it rings at %v, want three strokes for the worst", got)
	}
}

func TestEachTerminalGetsTheNotificationThatItKnows(t *testing.T) {
	const nine, rxvt = "\x1b]9;paywatch: paid 25.00 EUR, Table 7; now\x07", "\x1b]777;notify;paywatch;paid 25.00 EUR, Table 7, now\x07"
	for name, test := range map[string]struct {
		env  map[string]string
		want string
	}{
		"unknown":          {map[string]string{"TERM": "xterm-256color"}, nine},
		"kitty":            {map[string]string{"TERM": "xterm-kitty"}, nine},
		"iTerm2":           {map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, nine},
		"WezTerm":          {map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, nine},
		"Windows Terminal": {map[string]string{"WT_SESSION": "1"}, nine},
		"rxvt":             {map[string]string{"TERM": "rxvt-unicode-256color"}, rxvt},
		"foot":             {map[string]string{"TERM": "foot"}, rxvt},
		"Ghostty":          {map[string]string{"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, rxvt},
		"VTE":              {map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7600"}, rxvt},
		"console":          {map[string]string{"TERM": "linux"}, ""},
		"tmux":             {map[string]string{"TERM": "tmux-256color", "TMUX": "/tmp/tmux-1/default,1,0"}, "\x1bPtmux;\x1b" + nine + "\x1b\\"},
		"screen":           {map[string]string{"TERM": "screen", "STY": "1.pts"}, "\x1bP" + nine + "\x1b\\"},
	} {
		t.Run(name, func(t *testing.T) {
			d := alert.DeskOf(func(name string) string { return test.env[name] })
			if got := d.Notify("paywatch", "paid 25.00 EUR, Table 7; now"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := (alert.Desk{}).Notify("paywatch", "paid"); got != "" {
		t.Errorf("before the terminal is known it says %q", got)
	}
}

// Whatever a merchant calls a payment, one notification comes of it and nothing
// else.
func FuzzANotificationIsOneSequence(f *testing.F) {
	f.Add("Table 7")
	f.Add("\x07\x1b]0;x\x07\x9c\u009c\x1b\\;4;1\n")
	f.Add(strings.Repeat("\u202e;", 1000))
	f.Fuzz(func(t *testing.T, text string) {
		for _, term := range []string{"xterm", "rxvt"} {
			got := alert.DeskOf(func(name string) string { return map[string]string{"TERM": term}[name] }).Notify("paywatch", text)
			inner := strings.TrimSuffix(strings.TrimPrefix(got, "\x1b]"), "\x07")
			if len(inner) != len(got)-3 || strings.ContainsFunc(inner, unicode.IsControl) || !utf8.ValidString(inner) || utf8.RuneCountInString(inner) > 230 {
				t.Errorf("%s is sent %q", term, got)
			}
			if term == "rxvt" && strings.Count(got, ";") != 3 {
				t.Errorf("%s is sent more parts than three: %q", term, got)
			}
		}
	})
}
