package command

import (
	"fmt"
	"os"
	"time"
)

// heartbeat is a file whose time of change tells a watchdog that all is well.
type heartbeat struct{ path string }

// newHeartbeat makes the file, so that one that cannot be written is told before a
// screen hides it. "" is no heartbeat.
func newHeartbeat(path string) (heartbeat, error) {
	h := heartbeat{path}
	if path == "" {
		return h, nil
	}
	if err := h.touch(); err != nil {
		return h, fmt.Errorf("--heartbeat: %s cannot be written: %w; name a file in a folder that paywatch may write to", path, cause(err))
	}
	return h, nil
}

// beat touches the file. Where that fails a display goes on: the watchdog finds out.
func (h heartbeat) beat() {
	if h.path != "" {
		_ = h.touch()
	}
}

func (h heartbeat) touch() error {
	now := time.Now()
	if err := os.Chtimes(h.path, now, now); err == nil || !os.IsNotExist(err) {
		return err
	}
	file, err := os.OpenFile(h.path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}
