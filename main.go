// Paywatch watches KubePay payments in a terminal. This file is its table of
// contents: the commands and their flags.
package main

import (
	"context"
	_ "embed"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"paywatch/kubepay/settings"
	"paywatch/tui/cli"
	"paywatch/tui/command"
)

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
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { command.Explain(w, err) }),
	)
	os.Exit(command.ExitCode(err))
}

// version is the module's, "dev" where the build knows none.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "dev"
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}

func root() *cobra.Command {
	c := cli.Command("paywatch [ID...]", "Watch KubePay payments in a terminal", cli.IDs, settings.All(),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Watch(c.Context(), s, args, version())
		})
	c.Long = "Watch KubePay payments in a terminal. Each ID is a payment; - reads ids from\n" +
		"standard input. Without any, the screen opens empty and takes them there.\n\n" + cli.SettingsHelp(settings.All()) + "\n" + command.ExitHelp
	c.Example = `
paywatch demo
paywatch 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
make-payments | paywatch -
`
	c.SetFlagErrorFunc(cli.FlagError)
	c.PersistentPreRunE = cli.NotEmpty
	cli.AddProfile(c)
	c.AddCommand(create(), add(), remove(), list(), totals(), export(), receipt(), notify())
	c.AddCommand(doctor(), tail(), wait(), show(), kiosk(), demo(), sandbox())
	c.AddCommand(page("till", "A day at the till, in one page", tillPage))
	c.AddCommand(page("scripts", "Payments in scripts, in one page", scriptsPage))
	c.AddCommand(page("display", "The customers' display, in one page", displayPage))
	return c
}

func create() *cobra.Command {
	var sale command.Sale
	c := cli.Command("new AMOUNT", "Make a payment, and put it on the list", cli.Exactly("an amount"), settings.Only("url", "token", "token-file", "db", "station"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			sale.Amount, sale.Station = args[0], s.Station
			hooks, err := cli.Choose(c, settings.Only("[[notify]]"))
			sale.Hooks, sale.HooksKnown = hooks.Hooks, err == nil
			return command.New(c.Context(), s, sale, c.OutOrStdout(), version())
		})
	c.Long = command.NewHelp
	c.Example = `
paywatch new 12.50 --token BTC --meta order=1042
paywatch new 12,50 --currency USD --json
`
	c.Flags().StringVar(&sale.Currency, "currency", "EUR", "of the amount: EUR or USD")
	c.Flags().StringVar(&sale.Token, "token", "", "the coin to be paid in; without it, that of the newest payment")
	c.Flags().StringArrayVar(&sale.Meta, "meta", nil, "what to keep with it, as in order=1042; may be repeated")
	c.Flags().BoolVar(&sale.JSON, "json", false, "print the whole payment as JSON")
	cli.Complete(c, "currency", "EUR", "USD")
	cli.Complete(c, "token", command.Coins()...)
	return c
}

func add() *cobra.Command {
	c := cli.Command("add ID...", "Put payments on the list", cli.Some, settings.Only("url", "db"),
		func(_ *cobra.Command, s settings.Settings, args []string) error { return command.Add(s, args) })
	c.Long = "Put payments on the list, which every paywatch on this file shows within a second.\nEach ID is a payment; - reads ids from standard input."
	c.Example = `
paywatch add 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
make-payments | paywatch add -
`
	return c
}

