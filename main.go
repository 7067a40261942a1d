// Paywatch watches KubePay payments in a terminal. This file is its table of
// contents: the commands, their flags and the exit codes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"text/tabwriter"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"paywatch/kubepay"
	"paywatch/kubepay/settings"
	"paywatch/theme"
	"paywatch/tui/command"
)

// The exit codes of every command. 1 and 3 are kept for commands that wait.
const (
	exitDone    = 0 // also when a signal asked paywatch to stop
	exitUsage   = 2 // and whatever else is to be mended on this machine
	exitGateway = 4
)

const exitHelp = `Exit codes:

0  done, also when SIGINT, SIGTERM or SIGHUP asked paywatch to stop
1  the payment ended otherwise than paid
2  usage or settings
3  the time was over
4  the gateway could not be reached, or refused`

// gcPercent makes the collector run twice as often as Go would have it. What
// paywatch holds, it holds for long, and makes little garbage beside it: the
// processor hardly notices, and with many payments a quarter of the memory is
// saved. GOGC in the environment is obeyed instead.
const gcPercent = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	err := fang.Execute(context.Background(), root(),
		fang.WithVersion(version()),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { tell(w, err) }),
	)
	os.Exit(exitCode(err))
}

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "paywatch [ID...]",
		Short: "Watch KubePay payments in a terminal",
		Long: "Watch KubePay payments in a terminal. Each ID is a payment; - reads ids from\n" +
			"standard input. Without any, the screen opens empty and takes them there.\n\n" + settingsHelp() + "\n" + exitHelp,
		Example: `
paywatch demo
paywatch 5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11
make-payments | paywatch -
`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := choose(c, settings.Load)
			if err != nil {
				return err
			}
			return command.Watch(c.Context(), chosen, args, version())
		},
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w; %s --help lists what there is", err, c.CommandPath())
	})
	addFlags(c, settings.All()...)
	c.AddCommand(demo(), sandbox())
	return c
}

func demo() *cobra.Command {
	c := &cobra.Command{
		Use:   "demo",
		Short: "Watch simulated payments, to see what paywatch does",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := choose(c, settings.LoadLook)
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
	var listen string
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve a pretended gateway, to test against",
		Long:  "Serve a pretended KubePay gateway on this machine, and say how to use it.\n\n" + command.CardTable(),
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
			defer stop()
			return command.Sandbox(ctx, c.OutOrStdout(), listen)
		},
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8787", "where to serve it: an address of this machine, with a port")
	return c
}

// addFlags gives the command a flag for each setting that may have one.
func addFlags(c *cobra.Command, from ...settings.Setting) {
	for _, s := range from {
		switch {
		case s.NoFlag:
		case s.Switch:
			c.Flags().Bool(s.Name, false, s.Help)
		default:
			c.Flags().String(s.Name, s.Default, s.Help)
		}
	}
	themes := cobra.FixedCompletions(theme.Names(), cobra.ShellCompDirectiveNoFileComp)
	if err := c.RegisterFlagCompletionFunc("theme", themes); err != nil {
		panic(err) // there is no such flag: a slip in this file
	}
}

// choose loads the settings, of which the command's flags weigh most.
func choose(c *cobra.Command, load func(settings.Sources) (settings.Settings, error)) (settings.Settings, error) {
	flags := map[string]string{}
	for _, s := range settings.All() {
		if f := c.Flags().Lookup(s.Name); f != nil && f.Changed {
			flags[s.Name] = f.Value.String()
		}
	}
	chosen, err := load(settings.Sources{
		Flags: flags, LookupEnv: os.LookupEnv, File: settings.File(), CheckTheme: theme.Check,
	})
	for _, warning := range chosen.Warnings {
		fmt.Fprintln(c.ErrOrStderr(), "paywatch: "+warning)
	}
	return chosen, err
}

func none(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no %q; %s --help lists what there is", c.Name(), args[0], c.CommandPath())
	}
	return nil
}

func settingsHelp() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Settings come from flags, else from variables, else from the settings file\n%s:\n\n", settings.File())
	table := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "in the file\tflag\tvariable")
	for _, s := range settings.All() {
		flag := "--" + s.Name
		if s.NoFlag {
			flag = "none: others could read it"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", s.Name, flag, s.Env)
	}
	table.Flush()
	return b.String()
}

// tell prints an error as one sentence, or the first steps.
func tell(w io.Writer, err error) {
	if errors.Is(err, command.ErrNoGateway) {
		fmt.Fprintln(w, command.FirstSteps)
		return
	}
	fmt.Fprintf(w, "paywatch: %v\n", err)
}

func exitCode(err error) int {
	var gateway *kubepay.Error
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &gateway):
		return exitGateway
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
