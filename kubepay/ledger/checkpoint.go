package ledger

// checkpointAt is the length of the write-ahead log, in pages, at which what it
// holds is moved into the file itself.
const checkpointAt = 1000

// checkpointer moves what was committed from the write-ahead log into the file,
// beside the writers, so that recording does not wait for it.
type checkpointer struct {
	c    *conn
	due  chan struct{}
	done chan struct{}
}

func startCheckpoints(path string) (*checkpointer, error) {
	c, err := dial(path, "cache_size(-64)", "synchronous(full)")
	if err != nil {
		return nil, err
	}
	p := &checkpointer{c: c, due: make(chan struct{}, 1), done: make(chan struct{})}
	go p.run()
	return p, nil
}

// run fails silently: what is committed is safe in the log, and the next time
// comes soon.
func (p *checkpointer) run() {
	defer close(p.done)
	for range p.due {
		var busy, log, moved int
		err := p.c.row("PRAGMA wal_checkpoint(NOOP)").Scan(&busy, &log, &moved)
		if err == nil && log-moved >= checkpointAt {
			_ = p.c.row("PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &log, &moved)
		}
	}
}

// committed says that the log has grown.
func (p *checkpointer) committed() {
	select {
	case p.due <- struct{}{}:
	default:
	}
}

func (p *checkpointer) close() error {
	if p == nil {
		return nil
	}
	close(p.due)
	<-p.done
	return p.c.close()
}
