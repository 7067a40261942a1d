package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
)

const (
	leadLasts = 4 * time.Second // a leader says more often than that that it is there
	overdue   = time.Hour       // that something should have been told by

	littleRoom = 200 << 20 // bytes of the disk
	noRoom     = 10 << 20
)

// ledgerCheck finds out how the ledger is, and what is still to be told.
func ledgerCheck(c chosen) Check {
	return Check{Ledger, "file", fileTime, func(ctx context.Context) []Finding {
		now := time.Now()
		condition, err := ledger.Inspect(ctx, c.DB)
		room := roomFinding(c.DB)
		if errors.Is(err, fs.ErrNotExist) || misplaced(c.DB) {
			return append([]Finding{absent(c.DB)}, room...)
		}
		all := []Finding{fileFinding(c.DB, condition, err)}
		if condition.Mode.IsRegular() && condition.Mode != 0 && !foreign(err) {
			all = append(all, permissionFindings(c.DB, condition)...)
		}
		all = append(all, room...)
		if !condition.Anew.At.IsZero() {
			all = append(all, damagedFinding(condition.Anew))
		}
		if err != nil {
			return all
		}
		all = append(all, versionFinding(condition.Version), gatewayOf(c, condition), leadFinding(condition.Leader, now))
		return append(all, outboxFindings(c, condition, now)...)
	}}
}

// foreign tells whether a file is none of paywatch's.
func foreign(err error) bool {
	e, ok := errors.AsType[*ledger.Error](err)
	return ok && e.Kind == ledger.Foreign
}

func damagedFinding(a ledger.Anew) Finding {
	said := fmt.Sprintf("%s was damaged, and set aside at %s: what could not be read of it is missing", a.Aside, stamp(a.At))
	return found(Ledger, "damaged", Warning, said, "keep it for whoever can mend it, or move it away")
}

func versionFinding(version int) Finding {
	return found(Ledger, "version", OK, fmt.Sprintf("form %d of %d", version, ledger.Version()), "").with("version", version)
}

// misplaced tells whether there is a file where a folder should be, on the way to
// the ledger.
func misplaced(path string) bool {
	folder, err := os.Stat(filepath.Dir(path))
	return err == nil && !folder.IsDir()
}

// elsewhere is the remedy where something cannot be written.
const elsewhere = "allow writing to it, or choose another file with --db"

func absent(path string) Finding {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		info, err := os.Stat(folder)
		switch {
		case err == nil && !info.IsDir():
			return found(Ledger, "file", Failed, fmt.Sprintf("%s cannot be made: %s is no folder", path, folder), "choose another file with --db")
		case err == nil && !writable(folder):
			return found(Ledger, "file", Failed, fmt.Sprintf("%s cannot be made: %s cannot be written", path, folder), elsewhere)
		case err == nil || folder == filepath.Dir(folder):
			return found(Ledger, "file", OK, path+" is not there yet: it is made when payments are watched", "")
		}
	}
}

func fileFinding(path string, c ledger.Condition, err error) Finding {
	if info, e := os.Stat(path); e == nil && info.IsDir() {
		return found(Ledger, "file", Failed, path+" is a folder", "name a file in it, as in --db "+filepath.Join(path, "ledger.db"))
	}
	if err != nil {
		e, ok := errors.AsType[*ledger.Error](err)
		if !ok {
			return found(Ledger, "file", Failed, path+" could not be read in time", "find out what does not answer, such as the disk")
		}
		f := found(Ledger, "file", Failed, path+": "+e.Reason(), e.Remedy())
		if e.Kind == ledger.LeftBehind {
			f.Verdict = Warning
		}
		return f
	}
	return found(Ledger, "file", OK, fmt.Sprintf("%s, %s, %s, %d on the list", path, size(uint64(c.Size)), kubepay.Quantity(c.Kept, "payment"), c.Listed), "").
		with("bytes", c.Size).with("payments", c.Kept).with("listed", c.Listed)
}

func permissionFindings(path string, c ledger.Condition) []Finding {
	if runtime.GOOS == "windows" {
		return nil // there the mode says nothing
	}
	mode := fmt.Sprintf("%04o", c.Mode.Perm())
	switch {
	case c.Mode.Perm()&0o077 != 0:
		return []Finding{found(Ledger, "permissions", Warning, "others may read or write what was sold (mode "+mode+")", "run chmod 600 "+path).with("mode", mode)}
	case !writable(path) || !writable(filepath.Dir(path)):
		return []Finding{found(Ledger, "permissions", Failed, "the file or its folder cannot be written", elsewhere).with("mode", mode)}
	}
	return []Finding{found(Ledger, "permissions", OK, "for its owner alone (mode "+mode+")", "").with("mode", mode)}
}

// roomFinding is how much room the nearest folder that is there has.
func roomFinding(path string) []Finding {
	folder := filepath.Dir(path)
	for {
		if _, err := os.Stat(folder); err == nil || folder == filepath.Dir(folder) {
			break
		}
		folder = filepath.Dir(folder)
	}
	left, known := free(folder)
	if !known {
		return nil
	}
	f := found(Ledger, "disk", OK, size(left)+" free", "")
	switch {
	case left < noRoom:
		f = found(Ledger, "disk", Failed, size(left)+" free", "make room there")
	case left < littleRoom:
		f = found(Ledger, "disk", Warning, size(left)+" free", "make room there")
	}
	return []Finding{f.with("free_bytes", left)}
}

