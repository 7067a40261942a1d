// Paywatch watches KubePay payments in a terminal. This file is its table of
// contents: the commands, their flags and the exit codes.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/settings"
	"paywatch/theme"
	"paywatch/tui/command"
	"paywatch/tui/words"
)

// The exit codes of every command.
const (
	exitDone    = 0 // also when a signal asked paywatch to stop
	exitFailed  = 1 // or ended otherwise than was waited for
	exitUsage   = 2 // and settings
	exitOpen    = 3 // still, when the time was over
	exitGateway = 4
	exitMade    = 5 // a payment: whoever repeats the command makes another
	exitUnkept  = 6 // something that was shown
)

const exitHelp = `Exit codes:

0  done, also when SIGINT, SIGTERM or SIGHUP asked paywatch to stop
1  it failed, as where the disk is full, the file is held by another program or
   damaged, nobody takes the output, or a hook cannot be told; a payment ended
   otherwise than paid, or than was waited for; doctor found something that failed
2  usage or settings
3  the time was over, and the payment still open
4  the gateway could not be reached, or refused
5  new made a payment, but could not print its id: it is on standard error
6  paywatch ended while its file could not be written: standard error says what is
   not recorded, and what remains to be done`

// gcPercent makes the collector run eight times as often as Go would have it. What
// paywatch holds, it holds for long, and makes little garbage beside it: the
// processor does about a quarter more, and with many payments a third of the memory
// is saved. GOGC in the environment is obeyed instead.
const gcPercent = 12

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	err := fang.Execute(context.Background(), root(),
		fang.WithVersion(version()),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { explain(w, err) }),
	)
	os.Exit(exitCode(err))
}

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "paywatch [ID...]",
		Short: "Watch KubePay payments in a terminal",
		Long: "Watch KubePay payments in a terminal. Each ID is a payment; - reads ids from\n" +
			"standard input. Without any, the screen opens empty and takes them there.\n\n" + settingsHelp(settings.All()) + "\n" + exitHelp,
		Example: `
paywatch demo
paywatch 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
make-payments | paywatch -
`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := choose(c, settings.All())
			if err != nil {
				return err
			}
			return command.Watch(c.Context(), chosen, args, version())
		},
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if below := belowZero(err); below != "" {
			return fmt.Errorf("-%s is no amount; write it as in 12.50, above zero", below)
		}
		return fmt.Errorf("%w; %s --help lists what there is", err, c.CommandPath())
	})
	addFlags(c, settings.All()...)
	addProfile(c)
	c.AddCommand(create(), add(), remove(), list(), totals(), export(), receipt(), tell(), demo(), sandbox(), examine(), till())
	c.AddCommand(tail(), wait(), show(), scripts())
	c.AddCommand(kiosk(), display())
	return c
}

func create() *cobra.Command {
	var sale command.Sale
	c := does("new AMOUNT", "Make a payment, and put it on the list", exactly("an amount"), settings.Only("url", "token", "token-file", "db", "station"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			if err := notEmpty(c, "currency", "token"); err != nil {
				return err
			}
			sale.Amount, sale.Station = args[0], s.Station
			hooks, err := choose(c, settings.Only("[[notify]]"))
			sale.Hooks, sale.HooksKnown = hooks.Hooks, err == nil
			return command.New(c.Context(), s, sale, c.OutOrStdout(), version())
		})
	c.Long = "Make a payment, put it on the list, and print its id. It is asked for once: where no\nanswer comes, it may have been made, and paywatch says so. Once it is made, the exit code\nis 0 where the id was printed, even if it could not be put on the list, and 5 where it was\nnot: standard error says what remains to be done. Do not repeat it after 4 or 5 unseen."
	c.Example = `
paywatch new 12.50 --token BTC --meta order=1042
paywatch new 12,50 --currency USD --json
`
	c.Flags().StringVar(&sale.Currency, "currency", "EUR", "of the amount: EUR or USD")
	c.Flags().StringVar(&sale.Token, "token", "", "the coin to be paid in; without it, that of the newest payment")
	c.Flags().StringArrayVar(&sale.Meta, "meta", nil, "what to keep with it, as in order=1042; may be repeated")
	c.Flags().BoolVar(&sale.JSON, "json", false, "print the whole payment as JSON")
	complete(c, "currency", "EUR", "USD")
	complete(c, "token", command.Coins()...)
	return c
}

