package command

import (
	"errors"
	"fmt"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// made is what went wrong after a payment was made. Whatever it was, the payment
// is there.
type made struct {
	id         kubepay.ID
	unreadable error // the gateway's answer, but for the id
	unlisted   error
	unkept     error // what the gateway answered
	unprinted  error
	other      error
}

// error says each, with the id and what remains to be done.
func (m *made) error() error {
	var said []error
	say := func(what string, why error, remedy string) {
		said = append(said, fmt.Errorf("the payment %s is made%s: %w%s", m.id, what, why, remedy))
	}
	if m.unprinted != nil {
		say(", but its id could not be printed", cause(m.unprinted), "; take it from here, and do not make the payment again")
	}
	if m.unreadable != nil {
		say(", though not all of the gateway's answer could be read", reason(m.unreadable), "")
	}
	switch {
	case m.unlisted != nil:
		say(", but it is not on the list", reason(m.unlisted), "; put it there with paywatch add "+string(m.id))
	case m.unkept != nil:
		say(" and on the list, but its amounts are not kept yet", reason(m.unkept), "; a paywatch that watches looks at it")
	}
	if m.other != nil {
		say("", m.other, "")
	}
	switch {
	case len(said) == 0:
		return nil
	case m.unprinted != nil:
		return &ending{exitMade, errors.Join(said...)}
	}
	return &ending{exitDone, errors.Join(said...)}
}

// reason is why something failed, and the remedy, without what was tried.
func reason(err error) error {
	var kept *ledger.Error
	if errors.As(err, &kept) {
		return fmt.Errorf("%s: %s (%s)", kept.Path, kept.Reason(), kept.Remedy())
	}
	var asked *kubepay.Error
	if errors.As(err, &asked) {
		return errors.New(asked.Reason())
	}
	return err
}