// gatewayOf tells whether the ledger is that of the gateway that is chosen.
func gatewayOf(c chosen, l ledger.Condition) Finding {
	switch {
	case l.Gateway == "":
		return found(Ledger, "gateway", OK, "it is no gateway's yet", "")
	case c.origin != "" && l.Gateway != c.origin:
		return found(Ledger, "gateway", Failed, "it keeps the payments of "+l.Gateway, "choose another file with --db, or that gateway")
	}
	return found(Ledger, "gateway", OK, "it keeps the payments of "+l.Gateway, "")
}

// leadFinding tells who looks at the payments for all programs on the file.
func leadFinding(b ledger.Beat, now time.Time) Finding {
	said, runs := keeper.Program(b.Who)
	since := now.Sub(b.At)
	switch {
	case b.Who == "":
		return found(Ledger, "lead", OK, "no paywatch watches at present", "").with("leads", false)
	case said == "":
		said = "another program"
	}
	f := found(Ledger, "lead", OK, fmt.Sprintf("%s looks at the payments", said), "")
	if since.Abs() > leadLasts {
		f.Said = fmt.Sprintf("no paywatch watches at present; the last one, %s, ended without giving up the lead", said)
		if runs {
			said = fmt.Sprintf("%s is to look at the payments, but has said nothing for %s", said, length(since))
			f = found(Ledger, "lead", Warning, said, "see whether it hangs, and end it if it does")
		}
	}
	return f.with("leads", since.Abs() <= leadLasts)
}

// soundCheck reads the whole file.
func soundCheck(path string) Check {
	return Check{Ledger, "integrity", soundTime, func(ctx context.Context) []Finding {
		if _, err := os.Stat(path); err != nil {
			return nil // which the file's line says
		}
		err := ledger.Sound(ctx, path)
		switch e, ok := errors.AsType[*ledger.Error](err); {
		case err == nil:
			return []Finding{found(Ledger, "integrity", OK, "the file holds together", "")}
		case !ok:
			return []Finding{found(Ledger, "integrity", Warning, "the file is so large that it was not read whole within "+length(soundTime), "")}
		case e.Kind == ledger.Corrupt:
			return []Finding{found(Ledger, "integrity", Failed, e.Reason(), "keep a copy; "+e.Remedy())}
		}
		return nil
	}}
}

// outboxFindings are what is still to be told, and sales of unknown outcome.
func outboxFindings(c chosen, l ledger.Condition, now time.Time) []Finding {
	var waiting, aside int
	var oldest time.Time
	var strangers []string
	for _, o := range l.Owed {
		waiting, aside = waiting+o.Waiting, aside+o.Aside
		if !o.Oldest.IsZero() && (oldest.IsZero() || o.Oldest.Before(oldest)) {
			oldest = o.Oldest
		}
		if o.Waiting > 0 && !c.knows(o.Hook) {
			strangers = append(strangers, o.Hook)
		}
	}
	all := []Finding{waitingFinding(waiting, oldest, now), asideFinding(aside), doubtFinding(l.Doubts)}
	if len(strangers) > 0 {
		said := kubepay.Clean(fmt.Sprintf("something is owed to %q, whom the settings do not name", strangers), longest)
		all = append(all, found(Outbox, "strangers", Warning, said, "bring the [[notify]] of that name back"))
	}
	return all
}

func (c chosen) knows(hook string) bool {
	for _, h := range c.Hooks {
		if h.Name == hook {
			return true
		}
	}
	return c.faultOf("[[notify]]") != nil || c.faultOf("") != nil // who knows
}

func waitingFinding(n int, oldest, now time.Time) Finding {
	if n == 0 {
		return found(Outbox, "waiting", OK, "nothing is still to be told", "").with("count", 0)
	}
	age := now.Sub(oldest)
	f := found(Outbox, "waiting", OK, fmt.Sprintf("%d still to be told, the oldest for %s", n, length(age)), "")
	if age > overdue {
		f.Verdict, f.Remedy = Warning, "let paywatch watch, which tells it; paywatch notify ls says why it could not"
	}
	return f.with("count", n).with("oldest_at", stamp(oldest))
}

func asideFinding(n int) Finding {
	if n == 0 {
		return found(Outbox, "aside", OK, "nothing was given up", "").with("count", 0)
	}
	return found(Outbox, "aside", Warning, fmt.Sprintf("%d given up", n), "see paywatch notify ls, then paywatch notify retry NUMBER").with("count", n)
}

func doubtFinding(n int) Finding {
	if n == 0 {
		return found(Outbox, "sales", OK, "the outcome of every sale is known", "").with("count", 0)
	}
	return found(Outbox, "sales", Warning, fmt.Sprintf("of %d sales it is not known whether they were made", n), "open paywatch, where n leads to them").with("count", n)
}

// size is a number of bytes for people.
func size(n uint64) string {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	value := float64(n)
	i := 0
	for ; value >= 1000 && i < len(units)-1; i++ {
		value /= 1000
	}
	if i == 0 || value >= 100 {
		return fmt.Sprintf("%.0f %s", value, units[i])
	}
	return fmt.Sprintf("%.1f %s", value, units[min(i, len(units)-1)])
}
