package cli_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"paywatch/kubepay/settings"
	"paywatch/tui/cli"
)

// shop runs a program with one command, sell, and gives what it says.
func shop(t *testing.T, args cobra.PositionalArgs, words ...string) error {
	t.Helper()
	root := &cobra.Command{Use: "shop", SilenceErrors: true, SilenceUsage: true}
	root.SetFlagErrorFunc(cli.FlagError)
	root.PersistentPreRunE = cli.NotEmpty
	cli.AddProfile(root)
	sell := cli.Command("sell", "Sell something", args, settings.Only("url", "interval", "[[notify]]"),
		func(*cobra.Command, settings.Settings, []string) error { return nil })
	sell.Flags().Bool("json", false, "as JSON")
	sell.Flags().String("token", "", "the coin")
	sell.Flags().String("amount", "1", "how much")
	root.AddCommand(sell)
	root.SetArgs(append([]string{"sell"}, words...))
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	return root.Execute()
}

// emptyHome keeps the settings of whoever runs the tests out of them.
func emptyHome(t *testing.T) {
	t.Helper()
	for _, s := range append(settings.All(), settings.ProfileSetting()) {
		if s.Env != "" {
			t.Setenv(s.Env, "")
		}
	}
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
}

func TestACommandSaysHowItIsCalled(t *testing.T) {
	emptyHome(t)
	for _, test := range []struct {
		name  string
		args  cobra.PositionalArgs
		words []string
		want  string // "" where nothing is wrong
	}{
		{"none wanted", cli.None, nil, ""},
		{"one too many", cli.None, []string{"a1b2"}, `sell takes no "a1b2"; shop sell --help lists what there is`},
		{"one at most", cli.AtMostOne, []string{"a1b2"}, ""},
		{"the second too many", cli.AtMostOne, []string{"a1b2", "c3d4"}, `sell takes no "c3d4"; shop sell --help`},
		{"one wanted", cli.Exactly("an amount"), []string{"12"}, ""},
		{"none of one", cli.Exactly("an amount"), nil, "sell needs an amount, and nothing else; shop sell --help shows how"},
		{"two of one", cli.Exactly("an amount"), []string{"12", "13"}, "sell needs an amount, and nothing else"},
		{"none of some", cli.Some, nil, "sell needs the id of a payment; shop sell --help shows how"},
		{"several of some", cli.Some, []string{"a1b2", "c3d4"}, ""},
		{"a flag that there is not", cli.None, []string{"--colour"}, "there is no flag --colour; shop sell --help lists what there is"},
		{"a letter that there is not", cli.None, []string{"-x"}, "there is no flag -x; shop sell --help"},
		{"a number for a flag", cli.None, []string{"-12,50"}, "there is no flag -12,50; shop sell --help"},
		{"a switch that is neither on nor off", cli.None, []string{"--json=yes"}, "--json=yes says neither true nor false; write --json alone, or leave it out"},
		{"a flag without its value", cli.None, []string{"--amount"}, "--amount needs a value after it; shop sell --help"},
		{"a flag that is none", cli.None, []string{"---"}, "--- is not how a flag is written; shop sell --help"},
		{"a setting that says nothing", cli.None, []string{"--url="}, "--url is empty; say which, or leave it out"},
		{"a flag that says nothing", cli.None, []string{"--token", ""}, "--token is empty; say which, or leave it out; shop sell --help shows how"},
		{"a flag that says a blank", cli.None, []string{"--amount= "}, "--amount is empty"},
		{"a setting that is wrong", cli.None, []string{"--interval", "1s"}, "--interval: 1s is too short"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := shop(t, test.args, test.words...)
			if test.want == "" && err != nil {
				t.Errorf("said %q, want nothing", err)
			}
			if test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)) {
				t.Errorf("said %v, want %q", err, test.want)
			}
		})
	}
}

func TestAFlagWeighsMoreThanAVariable(t *testing.T) {
	emptyHome(t)
	t.Setenv("KUBEPAY_URL", "https://variable.example")
	root := &cobra.Command{}
	c := cli.Command("sell", "Sell something", cli.None, settings.Only("url"), nil)
	root.AddCommand(c)
	cli.AddProfile(root)
	if s, err := cli.Choose(c, settings.Only("url")); err != nil || s.URL != "https://variable.example" {
		t.Errorf("without a flag the gateway is %q, %v", s.URL, err)
	}
	if err := c.ParseFlags([]string{"--url", "https://flag.example"}); err != nil {
		t.Fatal(err)
	}
	if s, err := cli.Choose(c, settings.Only("url")); err != nil || s.URL != "https://flag.example" {
		t.Errorf("with a flag the gateway is %q, %v", s.URL, err)
	}
}

func TestTheTokenHasNoFlag(t *testing.T) {
	c := cli.Command("sell", "Sell something", cli.None, settings.All(), nil)
	if c.Flags().Lookup("token") != nil {
		t.Error("others could read the token from the command line")
	}
	help := strings.Split(cli.SettingsHelp(settings.All()), "\n")
	if !slices.ContainsFunc(help, func(line string) bool {
		return slices.Equal(strings.Fields(line), strings.Fields("token none: others could read it KUBEPAY_TOKEN"))
	}) {
		t.Error("the help does not say why")
	}
}
