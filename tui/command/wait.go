package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// Awaited is what is waited for.
type Awaited struct {
	For     string // statuses, with commas between them
	Timeout string // how long, "" for as long as it takes
	JSON    bool   // the payment is told as JSON
}

// WaitHelp says what there is to know of [Wait].
const WaitHelp = `Wait until the gateway says that a payment is paid, or is one of what --for names, and
print it. What was known before counts for nothing: the gateway is asked. A network or a
gateway that fails for a while is waited out.

Exit codes:

0  the payment is what was waited for
1  it ended otherwise
2  usage or settings
3  the time was over, and it was still open, or was just asked for by somebody and
   could not be asked for again in time
4  the gateway could not be reached in all the time, refuses the token, or does
   not know the payment: standard error says which`

// Wait waits until a payment has one of some statuses, by the gateway's word since
// it began, and then tells it out. Otherwise its error says whether the payment
// ended, the time was over or the gateway did not say, and [ExitCode] which of them.
// What is to be said meanwhile goes to complaints.
func Wait(ctx context.Context, s settings.Settings, text string, wanted Awaited, out, complaints io.Writer, version string) error {
	id, err := kubepay.ParseID(text)
	if err != nil {
		return fmt.Errorf("%q is no payment: %w", kubepay.Clean(text, maxQuoted), err)
	}
	statuses, timeout, err := wanted.read()
	if err != nil {
		return err
	}
	w, err := watched(s, version)
	if err != nil {
		return err
	}
	ctx, stop := stoppable(ctx)
	defer stop()
	p, err := w.wait(ctx, id, statuses, timeout, complaints)
	if ExitCode(err) != exitDone {
		return err
	}
	said := []byte(paintFor(s, out).standing(p) + "\n")
	if wanted.JSON {
		var failed error
		if said, failed = report.PaymentJSON(p); failed != nil {
			return failed
		}
	}
	return errors.Join(put(out, said), err)
}

// read gives the statuses, and the time, 0 where there is no end to it.
func (a Awaited) read() (statuses []kubepay.Status, timeout time.Duration, err error) {
	for name := range strings.SplitSeq(a.For, ",") {
		s := kubepay.Status(strings.TrimSpace(name))
		if !s.Known() {
			return nil, 0, fmt.Errorf("--for: there is no status %q to wait for; choose among %s", kubepay.Clean(name, maxQuoted), strings.Join(Statuses(), ", "))
		}
		statuses = append(statuses, s)
	}
	if a.Timeout == "" {
		return statuses, 0, nil
	}
	timeout, ok := kubepay.ParseLength(a.Timeout)
	switch {
	case !ok:
		return nil, 0, fmt.Errorf("--timeout: %q is no length of time; write it with its unit, such as 30s", kubepay.Clean(a.Timeout, maxQuoted))
	case timeout == 0:
		return nil, 0, errors.New("--timeout: there is no time in 0; write how long to wait, such as 30s, or leave it out")
	}
	return statuses, timeout, nil
}

// wait watches a payment until it has one of the statuses, and gives it as it is
// then. Its error also says what could not be recorded: of a payment that is where it
// was waited for, [ExitCode] makes 0 of that.
func (w *watching) wait(ctx context.Context, id kubepay.ID, statuses []kubepay.Status, timeout time.Duration, complaints io.Writer) (ledger.Payment, error) {
	a := awaiting{id: id, statuses: statuses, timeout: timeout, began: time.Now().Round(0), token: w.client.HasJWT()}
	if timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, timeout)
		defer stop()
	}
	guests := w.guests(ctx, []kubepay.ID{id})
	a.guest = len(guests) > 0
	w.start()
	w.Add(id)
	err := w.await(ctx, &a, complaints)
	w.Remove(guests...)
	if missing := missingIn(w.Close()).error(); missing != nil {
		err = &ending{ExitCode(err), errors.Join(err, missing)}
	}
	return a.payment, err
}

// await follows what is seen of a payment until it is where it was waited for.
func (w *watching) await(ctx context.Context, a *awaiting, complaints io.Writer) error {
	said := newSaying(complaints)
	defer said.end()
	heard := hearing{say: said.say}
	for {
		until, stop := a.patience(ctx)
		b, err := w.Next(until)
		stop()
		if err != nil {
			return a.over(ctx)
		}
		heard.recording(b)
		if err := a.heard(b.Health, b.Elsewhere); err != nil {
			return err
		}
		b.Health.TokenRefused = false // which is nothing to who has none
		heard.gateway(b.Health, true) // whoever asks it
		for _, p := range b.Added {
			a.listed(p.Payment)
		}
		if slices.Contains(b.Removed, a.id) { // by somebody who did not know of this
			w.Add(a.id)
		}
		for _, o := range b.Observations {
			if reached, err := a.look(o); reached || err != nil {
				return err
			}
		}
		if a.asks() {
			w.Look(a.id)
		}
	}
}
