package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// Sandbox serves a pretended gateway at address until ctx ends or a signal asks it
// to stop, and tells out how to use it. The gateway is for this machine alone: its
// tokens are no secret. It starts with what the script has, a file or "-" for
// standard input, if there is one, and no more than that.
func Sandbox(ctx context.Context, in io.Reader, out io.Writer, address string, scripts ...string) error {
	ctx, stop := stoppable(ctx)
	defer stop()
	if err := needLoopback(address); err != nil {
		return err
	}
	now := time.Now()
	options := sandbox.Options{Seed: uint64(now.UnixNano())}
	if len(scripts) > 0 {
		read, err := readScript(in, scripts)
		if err != nil {
			return err
		}
		options.Script = read
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("the sandbox cannot start: %s: %s; choose another port, or 0 for a free one, with --listen 127.0.0.1:0", address, unheard(err))
	}
	gateway := sandbox.New(options)
	if _, err := fmt.Fprintf(out, guide, listener.Addr(), sandbox.Token(now), scripted(gateway), CardTable()); err != nil {
		return errors.Join(fmt.Errorf("the sandbox cannot say how to use it: %w", err), listener.Close())
	}
	return gateway.Serve(ctx, listener)
}

// unheard says why nobody can be listened for.
func unheard(err error) string {
	if errors.Is(err, syscall.EADDRINUSE) {
		return "another program listens there"
	}
	return kubepay.NetworkWords(err)
}

// readScript reads the scenario of the one file that is named, or of standard input.
func readScript(in io.Reader, names []string) (*sandbox.Script, error) {
	name, called := names[0], "standard input"
	switch {
	case len(names) > 1:
		return nil, errors.New("--script is given twice, and a sandbox plays one scenario; put both into one file")
	case name == "":
		return nil, errors.New("--script is empty; name a script, or - for standard input, or leave it out")
	}
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("--script: %s: %w; name a script that you may read, or - for standard input", name, cause(err))
		}
		defer f.Close()
		in, called = f, name
	}
	script, err := sandbox.ReadScript(in)
	if err != nil {
		return nil, fmt.Errorf("--script: %s: %w", called, err)
	}
	return script, nil
}

// scripted says how to watch what the script has.
func scripted(g *sandbox.Gateway) string {
	var b strings.Builder
	if ids := g.IDs(); len(ids) > 0 {
		b.WriteString("Watch the payments of the script, of which some may be still to come:\n\npaywatch")
		for _, id := range ids {
			b.WriteString(" " + string(id))
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

const guide = `A pretended KubePay gateway runs at http://%[1]s until you press ctrl+c.
No money is involved: its addresses belong to nobody. In another terminal:

export KUBEPAY_URL=http://%[1]s
export KUBEPAY_TOKEN=%[2]s

See and change its payments, its clock and its faults in a browser, or by curl:

http://%[1]s/_/

%[3]sMake a payment, and watch it by the id in the answer:

curl -s "$KUBEPAY_URL/api/gateway/payments/" \
  -H "Authorization: Bearer $KUBEPAY_TOKEN" -H "Content-Type: application/json" \
  -d '{"amount_fiat": "25.02", "amount_crypto": "0.0004125", "token": "BTC", "currency": "EUR", "metadata": {"order": "Table 7"}}'
paywatch ID

%[4]s`

// SandboxHelp is the sandbox in a page: docs/sandbox.md has it at length.
func SandboxHelp() string { return sandboxHelp + CardTable() }

const sandboxHelp = `Serve a pretended KubePay gateway on this machine, and say how to use it.

Under /_/ is a page to see and change its payments, its clock and its faults, and an
API that does the same: docs/sandbox.md has it in lines of curl.

A script, a file in TOML as the settings are, has payments with lives of their own:

[[payment]]
amount_fiat = "25.00"
token = "BTC"
currency = "EUR"
metadata = { order = "Table 7" }

[[payment.step]]
after = "10s"
amount_captured_fiat = "5.00"
status = "partial"

[[payment.fault]]
kind = "error_status"
code = 503
after = "20s"
for = "30s"

[[payment.step]]
after = "1m"
amount_captured_fiat = "25.00"
status = "paid"

`

// CardTable says what a payment made in the sandbox will do.
func CardTable() string {
	var b strings.Builder
	b.WriteString("What a payment will do is chosen by the cents of its amount_fiat,\nor by its metadata, as in {\"sandbox\": \"late\"}:\n\n")
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, card := range sandbox.Cards() {
		cents := fmt.Sprintf(".%02d", card.Cents)
		if card.Cents == 0 {
			cents = "other"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", cents, card.Name, card.Description)
	}
	table.Flush()
	return b.String()
}

func needLoopback(address string) error {
	host, port, err := net.SplitHostPort(address)
	if _, portErr := strconv.ParseUint(port, 10, 16); err != nil || portErr != nil {
		return fmt.Errorf("--listen: %q is no address; write it as in 127.0.0.1:8787, with a port up to 65535", kubepay.Clean(address, maxQuoted))
	}
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("--listen: %q is not this machine alone, and anyone may use the sandbox; choose 127.0.0.1 or [::1]", kubepay.Clean(address, maxQuoted))
	}
	return nil
}
