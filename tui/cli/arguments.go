package cli

import (
	"fmt"
	"slices"
	"strings"

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

// IDs takes any ids, but no word that is nearly the name of a command: it would be
// watched as a payment that there is not.
func IDs(c *cobra.Command, args []string) error {
	for _, arg := range args {
		if near := nearly(c, arg); near != "" {
			return fmt.Errorf("there is no command %q, and a payment's id looks otherwise; did you mean %s?", quoted(arg), near)
		}
	}
	return nil
}

// slip is how many letters apart a word and what was meant may be.
const slip = 2

// nearly is the command whose name a word is nearly, "" where there is none. Words
// that are as short as a slip, and such with digits, as ids have, are near nothing.
func nearly(c *cobra.Command, word string) string {
	if len(word) <= slip || strings.ContainsAny(word, "0123456789") {
		return ""
	}
	c.SuggestionsMinimumDistance = slip
	all := c.SuggestionsFor(word)
	if len(all) == 0 {
		return ""
	}
	if i := slices.IndexFunc(all, func(name string) bool { return strings.HasPrefix(name, word) }); i >= 0 {
		return all[i]
	}
	return all[0]
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
