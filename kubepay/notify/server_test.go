package notify_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"paywatch/kubepay"
	"paywatch/kubepay/notify"
)

// unstarted is a server on this machine that keeps its own words to itself.
func unstarted(h http.Handler) *httptest.Server {
	server := httptest.NewUnstartedServer(h)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	return server
}

// A real server on this machine fails in every way there is, and recovers:
// exactly the right set of ids arrives, none missing, in order for each payment.
func TestARealServerIsToldOfEverythingExactly(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t, func(a arrival) reply {
		switch n := a.Data.Event.Number; {
		case a.try > 1:
		case n == 7:
			return reply{} // hangs
		case n%5 == 1:
			return reply{refused: true}
		case n%5 == 2:
			return reply{code: http.StatusServiceUnavailable, body: strings.Repeat("sorry ", 10_000)}
		case n%5 == 3:
			return reply{code: http.StatusTooManyRequests}
		}
		return reply{code: http.StatusOK, body: strings.Repeat("thanks ", 10_000)}
	})
	server := unstarted(e)
	server.Start()
	defer server.Close()
	config := posting("shop", strings.Replace(server.URL, "127.0.0.1", "localhost", 1)+"/hook?shop=7")
	config.Timeout = "1s"

	box := &outbox{hurry: true}
	for i := range 200 {
		box.owe("shop", kubepay.ID(fmt.Sprint("p", i%20)))
	}
	done, all := make(chan struct{}), 200
	told := make(chan kubepay.ID, 1000)
	courier := notify.New(load(t, t.TempDir(), config), box, notify.Options{Told: func(id kubepay.ID) { told <- id }})
	go func() {
		courier.Run(t.Context())
		close(done)
	}()
	for {
		<-told
		if n, _, _ := box.count(); n == all {
			break
		}
	}
	courier.Close()
	<-done
	box.expect(t, all, 0, 0)

	want, got := map[string]bool{}, map[string]bool{}
	for _, d := range box.all {
		want[notify.MessageID(d)] = true
	}
	first := map[kubepay.ID][]int64{}
	for _, a := range e.arrivals() {
		if !got[a.ID] {
			first[a.payment()] = append(first[a.payment()], a.Data.Event.Number)
		}
		got[a.ID] = true
	}
	if len(got) != len(want) {
		t.Errorf("%d ids came, want %d", len(got), len(want))
	}
	for id := range want {
		if !got[id] {
			t.Errorf("%s is missing", id)
		}
	}
	for id, numbers := range first {
		if !slices.IsSorted(numbers) {
			t.Errorf("%s's events came as %v", id, numbers)
		}
	}
}

func TestAServerWithoutATrustedCertificateGetsNothing(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t, nil)
	server := unstarted(e)
	server.StartTLS()
	defer server.Close()
	_, err := notify.Test(t.Context(), load(t, t.TempDir(), posting("shop", server.URL))[0], notify.Options{})
	if err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("said %v", err)
	}
	e.expect("")
}

func TestTryingAHookOut(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer reply
		want   string
	}{
		"all is well":      {reply{code: 204}, "shop was told of a made-up payment, payment.paid: 204 No Content in "},
		"refused":          {reply{code: 401, body: "no such\n\x1b[31mshop"}, "cannot tell shop: 401 Unauthorized: no such shop; check its url and its secret"},
		"a redirect":       {reply{code: 302, header: http.Header{"Location": {"/elsewhere"}}}, "cannot tell shop: 302 Found: a redirect, which is not followed; check"},
		"in trouble":       {reply{code: 503}, "cannot tell shop: 503 Service Unavailable; check its url and the network"},
		"a page of a host": {reply{code: 404, body: "<!doctype html><title>404</title>"}, "cannot tell shop: 404 Not Found; check"},
		"cut off":          {reply{refused: true}, "cannot tell shop: the connection ended before the answer did; check"},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEndpoint(t, func(arrival) reply { return test.answer })
			server := unstarted(e)
			server.Start()
			defer server.Close()
			said, err := notify.Test(t.Context(), load(t, t.TempDir(), posting("shop", server.URL+"/?key=hidden"))[0], notify.Options{})
			if err != nil {
				said = err.Error()
			}
			if !strings.HasPrefix(said, test.want) || strings.Contains(said, "hidden") {
				t.Errorf("said %q, want %q", said, test.want)
			}
			if came := e.arrivals(); len(came) != 1 || !came[0].Data.Test || came[0].payment() != "test" {
				t.Errorf("came %+v", came)
			}
		})
	}
}

func TestNobodyAnswersThere(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(nil)
	server.Close()
	_, err := notify.Test(t.Context(), load(t, t.TempDir(), posting("shop", server.URL))[0], notify.Options{})
	if err == nil || err.Error() != "cannot tell shop: nothing answers there; check its url and the network" {
		t.Errorf("said %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := notify.Test(ctx, load(t, t.TempDir(), posting("shop", server.URL))[0], notify.Options{}); err != ctx.Err() {
		t.Errorf("broken off: %v", err)
	}
}

// The example of the specification's own libraries.
func TestTheSignatureIsTheSpecifications(t *testing.T) {
	w, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; err != nil || got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Whatever an endpoint answers is a short clean sentence.
func FuzzWhatAnEndpointSays(f *testing.F) {
	f.Add(503, "text/plain", "5", "back soon")
	f.Add(200, "", "", "")
	f.Add(404, "text/html; charset=utf-8", "Wed, 21 Oct 2026 07:28:00 GMT", "<h1>no\x00 \xff\x1b]0;x\x07</h1>")
	f.Add(429, "\x1b[31m", "99999999999999999999999", strings.Repeat("\u202e", 5000))
	hooks, err := notify.Load([]notify.Config{posting("shop", "https://shop.example/")}, "", lookup)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, code int, kind, after, body string) {
		if code < 100 || code > 999 {
			return
		}
		said, err := notify.Test(t.Context(), hooks[0], notify.Options{Transport: newEndpoint(t, func(arrival) reply {
			return reply{code: code, header: http.Header{"Content-Type": {kind}, "Retry-After": {after}}, body: body, instant: true}
		})})
		if (err == nil) != (code >= 200 && code < 300) {
			t.Errorf("%d is %v", code, err)
		}
		if err != nil {
			said = err.Error()
		}
		if said != kubepay.Clean(said, 300) {
			t.Errorf("it says %q", said)
		}
	})
}
