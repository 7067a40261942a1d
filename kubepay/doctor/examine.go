package doctor

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay/settings"
)

// Examination is what is examined.
type Examination struct {
	Load      func() (settings.Settings, []settings.Fault, error)
	File      string                          // path of the settings file, whether there is one or not
	Home      string                          // the person's folder, which is called ~
	Version   string                          // of paywatch
	Transport func() http.RoundTripper        // instead of the network, nil for that
	More      func(settings.Settings) []Check // whatever else is to be found out
}

// How long a check may take.
const (
	fileTime    = 5 * time.Second
	gatewayTime = 25 * time.Second // a few requests, one after another
	soundTime   = 30 * time.Second // a large file is read whole
)

// Do examines everything. An error tells that the profile which was asked for is
// not to be had, or that ctx has ended.
func (e Examination) Do(ctx context.Context) (Report, error) {
	c, err := e.load(ctx)
	if err != nil {
		return Report{}, err
	}
	findings := e.settingsFindings(c)
	var checks []Check
	if c.IDs != "" {
		findings = slices.DeleteFunc(findings, func(f Finding) bool { return f.Name == "ids" && f.Verdict == OK })
		checks = append(checks, c.idsCheck())
	}
	if c.origin != "" {
		checks = append(checks, e.gatewayCheck(c))
	}
	if c.Token.Reveal() == "" {
		findings = append(findings, tokenless(c))
	} else {
		findings = append(findings, tokenFindings(strings.TrimSpace(c.Token.Reveal()), time.Now())...)
		if c.origin != "" && c.noJWT == nil {
			checks = append(checks, e.tokenCheck(c))
		}
	}
	if c.DB != "" {
		checks = append(checks, ledgerCheck(c), soundCheck(c.DB))
	}
	checks = append(checks, hooksCheck(c))
	if e.More != nil {
		checks = append(checks, e.More(c.Settings)...)
	}
	findings = append(findings, run(ctx, checks)...)
	if ctx.Err() != nil {
		return Report{}, ctx.Err()
	}
	m := mask{home: e.Home, secrets: []string{c.Token.Reveal()}}
	for i := range findings {
		findings[i] = m.finding(findings[i])
	}
	inOrder(findings)
	return Report{Version: e.Version, Profile: m.text(c.Profile.Name), Standing: string(c.Profile.Standing), Findings: findings}, nil
}

// inOrder sorts by group, and leaves the order within one.
func inOrder(findings []Finding) {
	groups := []string{Settings, Gateway, Token, Ledger, Outbox, Notify, Terminal}
	slices.SortStableFunc(findings, func(a, b Finding) int { return slices.Index(groups, a.Group) - slices.Index(groups, b.Group) })
}

// cause is what the system says, without the call and the file.
func cause(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}