func add() *cobra.Command {
	c := does("add ID...", "Put payments on the list", some, settings.Only("url", "db"),
		func(_ *cobra.Command, s settings.Settings, args []string) error { return command.Add(s, args) })
	c.Long = "Put payments on the list, which every paywatch on this file shows within a second.\nEach ID is a payment; - reads ids from standard input."
	c.Example = `
paywatch add 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
make-payments | paywatch add -
`
	return c
}

func remove() *cobra.Command {
	c := does("rm ID...", "Take payments off the list", some, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Remove(c.Context(), s, args)
		})
	c.Long = "Take payments off the list. What was seen of them is kept."
	c.Example = "\npaywatch rm 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11\n"
	return c
}

func list() *cobra.Command {
	var status string
	var asJSON bool
	c := does("ls", "Print the list as it is kept", none, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.List(s, status, asJSON, c.OutOrStdout())
		})
	c.Long = "Print the list as it is kept, without asking the gateway."
	c.Example = `
paywatch ls
paywatch ls --status partial --json
`
	c.Flags().StringVar(&status, "status", "", "only those of one status, such as partial")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a payment, each on its line")
	complete(c, "status", command.Statuses()...)
	return c
}

func totals() *cobra.Command {
	var period command.Period
	var asJSON bool
	c := does("totals", "Print what came in, each payment once", none, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Totals(c.Context(), s, period, asJSON, c.OutOrStdout())
		})
	c.Long = "Print what came in, by currency, coin and outcome, each payment once: when its last money\nwas seen. Without --since, of today.\n\n" + command.PeriodHelp
	c.Example = `
paywatch totals
paywatch totals --since 08:00 --json
paywatch totals --since 2026-11-01 --until 2026-11-30
`
	addPeriod(c, &period)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

func export() *cobra.Command {
	var table command.Table
	c := does("export", "Print all that is kept as a table", none, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Export(c.Context(), s, table, c.OutOrStdout())
		})
	c.Long = "Print what is kept as CSV or JSON, one row a payment or one a change, the oldest first.\nAn apostrophe stands before what a spreadsheet would take for a formula.\n\n" + command.PeriodHelp
	c.Example = `
paywatch export --format csv --since 2026-11-01 --until 2026-11-30 > november.csv
paywatch export --format json --changes --output changes.json
`
	addPeriod(c, &table.Period)
	c.Flags().StringVar(&table.Format, "format", "csv", "csv or json")
	c.Flags().BoolVar(&table.Changes, "changes", false, "one row a change instead of one a payment")
	c.Flags().StringVar(&table.Output, "output", "", "the file to write, for you alone to read, instead of printing")
	complete(c, "format", "csv", "json")
	return c
}

func receipt() *cobra.Command {
	var width string
	c := does("receipt ID", "Print a receipt for a receipt printer", exactly("a payment's id"), settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Receipt(c.Context(), s, args[0], width, c.OutOrStdout())
		})
	c.Long = "Print a receipt as plain text in ASCII. It says PAID only where the gateway does."
	c.Example = "\npaywatch receipt 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --width 32 > /dev/usb/lp0\n"
	c.Flags().StringVar(&width, "width", "42", "columns of the printer: 32, 42 or 48")
	complete(c, "width", "32", "42", "48")
	return c
}

func tell() *cobra.Command {
	c := &cobra.Command{
		Use: "notify", Short: "See what others are told of changes, and test it", Long: command.NotifyHelp(), Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(told(), retry(), test())
	return c
}

func told() *cobra.Command {
	var all, asJSON bool
	c := does("ls", "Print what is still to be told, or was set aside", none, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Deliveries(c.Context(), s, all, asJSON, c.OutOrStdout())
		})
	c.Flags().BoolVar(&all, "all", false, "also what was told")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a delivery, each on its line")
	return c
}

func retry() *cobra.Command {
	c := does("retry NUMBER", "Have something told again", exactly("a delivery's number"), settings.Only("db"),
		func(_ *cobra.Command, s settings.Settings, args []string) error { return command.Retry(s, args[0]) })
	c.Long = "Have a delivery told again by the paywatch that watches. Its number is in notify ls."
	return c
}

