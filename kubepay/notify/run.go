package notify

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
)

const (
	// lingering is how long the output of a command is waited for that has ended,
	// or was ended, but left others behind that could still write.
	lingering = time.Second

	maxOutput = 64 << 10 // bytes of a command's output that are kept
)

// run runs a command without a shell and returns what it put out, on either
// stream. When the time is over, it is ended with all that it started.
func run(ctx context.Context, argv []string, dir string, input []byte, hidden []string, most time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, most, errors.New("it took longer than "+kubepay.Length(most)+" and was ended"))
	defer cancel()
	c := exec.CommandContext(ctx, argv[0], argv[1:]...)
	c.Dir, c.Env, c.Stdin, c.WaitDelay = dir, environment(os.Environ(), hidden), bytes.NewReader(input), lingering
	asGroup(c)
	var out output
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	switch {
	case c.ProcessState != nil && c.ProcessState.Success():
		return out.kept, nil // whoever is still writing was left behind on purpose
	case ctx.Err() != nil:
		return out.kept, context.Cause(ctx)
	}
	return out.kept, plainRun(err)
}

// plainRun says in plain words why a command failed.
func plainRun(err error) error {
	if e, ok := errors.AsType[*exec.ExitError](err); ok {
		return e // "exit status 1"
	}
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		return errors.New("there is no such command")
	}
	if errors.Is(err, os.ErrPermission) {
		return errors.New("it may not be run")
	}
	return err
}

// environment is what a command gets to see: everything but secrets.
func environment(all, hidden []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.ContainsFunc(hidden, func(h string) bool {
			return h == name || runtime.GOOS == "windows" && strings.EqualFold(h, name)
		})
	})
}

// output keeps the beginning of what is written, and takes the rest.
type output struct{ kept []byte }

func (o *output) Write(p []byte) (int, error) {
	o.kept = append(o.kept, p[:min(len(p), maxOutput-len(o.kept))]...)
	return len(p), nil
}
