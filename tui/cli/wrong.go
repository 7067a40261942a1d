package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paywatch/kubepay"
)

// FlagError says what is wrong with a flag, and the remedy.
func FlagError(c *cobra.Command, err error) error {
	help := c.CommandPath() + " --help lists what there is"
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(c, unknown, help)
	}
	if bare, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Errorf("--%s needs a value after it; %s", bare.GetFlag().Name, help)
	}
	if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok && wrong.GetFlag().Value.Type() == "bool" {
		return fmt.Errorf("--%s=%s says neither true nor false; write --%[1]s alone, or leave it out", wrong.GetFlag().Name, quoted(wrong.GetValue()))
	}
	if wrong, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return fmt.Errorf("%s is not how a flag is written; %s", quoted(wrong.GetSpecifiedFlag()), help)
	}
	return fmt.Errorf("%w; %s", err, help)
}

// unknownFlag says that there is no such flag. An amount that somebody wrote with a
// minus before it was taken for flags, too.
func unknownFlag(c *cobra.Command, unknown *pflag.NotExistError, help string) error {
	letters := unknown.GetSpecifiedShortnames()
	switch {
	case letters == "":
		return fmt.Errorf("there is no flag --%s; %s", quoted(unknown.GetSpecifiedName()), help)
	case c.Name() == "new" && strings.Trim(letters, "0123456789.,") == "":
		return fmt.Errorf("-%s is no amount; write it as in 12.50, above zero", quoted(letters))
	}
	return fmt.Errorf("there is no flag -%s; %s", quoted(letters), help)
}

// mostQuoted is how much of what somebody wrote is said back.
const mostQuoted = 60

func quoted(text string) string { return kubepay.Clean(text, mostQuoted) }
