package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"paywatch/kubepay/settings"
)

// SettingsHelp says where settings come from, and what each is called there.
func SettingsHelp(all []settings.Setting) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Settings come from flags, else from the profile that --profile names, else from\nvariables, else from the settings file\n%s:\n\n", settings.File())
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