func test() *cobra.Command {
	c := does("test [NAME]", "Tell a hook, or all of them, of a made-up payment", atMostOne, settings.Only("[[notify]]"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.TestHooks(c.Context(), s, strings.Join(args, ""), version(), c.OutOrStdout())
		})
	c.ValidArgsFunction = func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		s, err := choose(c, settings.Only("[[notify]]"))
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return command.HookNames(s), cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

func examine() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "doctor", Short: "Find out what keeps paywatch from working", Args: none, ValidArgsFunction: cobra.NoFileCompletions,
		Long: "Find out what keeps paywatch from working: the settings and where each comes from, the\ngateway, the token, the ledger, what is still to be told, the terminal. It changes nothing,\n" +
			"and asks the gateway only for payments that there are not. Secrets are left out of what it\nprints. It ends with 0 where nothing failed, with 4 where the gateway cannot be reached or\nrefuses, else with 1.",
		Example: "\npaywatch doctor\npaywatch doctor --profile test --json\n",
		RunE: func(c *cobra.Command, _ []string) error {
			load := func() (settings.Settings, []settings.Fault, error) {
				return settings.Examine(settingsFrom(c, settings.All()), settings.All())
			}
			return command.Doctor(c.Context(), load, asJSON, c.OutOrStdout(), version())
		},
	}
	addFlags(c, settings.All()...)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

//go:embed docs/till.md
var tillPage string

// till is a page of help, and no command.
func till() *cobra.Command {
	return &cobra.Command{Use: "till", Short: "A day at the till, in one page", Long: command.Page(tillPage)}
}

// watching are the settings of commands that watch without a screen.
var watching = settings.Only("url", "token", "token-file", "interval", "max-rps", "db", "keep", "ascii", "theme", "[[notify]]")

func tail() *cobra.Command {
	var wanted command.Stream
	c := does("tail [ID...]", "Print each change as it is recorded", cobra.ArbitraryArgs, watching,
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Tail(c.Context(), s, args, wanted, c.OutOrStdout(), c.ErrOrStderr(), version())
		})
	c.Long = "Print each change of the payments named, or of all that are on the list, as it is\nrecorded, until it is stopped. Each ID is a payment, which is on the list meanwhile; -\nreads ids from standard input. With --since, what was recorded since then comes first.\n\n" + command.SinceHelp
	c.Example = `
paywatch tail
paywatch tail --json --since 08:00
paywatch tail 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
`
	c.Flags().StringVar(&wanted.Since, "since", "", "what was recorded since then comes first: 10m, 08:00, 2026-11-26")
	c.Flags().BoolVar(&wanted.JSON, "json", false, "print one JSON object a change, each on its line, as docs/change.schema.json has it")
	return c
}

func wait() *cobra.Command {
	var wanted command.Awaited
	c := does("wait ID", "Wait until a payment is paid, or is what --for says", exactly("a payment's id"), watching,
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Wait(c.Context(), s, args[0], wanted, c.OutOrStdout(), c.ErrOrStderr(), version())
		})
	c.Long = "Wait until the gateway says that a payment is paid, or is one of what --for names, and\nprint it. What was known before counts for nothing: the gateway is asked. A network or a\ngateway that fails for a while is waited out.\n\n" + waitHelp
	c.Example = `
paywatch wait 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --timeout 15m
paywatch wait 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --for partial,paid --json
`
	c.Flags().StringVar(&wanted.For, "for", "paid", "what to wait for: a status, or several with commas between them")
	c.Flags().StringVar(&wanted.Timeout, "timeout", "", "how long to wait, such as 30s; without it, until the payment is over")
	c.Flags().BoolVar(&wanted.JSON, "json", false, "print the whole payment as JSON")
	complete(c, "for", command.Statuses()...)
	return c
}

const waitHelp = `Exit codes:

0  the payment is what was waited for
1  it ended otherwise
2  usage or settings
3  the time was over, and it was still open
4  the gateway could not be reached in all the time, refuses the token, or does
   not know the payment: standard error says which`

func show() *cobra.Command {
	var wanted command.Shown
	c := does("show ID", "Look at a payment once, and print it", exactly("a payment's id"), settings.Only("url", "token", "token-file", "db", "ascii", "theme"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Show(c.Context(), s, args[0], wanted, c.OutOrStdout(), version())
		})
	c.Long = "Look at a payment once, and print what the gateway says, with what is kept of it."
	c.Example = `
paywatch show 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
paywatch show 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --qr
paywatch show 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --raw
`
	c.Flags().BoolVar(&wanted.JSON, "json", false, "print it as JSON, in one line")
	c.Flags().BoolVar(&wanted.Raw, "raw", false, "print the gateway's answer, byte for byte")
	c.Flags().BoolVar(&wanted.QR, "qr", false, "draw the code to pay with, too")
	return c
}

