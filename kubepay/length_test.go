package kubepay_test

import (
	"testing"
	"time"

	"paywatch/kubepay"
)

func TestALengthOfTimeIsWrittenAsItIsRead(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0s": 0, "10s": 10 * time.Second, "1.5s": 1500 * time.Millisecond, "1m": time.Minute, "1m30s": 90 * time.Second, "20m": 20 * time.Minute,
		"1h": time.Hour, "10h": 10 * time.Hour, "1h5s": time.Hour + 5*time.Second, "1h30m": 90 * time.Minute,
		"1d": 24 * time.Hour, "1d12h": 36 * time.Hour, "365d": 8760 * time.Hour, "1d5s": 24*time.Hour + 5*time.Second,
	} {
		if got := kubepay.Length(want); got != text {
			t.Errorf("%v is written %q, want %q", want, got, text)
		}
		if got, ok := kubepay.ParseLength(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for text, want := range map[string]time.Duration{"36h": 36 * time.Hour, "400d": 9600 * time.Hour, "90s": 90 * time.Second, "1.5h": 90 * time.Minute, "1h0m5s": time.Hour + 5*time.Second, "0": 0} {
		if got, ok := kubepay.ParseLength(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "d", "soon", "5", "-1s", "-1d", "1d-1h", "1.5d", "1d1d", "70000d", "65535d2562047h", "1d 2h"} {
		if got, ok := kubepay.ParseLength(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func FuzzLength(f *testing.F) {
	for _, text := range []string{"10s", "1d12h", "365d", "1h0m5s", "65535d", "1µs"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := kubepay.ParseLength(text)
		if !ok {
			return
		}
		if again, ok := kubepay.ParseLength(kubepay.Length(d)); !ok || again != d {
			t.Errorf("%q is %v, written %q, and then %v", text, d, kubepay.Length(d), again)
		}
	})
}
