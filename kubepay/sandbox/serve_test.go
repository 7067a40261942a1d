package sandbox_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptrace"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

func TestPaywatchSpeaksWithTheGatewayOverASocket(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	base, way := serve(t, g)
	c := clientOver(t, base, way)
	answer, err := c.Create(t.Context(), kubepay.Sale{AmountFiat: "25.01", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"order": "Table 7"}})
	if err != nil {
		t.Fatal(err)
	}
	made, err := answer.Intent()
	if err != nil {
		t.Fatal(err)
	}
	if in := retrieve(t, c, made.ID); in.Status != kubepay.Paid || in.Title() != "Table 7" || len(in.Transactions) != 1 {
		t.Errorf("got %+v, want Table 7 paid", in)
	}
	public, err := c.RetrievePublic(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if in, err := public.Intent(); err != nil || in.Status != kubepay.Paid || in.Title() != "" {
		t.Errorf("got %+v, %v; want it paid and without metadata", in, err)
	}
	if public.Date.IsZero() {
		t.Error("the gateway does not tell its time")
	}
}

func TestARequestThatHangsDoesNotKeepTheGatewayFromStopping(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	id := make25(t, g, "paid")
	if err := g.Break(sandbox.Fault{Kind: sandbox.Hang}); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error)
	go func() { stopped <- g.Serve(ctx, l) }()

	way := &http.Transport{}
	defer way.CloseIdleConnections()
	asking := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
		WroteRequest: func(httptrace.WroteRequestInfo) { stop() },
	})
	if r := get(asking, "http://"+l.Addr().String(), way, id); r.err == nil {
		t.Errorf("got %+v from a gateway that stopped, want an error", r)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve: %v, want nil after a stop", err)
	}
	if conn, err := net.Dial("tcp", l.Addr().String()); err == nil {
		conn.Close()
		t.Error("the listener is still open")
	}
}

func TestAListenerThatFailsIsAnError(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := sandbox.New(sandbox.Options{}).Serve(t.Context(), l); err == nil {
		t.Error("Serve on a closed listener reports nothing")
	}
}

func TestATokenIsGoodForItsLifeAndNoLonger(t *testing.T) {
	g := sandbox.New(sandbox.Options{Unthrottled: true})
	id := string(make25(t, g, "paid"))
	for age, code := range map[time.Duration]int{0: 200, sandbox.TokenLife - time.Minute: 200, sandbox.TokenLife + time.Minute: 401} {
		token := sandbox.Token(time.Now().Add(-age))
		if r := ask(t, g, "GET", payments+id+"/", bearer(token), ""); r.code != code {
			t.Errorf("%v old: %d, want %d", age, r.code, code)
		}
	}
}