//go:embed docs/scripts.md
var scriptsPage string

// scripts is a page of help, and no command.
func scripts() *cobra.Command {
	return &cobra.Command{Use: "scripts", Short: "Payments in scripts, in one page", Long: command.Page(scriptsPage)}
}

func kiosk() *cobra.Command {
	wanted := slices.Concat(settings.Kiosk(), settings.All())
	c := &cobra.Command{
		Use:   "kiosk [ID...]",
		Short: "Show customers what to pay, on a display that nobody touches",
		Long: command.KioskHelp + "\n\n" + settingsHelp(settings.Kiosk()) +
			"\nAll settings of paywatch itself are taken too. paywatch help display has the rest in one\npage.",
		Example: `
paywatch kiosk --name "Café Aurora" --line "Coffee and cakes" --lang es,en
paywatch kiosk --station front --unlock ctrl+alt+q
sales-of-this-till | paywatch kiosk -
`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := choose(c, wanted)
			if err != nil {
				return err
			}
			return command.Kiosk(c.Context(), chosen, args, c.ErrOrStderr(), version())
		},
	}
	addFlags(c, wanted...)
	return c
}

//go:embed docs/display.md
var displayPage string

// display is a page of help, and no command.
func display() *cobra.Command {
	return &cobra.Command{Use: "display", Short: "The customers' display, in one page", Long: command.Page(displayPage)}
}

func demo() *cobra.Command {
	c := &cobra.Command{
		Use:   "demo",
		Short: "Watch simulated payments, to see what paywatch does",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := choose(c, settings.Look())
			if err != nil {
				return err
			}
			return command.Demo(c.Context(), chosen, version())
		},
	}
	addFlags(c, settings.Look()...)
	return c
}

func sandbox() *cobra.Command {
	var listen, script string
	c := &cobra.Command{
		Use:     "sandbox",
		Short:   "Serve a pretended gateway, to test against",
		Long:    command.SandboxHelp(),
		Example: "\npaywatch sandbox\npaywatch sandbox --script scenario.toml\n",
		Args:    none,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
			defer stop()
			return command.Sandbox(ctx, c.InOrStdin(), c.OutOrStdout(), listen, script)
		},
	}
	c.Flags().StringVar(&script, "script", "", "a scenario to start with: a file in TOML, or - for standard input")
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8787", "where to serve it: an address of this machine, with a port")
	return c
}

// does is a command that needs no screen: it is given its arguments and the
// settings that it reads.
func does(use, short string, args cobra.PositionalArgs, wanted []settings.Setting, do func(*cobra.Command, settings.Settings, []string) error) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, Args: args, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := choose(c, wanted)
			if err != nil {
				return err
			}
			return do(c, chosen, args)
		},
	}
	addFlags(c, wanted...)
	return c
}

// addFlags gives the command a flag for each setting that may have one.
func addFlags(c *cobra.Command, from ...settings.Setting) {
	for _, s := range from {
		switch {
		case s.NoFlag, s.Table, c.Flags().Lookup(s.FlagName()) != nil:
			continue
		case s.Switch:
			c.Flags().Bool(s.FlagName(), false, s.Help)
		default:
			c.Flags().String(s.FlagName(), s.Default, s.Help)
		}
		switch name := s.FlagName(); name {
		case "theme":
			complete(c, name, theme.Names()...)
		case "lang":
			complete(c, name, words.Tags()...)
		}
	}
}

// addProfile gives every command the flag that chooses a profile.
func addProfile(root *cobra.Command) {
	s := settings.ProfileSetting()
	root.PersistentFlags().String(s.Name, "", s.Help)
	err := root.RegisterFlagCompletionFunc(s.Name, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return settings.Profiles(settings.File()), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // a slip in this file
	}
}

func addPeriod(c *cobra.Command, p *command.Period) {
	c.Flags().StringVar(&p.Since, "since", "", "its beginning, such as 08:00, 2026-11-26 or 24h")
	c.Flags().StringVar(&p.Until, "until", "", "its end, written likewise")
}

// complete names what a flag may be.
func complete(c *cobra.Command, flag string, words ...string) {
	if err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // there is no such flag: a slip in this file
	}
}

