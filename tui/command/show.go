package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
	"paywatch/tui"
	"paywatch/tui/qr"
)

// Shown is how a payment is told: for people unless one of these is chosen.
type Shown struct {
	JSON bool
	Raw  bool // the gateway's answer as it came
	QR   bool // with the code
}

// Show looks at a payment once and tells it out. What is kept of it, such as what
// happened, is told too, but nothing is written.
func Show(ctx context.Context, s settings.Settings, text string, wanted Shown, out io.Writer, version string) error {
	id, err := kubepay.ParseID(text)
	if err != nil {
		return fmt.Errorf("%q is no payment: %w", kubepay.Clean(text, maxQuoted), err)
	}
	if wanted.JSON && wanted.Raw || wanted.QR && (wanted.JSON || wanted.Raw) {
		return errors.New("--json, --raw and --qr exclude each other; choose one of them")
	}
	if s.URL == "" {
		return errNoGateway
	}
	client, err := kubepay.New(s.URL, kubepay.Options{JWT: s.Token.Reveal(), Version: version})
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, stop := stoppable(ctx)
	defer stop()
	kept := keptOf(ctx, s, client.Origin(), id)
	answer, err := lookOnce(ctx, client, id, kept.SeenAt)
	if err != nil {
		return unanswered(ctx, id, err)
	}
	if wanted.Raw {
		return put(out, rawFor(out, answer.Raw))
	}
	in, err := answer.Intent()
	if err != nil {
		return err
	}
	if kept.Intent != nil {
		in = in.Keep(*kept.Intent)
	}
	kept.ID, kept.Intent, kept.SeenAt = id, &in, time.Now()
	if wanted.JSON {
		line, err := report.PaymentJSON(kept)
		if err != nil {
			return err
		}
		return put(out, line)
	}
	return put(out, []byte(tui.Sheet(kept, sheetFor(s, out, answer, wanted.QR))))
}

// keptOf is what is kept of a payment: nothing where there is no ledger of that
// gateway, or none that can be read.
func keptOf(ctx context.Context, s settings.Settings, gateway string, id kubepay.ID) (p ledger.Payment) {
	l, err := ledger.Open(s.DB, ledger.Options{Gateway: gateway, ReadOnly: true})
	if err != nil {
		return p
	}
	defer l.Close()
	p, _ = l.Payment(ctx, id)
	return p
}

// patient is the longest that a gateway which wants to be left alone is waited for.
const patient = 30 * time.Second

// lookOnce asks the gateway, not sooner than it may be asked after a look that is
// known. Where somebody else has just asked it and it says when to come again, it
// is asked then.
func lookOnce(ctx context.Context, client *kubepay.Client, id kubepay.ID, seen time.Time) (kubepay.Answer, error) {
	if err := sleep(ctx, min(watch.Gap-time.Since(seen), watch.Gap)); err != nil {
		return kubepay.Answer{}, err
	}
	look := client.Retrieve
	if !client.HasJWT() {
		look = client.RetrievePublic
	}
	answer, err := look(ctx, id)
	throttled, ok := errors.AsType[*kubepay.Error](err)
	if !ok || throttled.Kind != kubepay.Throttled || throttled.RetryAfter > patient {
		return answer, err
	}
	if err := sleep(ctx, max(throttled.RetryAfter, watch.Gap)); err != nil {
		return answer, err
	}
	return look(ctx, id)
}

// sleep waits, for less where ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// unanswered says why a look brought nothing: nobody looks again here.
func unanswered(ctx context.Context, id kubepay.ID, err error) error {
	e, ok := errors.AsType[*kubepay.Error](err)
	switch {
	case ctx.Err() != nil:
		return &ending{exitGateway, fmt.Errorf("the look at the payment %s was stopped before the gateway answered", id)}
	case ok && (e.Kind == kubepay.Throttled || e.Kind == kubepay.Broken):
		return &ending{exitGateway, fmt.Errorf("cannot look at the payment %s: %s; try it later", id, e.Reason())}
	}
	return err
}

// rawFor is an answer byte for byte, but not for a terminal, which might obey it.
func rawFor(out io.Writer, raw []byte) []byte {
	if _, ok := terminalFile(out); ok {
		return []byte(tui.Quoted(raw) + "\n")
	}
	return raw
}

// notWide is how wide text is where nobody knows the width, or has much.
const notWide = 80

// sheetFor is how a payment is told on an output.
func sheetFor(s settings.Settings, out io.Writer, answer kubepay.Answer, code bool) tui.SheetOptions {
	o := tui.SheetOptions{Theme: paintFor(s, out).Theme, Width: notWide, Now: time.Now(), Gateway: answer.Date, Code: code}
	f, ok := terminalFile(out)
	if !ok {
		o.CodeWidth, o.Plain = widestCode, true
		return o
	}
	o.CodeWidth = notWide
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		o.Width, o.CodeWidth = min(width, notWide), width
	}
	if s.ASCII || os.Getenv("TERM") == "linux" {
		o.Style = qr.TwoSpaces
	}
	return o
}

// widestCode is wider than any code is drawn.
const widestCode = 400