func remove() *cobra.Command {
	c := cli.Command("rm ID...", "Take payments off the list", cli.Some, settings.Only("db"),
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
	c := cli.Command("ls", "Print the list as it is kept", cli.None, settings.Only("db"),
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
	cli.Complete(c, "status", command.Statuses()...)
	return c
}

func totals() *cobra.Command {
	var period command.Period
	var asJSON bool
	c := cli.Command("totals", "Print what came in, each payment once", cli.None, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Totals(c.Context(), s, period, asJSON, c.OutOrStdout())
		})
	c.Long = "Print what came in, by currency, coin and outcome, each payment once: when its last money\nwas seen. Without --since, of today.\n\n" + command.PeriodHelp
	c.Example = `
paywatch totals
paywatch totals --since 08:00 --json
paywatch totals --since 2026-11-01 --until 2026-11-30
`
	cli.AddPeriod(c, &period.Since, &period.Until)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

func export() *cobra.Command {
	var table command.Table
	c := cli.Command("export", "Print all that is kept as a table", cli.None, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Export(c.Context(), s, table, c.OutOrStdout())
		})
	c.Long = "Print what is kept as CSV or JSON, one row a payment or one a change, the oldest first.\nAn apostrophe stands before what a spreadsheet would take for a formula.\n\n" + command.PeriodHelp
	c.Example = `
paywatch export --format csv --since 2026-11-01 --until 2026-11-30 > november.csv
paywatch export --format json --changes --output changes.json
`
	cli.AddPeriod(c, &table.Period.Since, &table.Period.Until)
	c.Flags().StringVar(&table.Format, "format", "csv", "csv or json")
	c.Flags().BoolVar(&table.Changes, "changes", false, "one row a change instead of one a payment")
	c.Flags().StringVar(&table.Output, "output", "", "the file to write, for you alone to read, instead of printing")
	cli.Complete(c, "format", "csv", "json")
	return c
}

func receipt() *cobra.Command {
	var width string
	c := cli.Command("receipt ID", "Print a receipt for a receipt printer", cli.Exactly("a payment's id"), settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Receipt(c.Context(), s, args[0], width, c.OutOrStdout())
		})
	c.Long = "Print a receipt as plain text in ASCII. It says PAID only where the gateway does."
	c.Example = "\npaywatch receipt 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --width 32 > /dev/usb/lp0\n"
	c.Flags().StringVar(&width, "width", "42", "columns of the printer: 32, 42 or 48")
	cli.Complete(c, "width", "32", "42", "48")
	return c
}

func notify() *cobra.Command {
	c := &cobra.Command{
		Use: "notify", Short: "See what others are told of changes, and test it", Long: command.NotifyHelp(), Args: cli.None,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(deliveries(), retry(), testHooks())
	return c
}

func deliveries() *cobra.Command {
	var all, asJSON bool
	c := cli.Command("ls", "Print what is still to be told, or was set aside", cli.None, settings.Only("db"),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Deliveries(c.Context(), s, all, asJSON, c.OutOrStdout())
		})
	c.Flags().BoolVar(&all, "all", false, "also what was told")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a delivery, each on its line")
	return c
}

func retry() *cobra.Command {
	c := cli.Command("retry NUMBER", "Have something told again", cli.Exactly("a delivery's number"), settings.Only("db"),
		func(_ *cobra.Command, s settings.Settings, args []string) error { return command.Retry(s, args[0]) })
	c.Long = "Have a delivery told again by the paywatch that watches. Its number is in notify ls."
	return c
}

func testHooks() *cobra.Command {
	c := cli.Command("test [NAME]", "Tell a hook, or all of them, of a made-up payment", cli.AtMostOne, settings.Only("[[notify]]"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.TestHooks(c.Context(), s, strings.Join(args, ""), version(), c.OutOrStdout())
		})
	c.ValidArgsFunction = func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		s, err := cli.Choose(c, settings.Only("[[notify]]"))
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return command.HookNames(s), cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

func doctor() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "doctor", Short: "Find out what keeps paywatch from working", Args: cli.None, ValidArgsFunction: cobra.NoFileCompletions,
		Long:    command.DoctorHelp,
		Example: "\npaywatch doctor\npaywatch doctor --profile test --json\n",
		RunE: func(c *cobra.Command, _ []string) error {
			load := func() (settings.Settings, []settings.Fault, error) {
				return settings.Examine(cli.Sources(c, settings.All()), settings.All())
			}
			return command.Doctor(c.Context(), load, asJSON, c.OutOrStdout(), version())
		},
	}
	cli.AddFlags(c, settings.All()...)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// watching are the settings of commands that watch without a screen.
var watching = settings.Only("url", "token", "token-file", "interval", "max-rps", "db", "keep", "ascii", "theme", "[[notify]]")