// choose loads the settings that are wanted, of which the command's flags weigh
// most.
func choose(c *cobra.Command, wanted []settings.Setting) (settings.Settings, error) {
	chosen, err := settings.LoadOnly(settingsFrom(c, wanted), wanted)
	for _, warning := range chosen.Warnings {
		fmt.Fprintln(c.ErrOrStderr(), "paywatch: "+warning)
	}
	return chosen, err
}

// notEmpty refuses a flag that is given and says nothing, as where a script's
// variable is empty: to leave it out may mean something else.
func notEmpty(c *cobra.Command, flags ...string) error {
	for _, name := range flags {
		if f := c.Flags().Lookup(name); f.Changed && strings.TrimSpace(f.Value.String()) == "" {
			return fmt.Errorf("--%s is empty; say which, or leave it out; %s --help shows how", name, c.CommandPath())
		}
	}
	return nil
}

// belowZero gives the amount that somebody wrote with a minus before it, so that
// it was taken for flags, or "".
func belowZero(err error) string {
	var unknown interface{ GetSpecifiedShortnames() string }
	if !errors.As(err, &unknown) {
		return ""
	}
	amount := unknown.GetSpecifiedShortnames()
	if strings.Trim(amount, "0123456789.,") != "" {
		return ""
	}
	return amount
}

// settingsFrom is where the command's settings are looked for.
func settingsFrom(c *cobra.Command, wanted []settings.Setting) settings.Sources {
	flags := map[string]string{}
	for _, s := range append([]settings.Setting{settings.ProfileSetting()}, wanted...) {
		if f := c.Flags().Lookup(s.FlagName()); f != nil && f.Changed && !s.NoFlag {
			flags[s.Name] = f.Value.String()
		}
	}
	return settings.Sources{Flags: flags, LookupEnv: os.LookupEnv, File: settings.File(), CheckTheme: theme.Check, CheckLang: words.Check}
}

// exactly insists on one argument.
func exactly(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s needs %s, and nothing else; %s --help shows how", c.Name(), what, c.CommandPath())
		}
		return nil
	}
}

func atMostOne(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes no %q; %s --help lists what there is", c.Name(), args[1], c.CommandPath())
	}
	return nil
}

// some insists on an argument.
func some(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s needs the id of a payment; %s --help shows how", c.Name(), c.CommandPath())
	}
	return nil
}

func none(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no %q; %s --help lists what there is", c.Name(), args[0], c.CommandPath())
	}
	return nil
}

func settingsHelp(all []settings.Setting) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Settings come from flags, else from variables, else from the settings file\n%s:\n\n", settings.File())
	table := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "in the file\tflag\tvariable")
	for _, s := range all {
		flag, variable := "--"+s.FlagName(), s.Env
		switch {
		case s.Table:
			flag, variable = "none", "none"
		case s.NoFlag:
			flag = "none: others could read it"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", s.Name, flag, variable)
	}
	profile := settings.ProfileSetting()
	fmt.Fprintf(table, "[profile.NAME]\t--%s\t%s\n", profile.Name, profile.Env)
	table.Flush()
	return b.String()
}

// explain prints each error as one sentence, or the first steps.
func explain(w io.Writer, err error) {
	if errors.Is(err, command.ErrNoGateway) {
		fmt.Fprintln(w, command.FirstSteps)
		return
	}
	for sentence := range strings.Lines(err.Error()) {
		fmt.Fprintf(w, "paywatch: %s\n", strings.TrimSuffix(sentence, "\n"))
	}
}

func exitCode(err error) int {
	var remark *command.Remark
	var unprinted *command.Unprinted
	var unwell *command.Unwell
	var ended *command.Ended
	var open *command.TimeOver
	var silent *command.NoAnswer
	var unrecorded *keeper.Unrecorded
	var gateway *kubepay.Error
	switch {
	case err == nil, errors.As(err, &remark):
		return exitDone
	case errors.As(err, &ended):
		return exitFailed
	case errors.As(err, &open):
		return exitOpen
	case errors.As(err, &unprinted):
		return exitMade
	case errors.As(err, &unwell) && !unwell.Gateway:
		return exitFailed
	case unwell != nil:
		return exitGateway
	case errors.As(err, &unrecorded):
		return exitUnkept
	case errors.As(err, &silent), errors.As(err, &gateway):
		return exitGateway
	case command.WentWrong(err):
		return exitFailed
	}
	return exitUsage
}

// version is the module's, "dev" where the build knows none.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "dev"
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}
