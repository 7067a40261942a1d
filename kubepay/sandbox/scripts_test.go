package sandbox_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/track"
)

var update = flag.Bool("update", false, "write what is seen of the scripts anew")

// scripted is a gateway with a script.
func scripted(t testing.TB, text string) *sandbox.Gateway {
	t.Helper()
	script, err := sandbox.ReadScript(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return sandbox.New(sandbox.Options{Script: script})
}

// watched is what somebody sees who looks at every payment every five seconds and
// gives up after two, in the words of changes.
func watched(t *testing.T, g *sandbox.Gateway, length time.Duration) string {
	c, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: sandbox.Token(time.Now()), Transport: g.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	known, began, seq := track.New(), time.Now(), uint64(0)
	var seen strings.Builder
	before := map[kubepay.ID]string{}
	for _, id := range g.IDs() {
		before[id] = trouble(nil)
	}
	for time.Since(began) < length {
		round := time.Now()
		for _, id := range g.IDs() {
			seq++
			o := look(t, c, id, seq)
			if said := trouble(o.Err); said != before[id] {
				fmt.Fprintf(&seen, "%v %s: %s\n", round.Sub(began), id, said)
				before[id] = said
			}
			_, events, _ := known.Take(o)
			for _, e := range events {
				fmt.Fprintf(&seen, "%v %s: %s\n", round.Sub(began), id, told(e.Change))
			}
		}
		time.Sleep(5*time.Second - time.Since(round))
	}
	return seen.String()
}

func trouble(err error) string {
	var failed *kubepay.Error
	switch {
	case err == nil:
		return "answers"
	case errors.As(err, &failed):
		return string(failed.Kind)
	}
	return "no answer"
}

func look(t *testing.T, c *kubepay.Client, id kubepay.ID, seq uint64) kubepay.Observation {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	o := kubepay.Observation{ID: id, Seq: seq}
	answer, err := c.Retrieve(ctx, id)
	if err == nil {
		var in kubepay.Intent
		if in, err = answer.Intent(); err == nil {
			o.Intent = &in
		}
	}
	o.At, o.Date, o.Err = time.Now(), answer.Date, err
	return o
}

// told is a change in one line. Addresses and ids of transactions that the sandbox
// makes up are left out.
func told(c kubepay.Change) string {
	parts := []string{string(c.Kind)}
	if c.Kind != kubepay.AddressMoved {
		if c.From != "" {
			parts = append(parts, "from", c.From)
		}
		if c.To != "" {
			parts = append(parts, "to", c.To)
		}
	} else if len(c.To) < 20 {
		parts = append(parts, "to", c.To)
	}
	if c.Unit != "" {
		parts = append(parts, c.Unit)
	}
	if len(c.TxID) > 0 && len(c.TxID) < 20 {
		parts = append(parts, "by", string(c.TxID))
	}
	return strings.Join(parts, " ")
}

// Each script is played to its end, in the time of the test alone, and once more
// after a reset: both times the same is seen.
func TestWhatAWatcherSeesOfEachScript(t *testing.T) {
	paths, err := filepath.Glob("testdata/scripts/*.toml")
	if err != nil || len(paths) < 4 {
		t.Fatalf("%d scripts, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(path, ".toml") + ".seen"
			synctest.Test(t, func(t *testing.T) {
				g := scripted(t, string(text))
				first := watched(t, g, 70*time.Second)
				g.Reset()
				if diff := cmp.Diff(first, watched(t, g, 70*time.Second)); diff != "" {
					t.Error("after a reset it differs (-first +second):\n", diff)
				}
				if *update {
					if err := os.WriteFile(golden, []byte(first), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), first); diff != "" {
					t.Error("what is seen differs (-want +got):\n", diff)
				}
			})
		})
	}
}
