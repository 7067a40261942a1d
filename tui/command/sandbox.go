package command

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"text/tabwriter"
	"time"

	"paywatch/kubepay/sandbox"
)

// Sandbox serves a pretended gateway at address until ctx ends, and tells out
// how to use it. The gateway is for this machine alone: its tokens are no secret.
func Sandbox(ctx context.Context, out io.Writer, address string) error {
	if err := needLoopback(address); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("the sandbox cannot start: %w; choose another port, or 0 for a free one, with --listen 127.0.0.1:0", err)
	}
	now := time.Now()
	if _, err := fmt.Fprintf(out, guide, listener.Addr(), sandbox.Token(now), CardTable()); err != nil {
		return fmt.Errorf("the sandbox cannot say how to use it: %w", err)
	}
	return sandbox.New(sandbox.Options{Seed: uint64(now.UnixNano())}).Serve(ctx, listener)
}

const guide = `A pretended KubePay gateway runs at http://%[1]s until you press ctrl+c.
No money is involved: its addresses belong to nobody. In another terminal:

export KUBEPAY_URL=http://%[1]s
export KUBEPAY_TOKEN=%[2]s

Make a payment, and watch it by the id in the answer:

curl -s "$KUBEPAY_URL/api/gateway/payments/" \
  -H "Authorization: Bearer $KUBEPAY_TOKEN" -H "Content-Type: application/json" \
  -d '{"amount_fiat": "25.02", "amount_crypto": "0.0004125", "token": "BTC", "currency": "EUR", "metadata": {"order": "Table 7"}}'
paywatch ID

%[3]s`

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
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--listen: %q is no address; write it as in 127.0.0.1:8787", address)
	}
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("--listen: %q is not this machine alone, and anyone may use the sandbox; choose 127.0.0.1 or [::1]", address)
	}
	return nil
}
