package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// NotifyHelp says how it is chosen who is told of what.
func NotifyHelp() string {
	return fmt.Sprintf(`Who is told of changes is written in the settings file, %s:

[[notify]]
name = "shop"                      # letters, digits, - and _
on = ["paid", "late"]              # without it, of all that matters to a shop
exec = ["/usr/local/bin/tell-shop"] # gets the change as JSON on standard input

[[notify]]
name = "books"
url = "https://books.example/paid" # a POST, signed as Standard Webhooks has it
secret-file = "books-secret"       # or secret-env = "BOOKS_SECRET"
timeout = "10s"

on may name: %s; or all.`, settings.File(), strings.Join(texts(kubepay.Topics()), ", "))
}

// mostDeliveries is how many are listed for people and programs.
const mostDeliveries = 10_000

// Deliveries tells out what hooks are still to be told or refused to be, or with
// all what they were told too, the newest first. Where nothing was ever kept there is
// nothing to tell.
func Deliveries(ctx context.Context, s settings.Settings, all, asJSON bool, out io.Writer) error {
	return readingAny(s, func(l *ledger.Ledger) error {
		if l == nil {
			return nil
		}
		deliveries, err := l.Deliveries(ctx, mostDeliveries, all)
		if err != nil {
			return err
		}
		if !asJSON {
			return put(out, []byte(report.Deliveries(deliveries, time.Now())))
		}
		var lines []byte
		for _, d := range deliveries {
			one, err := report.DeliveryJSON(d, notify.MessageID(d))
			if err != nil {
				return err
			}
			lines = append(lines, one...)
		}
		return put(out, lines)
	})
}

// Retry has a delivery tried again, by whichever paywatch watches.
func Retry(s settings.Settings, text string) error {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number <= 0 {
		return fmt.Errorf("%q is no delivery; name its number, as paywatch notify ls shows it", kubepay.Clean(text, maxQuoted))
	}
	if err := reading(s, func(*ledger.Ledger) error { return nil }); err != nil {
		return err
	}
	s.URL = ""
	return writing(s, func(l *ledger.Ledger) error {
		if err := l.Retry(number); errors.Is(err, ledger.ErrUnknown) {
			return fmt.Errorf("no delivery %d is still to be told; paywatch notify ls shows which are", number)
		} else if err != nil {
			return err
		}
		return nil
	})
}

// TestHooks tells a hook of a made-up event, or every hook where none is named,
// and says what came of it.
func TestHooks(ctx context.Context, s settings.Settings, name, version string, out io.Writer) error {
	if len(s.Hooks) == 0 {
		return fmt.Errorf("nobody is to be told of anything; write [[notify]] into %s", settings.File())
	}
	ctx, stop := stoppable(ctx)
	defer stop()
	var failed error
	tested := false
	for _, h := range s.Hooks {
		if name != "" && h.Name != name {
			continue
		}
		tested = true
		said, err := notify.Test(ctx, h, notify.Options{Version: version})
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		if err := put(out, []byte(said+"\n")); err != nil {
			return err
		}
	}
	if !tested {
		return fmt.Errorf("there is no [[notify]] named %q; choose among %s", kubepay.Clean(name, maxQuoted), strings.Join(HookNames(s), ", "))
	}
	if failed != nil {
		return &ending{exitFailed, failed}
	}
	return nil
}

// HookNames are the names of who is to be told.
func HookNames(s settings.Settings) []string {
	var names []string
	for _, h := range s.Hooks {
		names = append(names, h.Name)
	}
	return names
}
