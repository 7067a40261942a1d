package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"paywatch/kubepay/settings"
	"paywatch/theme"
	"paywatch/tui/words"
)

// Command is a command that is given its arguments and the settings that it
// reads, for each of which it has a flag.
func Command(use, short string, args cobra.PositionalArgs, wanted []settings.Setting, do func(*cobra.Command, settings.Settings, []string) error) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, Args: args, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := Choose(c, wanted)
			if err != nil {
				return err
			}
			return do(c, chosen, args)
		},
	}
	AddFlags(c, wanted...)
	return c
}

// Choose loads the settings that are wanted, of which the command's flags weigh
// most.
func Choose(c *cobra.Command, wanted []settings.Setting) (settings.Settings, error) {
	chosen, err := settings.Load(Sources(c, wanted), wanted)
	for _, warning := range chosen.Warnings {
		fmt.Fprintln(c.ErrOrStderr(), "paywatch: "+warning)
	}
	return chosen, err
}

// SayStray says to who named a profile by a variable that another variable has them
// ask another gateway.
func SayStray(c *cobra.Command, s settings.Settings) {
	if s.Profile.Stray != "" {
		fmt.Fprintln(c.ErrOrStderr(), "paywatch: "+s.Profile.Stray)
	}
}

// Sources is where the command's settings are looked for.
func Sources(c *cobra.Command, wanted []settings.Setting) settings.Sources {
	flags := map[string]string{}
	for _, s := range append([]settings.Setting{settings.ProfileSetting()}, wanted...) {
		if f := c.Flags().Lookup(s.FlagName()); f != nil && f.Changed && !s.NoFlag {
			flags[s.Name] = f.Value.String()
		}
	}
	return settings.Sources{Flags: flags, LookupEnv: os.LookupEnv, File: settings.File(), CheckTheme: theme.Check, CheckLang: words.Check}
}
