package command

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
	"paywatch/theme"
	"paywatch/tui"
	"paywatch/tui/words"
)

// errNoGateway says that no gateway has been chosen.
var errNoGateway = errors.New("no gateway is chosen; set KUBEPAY_URL to its address")

// errNewcomer says the same to who wanted the screen.
var errNewcomer = fmt.Errorf("%w, or see paywatch demo", errNoGateway)

// firstSteps is what to say of [errNewcomer]: for many people it is the first
// thing that they see, and so it is more than a sentence.
const firstSteps = `paywatch watches KubePay payments, but does not know your gateway yet.

  To see it at work first, with simulated payments:

    paywatch demo

  To watch your own payments:

    export KUBEPAY_URL=https://...     the gateway's address, as KubePay gave it to you
    export KUBEPAY_TOKEN=...           your token
    paywatch ID...                     the payments to watch; more can be added on the screen

  To try your own code against a gateway without money:

    paywatch sandbox

  paywatch --help shows everything else.`

// Watch opens the screen on the payments named by the arguments, and by the
// file and the standard input that they and the settings name.
func Watch(ctx context.Context, s settings.Settings, args []string, version string) error {
	if s.URL == "" {
		return errNewcomer
	}
	client, err := kubepay.New(s.URL, kubepay.Options{JWT: s.Token.Reveal(), Version: version})
	if err != nil {
		return err
	}
	if err := needTerminal(); err != nil {
		return err
	}
	if err := needFile(s.DB); err != nil {
		return err
	}
	named, err := gatherIDs(args, s.IDs, os.Stdin)
	if err != nil {
		return err
	}
	pace := watch.Options{Interval: s.Interval, MaxRPS: s.MaxRPS, Public: !client.HasJWT()}
	kept := book{path: s.DB, keep: s.Keep, hooks: s.Hooks}
	err = open(ctx, client, pace, kept, version, tui.Options{
		Seller:    sellerOf(client, s.Station),
		Interval:  s.Interval,
		IDs:       named.take(),
		Arrivals:  named.arrivals(ctx),
		Theme:     themeOf(s),
		Languages: languagesOf(s),
		Player:    s.Player,
		Profile:   s.Profile,
	})
	return errors.Join(err, named.complaint())
}

// open shows the screen until the person quits or a signal asks it to. A ledger
// that cannot be opened does not keep it from opening: it says so, and tries again.
func open(ctx context.Context, client *kubepay.Client, pace watch.Options, b book, version string, o tui.Options) error {
	var made calls.Log
	pace.Calls, o.Calls = &made, &made
	w := b.watching(client, pace, version)
	w.start()
	o.Engine, o.Archive, o.Attempts, o.Export = w.Keeper, &w.books, &w.books, &w.books
	if len(b.hooks) > 0 {
		o.Troubles = w.carried.troubles
	}
	err := afterScreen(tui.Run(ctx, o))
	return errors.Join(err, w.Close())
}

func themeOf(s settings.Settings) theme.Options {
	return theme.Options{Name: s.Theme, ASCII: s.ASCII, NoColor: os.Getenv("NO_COLOR") != ""}
}

// languagesOf are the languages in which customers are spoken to.
func languagesOf(s settings.Settings) []words.Language {
	all, err := words.Parse(s.Lang)
	if s.Lang == "" || err != nil { // it was checked as it was chosen
		all = []words.Language{words.OfEnvironment(os.LookupEnv)}
	}
	return all
}

// needTerminal refuses to draw where nobody looks, or nothing can be drawn.
func needTerminal() error {
	if !term.IsTerminal(int(os.Stdout.Fd())) {
		return errors.New("the screen needs a terminal, but the output goes elsewhere; start paywatch without > or |")
	}
	if os.Getenv("TERM") == "dumb" {
		return errors.New("the screen needs a terminal that can draw, but TERM is dumb; start paywatch in another terminal, or set TERM to what this one is, such as xterm-256color")
	}
	return nil
}
