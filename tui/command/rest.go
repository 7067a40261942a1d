package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
)

// missing is what could not be recorded before the watching ended.
type missing struct{ keeper.Unrecorded }

// missingIn reads the error of whoever closed the watching. Payments that were named
// to a command are not missing on the list: they were to be on it meanwhile alone.
func missingIn(err error) (m missing) {
	if u, ok := errors.AsType[*keeper.Unrecorded](err); ok {
		m.Unrecorded = *u
		m.Added = nil
	}
	return m
}

// error is nil where nothing is missing.
func (m missing) error() error {
	if len(m.Removed)+len(m.Changes)+m.LetGo == 0 {
		return nil
	}
	return &m.Unrecorded
}

// lastLines is how long a reader may take for the rest.
const lastLines = 2 * time.Second

// rest tells what was recorded while the watching ended, and then what could not be,
// without numbers. What nobody reads of that stays among what is missing.
func (t *telling) rest(path string, m missing) error {
	ctx, stop := context.WithTimeout(context.Background(), lastLines)
	defer stop()
	var last, others []ledger.Happening
	for _, h := range m.Changes {
		if t.wants(h.Event.ID) {
			last = append(last, h)
		} else {
			others = append(others, h)
		}
	}
	ended, err := inTime(ctx, func() error {
		if err := t.late(ctx, path); err != nil {
			return err
		}
		for _, h := range last {
			if err := t.write(h); err != nil {
				return err
			}
		}
		return nil
	})
	if !ended || err != nil || len(last) == 0 {
		return errors.Join(unlessGone(err), m.error())
	}
	m.Changes = others
	return errors.Join(&m.Unrecorded, lastOnes(len(last)))
}

// late tells what was recorded as the ledger was closed.
func (t *telling) late(ctx context.Context, path string) error {
	was := t.books.opened.Load()
	if was == nil {
		return nil
	}
	l, err := ledger.Open(path, ledger.Options{ReadOnly: true})
	if err != nil {
		return nil // then nothing was
	}
	defer l.Close()
	return t.tell(ctx, l, was.Opened())
}

func lastOnes(n int) error {
	lines := "the last line tells what is not recorded"
	if n > 1 {
		lines = fmt.Sprintf("the last %d lines tell what is not recorded", n)
	}
	return errors.New(lines + "; what still holds of that is seen and told again when paywatch next watches the payments")
}
