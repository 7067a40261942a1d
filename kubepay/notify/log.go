package notify

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/adrg/xdg"

	"paywatch/kubepay"
)

const (
	maxLog     = 1 << 20 // bytes; then a new file is begun, and one old one kept
	maxLogLine = 500     // characters
)

// LogPath is where the log belongs by the XDG Base Directory Specification.
func LogPath() string { return filepath.Join(xdg.StateHome, "paywatch", "notify.log") }

// logFile keeps what came of every try, and what commands put out. A log that
// cannot be written keeps nobody from being told.
type logFile struct {
	path string // "" for none
	mu   sync.Mutex
}

// add writes a line, and under it what was put out.
func (l *logFile) add(at time.Time, hook, line string, output []byte) {
	if l.path == "" {
		return
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s %s\n", at.UTC().Format(time.RFC3339), hook, line)
	for part := range strings.Lines(string(output)) {
		if part = kubepay.Clean(part, maxLogLine); part != "" {
			fmt.Fprintf(&b, "  %s\n", part)
		}
	}
	if len(output) == maxOutput {
		b.WriteString("  … and what came after is not kept\n")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.write(b.Bytes())
}

func (l *logFile) write(text []byte) error {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return err
	}
	if info, err := os.Stat(l.path); err == nil && info.Size() >= maxLog {
		_ = os.Rename(l.path, l.path+".1")
	}
	f, err := os.OpenFile(l.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
