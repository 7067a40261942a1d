package sandbox_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// client is paywatch's own, over the gateway's memory.
func client(t testing.TB, g *sandbox.Gateway) *kubepay.Client {
	t.Helper()
	return clientOver(t, "https://gateway.example", g.Transport())
}

func clientOver(t testing.TB, base string, way http.RoundTripper) *kubepay.Client {
	t.Helper()
	c, err := kubepay.New(base, kubepay.Options{JWT: sandbox.Token(time.Now()), Transport: way})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// serve runs the gateway on a free port of this machine until the test ends,
// and gives its address and a connection pool of the test's own.
func serve(t testing.TB, g *sandbox.Gateway) (base string, way *http.Transport) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	stopped := make(chan error)
	go func() { stopped <- g.Serve(ctx, l) }()
	way = &http.Transport{}
	t.Cleanup(func() {
		way.CloseIdleConnections()
		cancel()
		if err := <-stopped; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return "http://" + l.Addr().String(), way
}

// make25 makes a payment of 25.00 EUR that goes by a card.
func make25(t testing.TB, g *sandbox.Gateway, card string) kubepay.ID {
	t.Helper()
	id, err := g.Create(kubepay.Sale{
		AmountFiat: "25.00", Token: "BTC", Currency: "EUR",
		Metadata: map[string]any{"order": "Table 7", "sandbox": card},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func retrieve(t testing.TB, c *kubepay.Client, id kubepay.ID) kubepay.Intent {
	t.Helper()
	answer, err := c.Retrieve(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	in, err := answer.Intent()
	if err != nil {
		t.Fatal(err)
	}
	return in
}
