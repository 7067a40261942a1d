package doctor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/settings"
)

// chosen is what came of loading the settings.
type chosen struct {
	settings.Settings
	faults []settings.Fault
	origin string // of the gateway, "" where none can be asked
	noURL  error  // why the address cannot be used
	noJWT  error  // why the token cannot be used
}

// loadTime is how long the settings may take: a file that they name may lie
// anywhere.
const loadTime = 5 * time.Second

var errSlow = fmt.Errorf("the settings, or a file that they name, could not be read within %s; find out which of them does not answer", length(loadTime))

// load loads the settings, unless that hangs. Only a profile that is not to be had
// is an error.
func (e Examination) load(ctx context.Context) (chosen, error) {
	type loaded struct {
		chosen chosen
		err    error
	}
	answer := make(chan loaded, 1)
	go func() {
		var l loaded
		l.chosen.Settings, l.chosen.faults, l.err = e.Load()
		answer <- l
	}()
	late := time.NewTimer(loadTime)
	defer late.Stop()
	var c chosen
	select {
	case l := <-answer:
		if l.err != nil {
			return chosen{}, l.err
		}
		c = l.chosen
	case <-late.C:
		c.faults = []settings.Fault{{Err: errSlow}}
	case <-ctx.Done():
		return chosen{}, ctx.Err()
	}
	c.prepare(e)
	return c, nil
}

// prepare finds out whether the gateway can be asked, and whether with the token.
func (c *chosen) prepare(e Examination) {
	var client *kubepay.Client
	if client, c.noURL = e.clientOf(c.bare()); c.noURL == nil {
		c.origin = client.Origin()
		_, c.noJWT = e.clientOf(c.Settings)
	}
}

// bare is the settings without the token.
func (c chosen) bare() settings.Settings {
	s := c.Settings
	s.Token = settings.Secret{}
	return s
}

// clientOf makes a client that opens connections of its own.
func (e Examination) clientOf(s settings.Settings) (*kubepay.Client, error) {
	if s.URL == "" {
		return nil, errNoURL
	}
	o := kubepay.Options{JWT: s.Token.Reveal(), Version: e.Version, Connections: 1}
	if e.Transport != nil {
		o.Transport = e.Transport()
	}
	return kubepay.New(s.URL, o)
}

var errNoURL = errors.New("no gateway is chosen; set KUBEPAY_URL to its address")

// settingsFindings are the settings, each with where it comes from.
func (e Examination) settingsFindings(c chosen) []Finding {
	all := []Finding{e.fileFinding(c)}
	if c.Profile.Name != "" {
		all = append(all, profileFinding(c.Profile))
	}
	for _, s := range settings.All() {
		if fault := c.faultOf(s.Name); fault != nil {
			all = append(all, faulty(s.Name, fault))
			continue
		}
		if s.Table {
			continue // who is told has a group of its own
		}
		said, v, remedy := c.valueOf(s)
		f := found(Settings, s.Name, v, said, remedy)
		f.From = c.Origins[s.Name]
		all = append(all, f)
	}
	for _, f := range c.faults {
		if strings.HasPrefix(f.Name, "profile.") {
			all = append(all, faulty(f.Name, f.Err))
		}
	}
	for _, w := range c.Warnings {
		said, remedy := split(w)
		all = append(all, found(Settings, "permissions", Warning, said, remedy))
	}
	return all
}

func (e Examination) fileFinding(c chosen) Finding {
	if fault := c.faultOf(""); fault != nil {
		return faulty("file", fault)
	}
	if _, err := os.Stat(e.File); err != nil {
		return found(Settings, "file", OK, e.File+" is not there, and need not be", "")
	}
	return found(Settings, "file", OK, e.File, "")
}

func profileFinding(p settings.Profile) Finding {
	if p.Standing == settings.Unsure {
		return found(Settings, "profile", Warning, p.String()+": whether its money is real is not known",
			"write live = true or live = false into the profile, and choose no other gateway than its own")
	}
	return found(Settings, "profile", OK, p.String(), "")
}

// valueOf is what a setting is, as far as anybody may know.
func (c chosen) valueOf(s settings.Setting) (said string, v Verdict, remedy string) {
	switch {
	case s.Name == "url" && c.noURL == nil:
		return c.origin + beyond(c.URL), OK, ""
	case s.Name == "url":
		said, remedy = split(c.noURL.Error())
		return said, Failed, remedy
	case s.Name == "token" && c.noJWT != nil:
		said, remedy = split(c.noJWT.Error())
		return said, Failed, remedy
	case s.Name == "token" && c.Token.Reveal() != "":
		return "hidden", OK, ""
	case c.Values[s.Name] == "" && s.Switch:
		return "no", OK, ""
	case c.Values[s.Name] == "":
		return "not set", OK, ""
	}
	return c.Values[s.Name], OK, ""
}

// beyond stands for the path of an address, which may be known to few.
func beyond(url string) string {
	_, after, _ := strings.Cut(url, "://")
	if _, path, _ := strings.Cut(strings.TrimRight(strings.TrimSpace(after), "/"), "/"); path != "" {
		return "/" + hidden
	}
	return ""
}

func (c chosen) faultOf(name string) error {
	for _, f := range c.faults {
		if f.Name == name {
			return f.Err
		}
	}
	return nil
}

func faulty(name string, err error) Finding {
	said, remedy := split(err.Error())
	return found(Settings, name, Failed, said, remedy)
}

// split parts a sentence from its remedy.
func split(sentence string) (said, remedy string) {
	said, remedy, _ = strings.Cut(sentence, "; ")
	return said, remedy
}

// idsCheck finds out whether the file with the ids can be read.
func (c chosen) idsCheck() Check {
	return Check{Settings, "ids", fileTime, func(context.Context) []Finding {
		f, err := os.Open(c.IDs)
		said := found(Settings, "ids", OK, c.IDs, "")
		if err != nil {
			said = found(Settings, "ids", Failed, c.IDs+" cannot be read: "+cause(err), "name another file with --ids")
		} else {
			f.Close()
		}
		said.From = c.Origins["ids"]
		return []Finding{said}
	}}
}
