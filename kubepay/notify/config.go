package notify

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
)

// Config is one [[notify]] of the settings as it is written there.
type Config struct {
	Name       string   `toml:"name"`
	On         []string `toml:"on"`          // topics, or "all"; nothing is what matters to a shop: see [Hook.Wants]
	Exec       []string `toml:"exec"`        // the command and its arguments; no shell reads them
	URL        string   `toml:"url"`         // instead of exec
	SecretFile string   `toml:"secret-file"` // a file that holds the secret alone
	SecretEnv  string   `toml:"secret-env"`  // the variable that holds the secret
	Timeout    string   `toml:"timeout"`     // of one try, as in "10s"
}

const (
	defaultTimeout  = 10 * time.Second
	shortestTimeout = time.Second
	longestTimeout  = 5 * time.Minute
	maxName         = 40 // characters
)

// tokenVariable holds the gateway's token, which is nobody else's business.
const tokenVariable = "KUBEPAY_TOKEN"

// Load checks what is written and makes hooks of it. Relative names of files
// and of commands are taken from dir, where the settings are. Its errors name
// the hook and the remedy, and never quote a secret or an address.
func Load(configs []Config, dir string, lookupEnv func(string) (string, bool)) ([]Hook, error) {
	hidden := []string{tokenVariable}
	for _, c := range configs {
		if c.SecretEnv != "" {
			hidden = append(hidden, c.SecretEnv)
		}
	}
	var hooks []Hook
	for i, c := range configs {
		if err := checkName(c.Name, hooks); err != nil {
			return nil, fmt.Errorf("[[notify]] number %d: %w", i+1, err)
		}
		h, err := c.hook(dir, lookupEnv)
		if err != nil {
			return nil, fmt.Errorf("[[notify]] %s: %w", c.Name, err)
		}
		h.hidden = hidden
		hooks = append(hooks, h)
	}
	return hooks, nil
}

// checkName refuses a name that could not stand in a message's id, and one that
// another hook has: what is owed to a hook is kept under its name.
func checkName(name string, others []Hook) error {
	switch {
	case name == "":
		return errors.New(`it has no name; give it one, as in name = "shop"`)
	case len(name) > maxName:
		return fmt.Errorf("its name is longer than %d characters; give it a shorter one", maxName)
	case strings.ContainsFunc(name, func(r rune) bool { return !nameRune(r) }):
		return errors.New("its name holds more than letters, digits, - and _; give it a plainer one")
	case slices.ContainsFunc(others, func(h Hook) bool { return strings.EqualFold(h.Name, name) }):
		return fmt.Errorf("another one is called %s already; give each a name of its own", name)
	}
	return nil
}

// nameRune leaves out the full stop, which Standard Webhooks sets between the
// id and what follows it in what is signed.
func nameRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
}

func (c Config) hook(dir string, lookupEnv func(string) (string, bool)) (Hook, error) {
	h := Hook{Name: c.Name, Exec: slices.Clone(c.Exec), URL: strings.TrimSpace(c.URL), dir: dir}
	var err error
	if h.on, err = parseTopics(c.On); err != nil {
		return Hook{}, err
	}
	if h.Timeout, err = parseTimeout(c.Timeout); err != nil {
		return Hook{}, err
	}
	switch {
	case len(h.Exec) > 0 && h.URL != "":
		return Hook{}, errors.New("it has both exec and url; keep one of them")
	case len(h.Exec) > 0:
		return h, c.checkExec(&h, dir)
	case h.URL == "":
		return Hook{}, errors.New("it has neither exec nor url; write which command to run or where to post")
	}
	if err := checkURL(h.URL); err != nil {
		return Hook{}, err
	}
	h.secret, err = c.loadSecret(dir, lookupEnv)
	return h, err
}

func parseTopics(on []string) ([]kubepay.Topic, error) {
	known := append(kubepay.Topics(), all)
	var topics []kubepay.Topic
	for _, word := range on {
		topic := kubepay.Topic(strings.TrimSpace(word))
		if !slices.Contains(known, topic) {
			return nil, fmt.Errorf("on: there is no %q; choose among %s", word, list(known))
		}
		topics = append(topics, topic)
	}
	return topics, nil
}

func list(topics []kubepay.Topic) string {
	words := make([]string, len(topics))
	for i, t := range topics {
		words[i] = string(t)
	}
	return strings.Join(words, ", ")
}

func parseTimeout(s string) (time.Duration, error) {
	if s == "" {
		return defaultTimeout, nil
	}
	d, ok := kubepay.ParseLength(strings.TrimSpace(s))
	switch {
	case !ok:
		return 0, fmt.Errorf("timeout: %q is no length of time; write it with its unit, such as 10s", s)
	case d < shortestTimeout || d > longestTimeout:
		return 0, fmt.Errorf("timeout: %s is out of bounds; choose between %s and %s", s, kubepay.Length(shortestTimeout), kubepay.Length(longestTimeout))
	}
	return d, nil
}

func (c Config) checkExec(h *Hook, dir string) error {
	if c.SecretFile != "" || c.SecretEnv != "" {
		return errors.New("a command is told on its standard input, where nothing is signed; take the secret out, or post to a url")
	}
	argv, err := command("exec", h.Exec, dir)
	h.Exec = argv
	return err
}

// command checks what is to be run. A name with a folder in it is taken from
// dir, one without from PATH. No command is none.
func command(what string, argv []string, dir string) ([]string, error) {
	if len(argv) == 0 {
		return nil, nil
	}
	if strings.TrimSpace(argv[0]) == "" {
		return nil, fmt.Errorf(`%s: the command is empty; write it as in %[1]s = ["/usr/local/bin/tell-shop", "--quiet"]`, what)
	}
	for _, arg := range argv {
		if strings.ContainsRune(arg, 0) {
			return nil, fmt.Errorf("%s: the command holds a NUL, which nothing can be given; write it as plain text", what)
		}
	}
	argv = slices.Clone(argv)
	if filepath.Base(argv[0]) != argv[0] && !filepath.IsAbs(argv[0]) {
		argv[0] = filepath.Join(dir, argv[0])
	}
	return argv, nil
}

func checkURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil, u.Hostname() == "", u.Scheme != "https" && u.Scheme != "http":
		return errors.New("url: it is no address; write one such as https://shop.example/payments")
	case u.User != nil:
		return errors.New("url: it holds a user name; take that out: the signature tells who is calling")
	case u.Fragment != "":
		return errors.New("url: it holds a #, which is never sent; write it without")
	case u.Scheme == "http" && !kubepay.Loopback(u.Hostname()):
		return errors.New("url: plain http would show the payments to everyone on the way; write an https:// address")
	}
	return nil
}

func (c Config) loadSecret(dir string, lookupEnv func(string) (string, bool)) (Secret, error) {
	switch {
	case c.SecretFile != "" && c.SecretEnv != "":
		return Secret{}, errors.New("it has both secret-file and secret-env; keep one of them")
	case c.SecretFile != "":
		path := c.SecretFile
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		text, err := readSecret(path)
		if err != nil {
			return Secret{}, err
		}
		return parseSecret(text)
	case c.SecretEnv != "":
		text, ok := lookupEnv(c.SecretEnv)
		if !ok || text == "" {
			return Secret{}, fmt.Errorf("%s is not set, though secret-env names it; set it to the secret", c.SecretEnv)
		}
		return parseSecret(text)
	}
	return Secret{}, errors.New("a url needs a secret, so that others can tell who is calling; write secret-file or secret-env")
}
