package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paywatch/kubepay/settings"
	"paywatch/theme"
	"paywatch/tui/words"
)

// AddFlags gives the command a flag for each setting that may have one.
func AddFlags(c *cobra.Command, from ...settings.Setting) {
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
			Complete(c, name, theme.Names()...)
		case "lang":
			Complete(c, name, words.Tags()...)
		}
	}
}

// AddProfile gives every command the flag that chooses a profile.
func AddProfile(root *cobra.Command) {
	s := settings.ProfileSetting()
	root.PersistentFlags().String(s.Name, "", s.Help)
	complete(root, s.Name, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return settings.Profiles(settings.File()), cobra.ShellCompDirectiveNoFileComp
	})
}

// AddPeriod gives the command flags for a period.
func AddPeriod(c *cobra.Command, since, until *string) {
	c.Flags().StringVar(since, "since", "", "its beginning, such as 08:00, 2026-11-26 or 24h")
	c.Flags().StringVar(until, "until", "", "its end, written likewise")
}

// Complete names what a flag may be.
func Complete(c *cobra.Command, flag string, words ...string) {
	complete(c, flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

func complete(c *cobra.Command, flag string, with cobra.CompletionFunc) {
	if err := c.RegisterFlagCompletionFunc(flag, with); err != nil {
		panic(err) // there is no such flag: a slip where the command is made
	}
}

// NotEmpty refuses a flag that is given and says nothing, as where a script's
// variable is empty: to leave it out may mean something else.
func NotEmpty(c *cobra.Command, _ []string) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && strings.TrimSpace(f.Value.String()) == "" && !slices.Contains(mayBeEmpty, f.Name) && err == nil {
			err = fmt.Errorf("--%s is empty; say which, or leave it out; %s --help shows how", f.Name, c.CommandPath())
		}
	})
	return err
}

// mayBeEmpty are the flags that say with nothing that there is to be none, whatever
// the settings file says, and one that has a refusal of its own.
var mayBeEmpty = []string{"station", "lang", "name", "line", "unlock", "heartbeat", "profile"}
