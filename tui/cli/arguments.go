package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

// Exactly insists on one argument.
func Exactly(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s needs %s, and nothing else; %s --help shows how", c.Name(), what, c.CommandPath())
		}
		return nil
	}
}

// Some insists on the id of a payment, or several.
func Some(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s needs the id of a payment; %s --help shows how", c.Name(), c.CommandPath())
	}
	return nil
}

// AtMostOne refuses a second argument.
func AtMostOne(c *cobra.Command, args []string) error { return atMost(1, c, args) }

// None refuses arguments.
func None(c *cobra.Command, args []string) error { return atMost(0, c, args) }

func atMost(n int, c *cobra.Command, args []string) error {
	if len(args) > n {
		return fmt.Errorf("%s takes no %q; %s --help lists what there is", c.Name(), args[n], c.CommandPath())
	}
	return nil
}