func tail() *cobra.Command {
	var wanted command.Stream
	c := cli.Command("tail [ID...]", "Print each change as it is recorded", cobra.ArbitraryArgs, watching,
		func(c *cobra.Command, s settings.Settings, args []string) error {
			cli.SayStray(c, s)
			return command.Tail(c.Context(), s, args, wanted, c.OutOrStdout(), c.ErrOrStderr(), version())
		})
	c.Long = command.TailHelp
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
	c := cli.Command("wait ID", "Wait until a payment is paid, or is what --for says", cli.Exactly("a payment's id"), watching,
		func(c *cobra.Command, s settings.Settings, args []string) error {
			cli.SayStray(c, s)
			return command.Wait(c.Context(), s, args[0], wanted, c.OutOrStdout(), c.ErrOrStderr(), version())
		})
	c.Long = command.WaitHelp
	c.Example = `
paywatch wait 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --timeout 15m
paywatch wait 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11 --for partial,paid --json
`
	c.Flags().StringVar(&wanted.For, "for", "paid", "what to wait for: a status, or several with commas between them")
	c.Flags().StringVar(&wanted.Timeout, "timeout", "", "how long to wait, such as 30s; without it, until the payment is over")
	c.Flags().BoolVar(&wanted.JSON, "json", false, "print the whole payment as JSON")
	cli.Complete(c, "for", command.Statuses()...)
	return c
}

func show() *cobra.Command {
	var wanted command.Shown
	c := cli.Command("show ID", "Look at a payment once, and print it", cli.Exactly("a payment's id"), settings.Only("url", "token", "token-file", "db", "ascii", "theme"),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			cli.SayStray(c, s)
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

func kiosk() *cobra.Command {
	c := cli.Command("kiosk [ID...]", "Show customers what to pay, on a display that nobody touches", cobra.ArbitraryArgs, slices.Concat(settings.Kiosk(), settings.All()),
		func(c *cobra.Command, s settings.Settings, args []string) error {
			return command.Kiosk(c.Context(), s, args, c.ErrOrStderr(), version())
		})
	c.Long = command.KioskHelp + "\n\n" + cli.SettingsHelp(settings.Kiosk()) +
		"\nAll settings of paywatch itself are taken too. paywatch help display has the rest in one\npage."
	c.Example = `
paywatch kiosk --name "Café Aurora" --line "Coffee and cakes" --lang es,en
paywatch kiosk --station front --unlock ctrl+alt+q
sales-of-this-till | paywatch kiosk -
`
	return c
}

func demo() *cobra.Command {
	return cli.Command("demo", "Watch simulated payments, to see what paywatch does", cli.None, settings.Look(),
		func(c *cobra.Command, s settings.Settings, _ []string) error {
			return command.Demo(c.Context(), s, version())
		})
}

// sandbox needs no settings, and works where they are wrong.
func sandbox() *cobra.Command {
	var listen string
	var script []string
	c := &cobra.Command{
		Use: "sandbox", Short: "Serve a pretended gateway, to test against", Args: cli.None, ValidArgsFunction: cobra.NoFileCompletions,
		Long:    command.SandboxHelp(),
		Example: "\npaywatch sandbox\npaywatch sandbox --script scenario.toml\n",
		RunE: func(c *cobra.Command, _ []string) error {
			return command.Sandbox(c.Context(), c.InOrStdin(), c.OutOrStdout(), listen, script...)
		},
	}
	c.Flags().StringArrayVar(&script, "script", nil, "a scenario to start with: a file in TOML, or - for standard input")
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8787", "where to serve it: an address of this machine, with a port")
	return c
}

var (
	//go:embed docs/till.md
	tillPage string
	//go:embed docs/scripts.md
	scriptsPage string
	//go:embed docs/display.md
	displayPage string
)

// page is a page of help, and no command.
func page(name, short, text string) *cobra.Command {
	return &cobra.Command{Use: name, Short: short, Long: command.Page(text), ValidArgsFunction: cobra.NoFileCompletions}
}
