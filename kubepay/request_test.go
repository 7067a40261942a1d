package kubepay_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
)

// failure is the error of a look, which must be an Error that is fit to show.
func failure(t *testing.T, err error) *kubepay.Error {
	t.Helper()
	var e *kubepay.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an Error", err)
	}
	if s := e.Error(); strings.Contains(s, secret) || kubepay.Clean(s, 1000) != s {
		t.Errorf("the error is not fit to show: %q", s)
	}
	return e
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		code       int
		header     http.Header
		body       string
		kind       kubepay.ErrorKind
		says       string
		retryAfter time.Duration
	}{
		"token refused": {
			code: 401, body: `{"detail": "Given token not valid for any token type", "code": "token_not_valid", "messages": [{"token_class": "AccessToken"}]}`,
			kind: kubepay.Unauthorised, says: "(Given token not valid for any token type); renew KUBEPAY_TOKEN",
		},
		"not allowed": {code: 403, body: `{"detail": "No."}`, kind: kubepay.Unauthorised, says: "(No.)"},
		"not found":   {code: 404, body: `{"detail": "Not found."}`, kind: kubepay.NotFound, says: "does not know this payment; check the id"},
		"not found by a proxy": {
			code: 404, body: `<html>nginx</html>`, kind: kubepay.NotFound, says: "KUBEPAY_URL",
		},
		"throttled": {
			code: 429, header: http.Header{"Retry-After": {"7"}}, kind: kubepay.Throttled, says: "asked again in 7 s", retryAfter: 7 * time.Second,
		},
		"throttled until a time": {
			code: 429, header: http.Header{"Retry-After": {"Sun, 01 Mar 2026 10:01:30 GMT"}, "Date": {"Sun, 01 Mar 2026 10:00:00 GMT"}},
			kind: kubepay.Throttled, says: "in 90 s", retryAfter: 90 * time.Second,
		},
		"throttled until a time that is over": {
			code: 429, header: http.Header{"Retry-After": {"Sun, 01 Mar 2026 10:00:00 GMT"}, "Date": {"Sun, 01 Mar 2026 10:01:00 GMT"}},
			kind: kubepay.Throttled, says: "more slowly",
		},
		"throttled for ever": {
			code: 429, header: http.Header{"Retry-After": {"99999999999999999999999"}}, kind: kubepay.Throttled, retryAfter: 24 * time.Hour,
		},
		"throttled in words": {
			code: 429, body: `{"detail": "Request was throttled. Expected available in 7 seconds."}`, kind: kubepay.Throttled, retryAfter: 7 * time.Second,
		},
		"throttled without a time": {code: 429, kind: kubepay.Throttled, says: "more slowly"},
		"bad request": {
			code: 400, body: `{"token": ["This field is required."], "amount_fiat": ["A valid number is required.", "Again."], "non_field_errors": ["Odd."]}`,
			kind: kubepay.Refused, says: "(Odd.; amount_fiat: A valid number is required. Again.; token: This field is required.)",
		},
		"wrong method":      {code: 405, body: `{"detail": "Method \"GET\" not allowed."}`, kind: kubepay.Refused, says: "not allowed"},
		"not modified":      {code: 304, kind: kubepay.Refused},
		"down":              {code: 502, body: `<html><b>Bad</b> Gateway</html>`, kind: kubepay.Broken, says: "in trouble (502)"},
		"down for a minute": {code: 503, header: http.Header{"Retry-After": {"60"}}, kind: kubepay.Broken, retryAfter: time.Minute},
		"hostile words": {
			code: 400, body: `{"detail": "a\u001b]0;x\u0007\n\u202eb` + strings.Repeat("z", 5000) + `"}`, kind: kubepay.Refused, says: "(a bzzz",
		},
		"the token come back": {code: 400, body: `{"detail": "you sent ` + secret + `"}`, kind: kubepay.Refused, says: "you sent …"},
	} {
		t.Run(name, func(t *testing.T) {
			g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
				for name, values := range c.header {
					w.Header()[name] = values
				}
				w.WriteHeader(c.code)
				_, _ = io.WriteString(w, c.body)
			})
			_, err := g.Retrieve(t.Context(), payment)
			e := failure(t, err)
			if e.Kind != c.kind || e.Code != c.code || e.RetryAfter != c.retryAfter || e.Unsent {
				t.Errorf("got %+v, want kind %s, %v", e, c.kind, c.retryAfter)
			}
			if s := e.Error(); !strings.Contains(s, c.says) || !strings.Contains(s, payment) || strings.Contains(s, "<") || len(s) > 500 {
				t.Errorf("it says %q, want %q", s, c.says)
			}
		})
	}
}

func TestAnswersThatAreNoPayment(t *testing.T) {
	for name, c := range map[string]struct{ kind, body, says string }{
		"a log-in page":   {"text/html", "<html><script>alert(1)</script>", "but text/html"},
		"a list":          {"application/json", `[]`, "no JSON object"},
		"nothing":         {"application/json", ``, "no JSON object"},
		"too much":        {"application/json", `{"a": "` + strings.Repeat("a", 1<<20) + `"}`, "larger than 1 MiB"},
		"another payment": {"application/json", `{"id": "other", "status": "paid"}`, `unreadable "id" (it is about other`},
	} {
		t.Run(name, func(t *testing.T) {
			g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.kind)
				_, _ = io.WriteString(w, c.body)
			})
			answer, err := g.Retrieve(t.Context(), payment)
			if err == nil {
				_, err = answer.Intent()
			}
			if e := failure(t, err); e.Kind != kubepay.Unreadable || !strings.Contains(e.Error(), c.says) || strings.Contains(e.Error(), "alert") {
				t.Errorf("it says %q, want %q", e, c.says)
			}
		})
	}
}

func TestAnAnswerWithoutIDIsAboutThePaymentAskedFor(t *testing.T) {
	g := gateway(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"status": "paid"}`) })
	answer, err := g.Retrieve(t.Context(), payment)
	if err != nil {
		t.Fatal(err)
	}
	if in, err := answer.Intent(); err != nil || in.ID != payment {
		t.Errorf("read %q, %v", in.ID, err)
	}
}

func TestABombIsCutWithoutUnpackingIt(t *testing.T) {
	var bomb bytes.Buffer
	pack, _ := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	zeros := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		_, _ = pack.Write(zeros)
	}
	_ = pack.Close()
	g := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			t.Error("compression is not offered")
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := g.Retrieve(t.Context(), payment)
	runtime.ReadMemStats(&after)
	if e := failure(t, err); e.Kind != kubepay.Unreadable || e.Detail != "it is larger than 1 MiB" {
		t.Errorf("got %v", e)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("64 MiB were cut with %d MiB of memory", used>>20)
	}
}

// A cut in the middle of the token would leave half of it to read.
func TestALongTokenComeBackIsNotShownInPart(t *testing.T) {
	long := strings.Repeat("tOkEn", 60)
	g := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/"+r.Header.Get("Authorization"))
		w.WriteHeader(map[bool]int{true: 400, false: 201}[r.Method == http.MethodGet])
		_, _ = io.WriteString(w, `{"detail": "you sent `+r.Header.Get("Authorization")+`"}`)
	})
	c, err := kubepay.New(g.Origin(), kubepay.Options{JWT: long})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Retrieve(t.Context(), payment)
	if e := failure(t, err); strings.Contains(e.Error(), "tOkEn") || !strings.Contains(e.Error(), "you sent Bearer …") {
		t.Errorf("it says %q", e)
	}
	answer, err := c.Create(t.Context(), sale)
	if err != nil || bytes.Contains(answer.Raw, []byte("tOkEn")) {
		t.Errorf("the answer is %q, %v", answer.Raw, err)
	}
}

func TestCompressedAnswersAreRead(t *testing.T) {
	g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		pack := gzip.NewWriter(w)
		_, _ = io.WriteString(pack, partial)
		_ = pack.Close()
	})
	if answer, err := g.Retrieve(t.Context(), payment); err != nil || string(answer.Raw) != partial {
		t.Errorf("got %q, %v", answer.Raw, err)
	}
}

func TestConnectionsAreReused(t *testing.T) {
	seen := map[string]bool{}
	g := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		seen[r.RemoteAddr] = true
		w.WriteHeader([]int{200, 404, 500}[len(seen)%3])
		_, _ = io.WriteString(w, partial)
	})
	for range 5 {
		_, _ = g.Retrieve(t.Context(), payment)
	}
	if len(seen) != 1 {
		t.Errorf("5 looks took %d connections", len(seen))
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + l.Addr().String()
	_ = l.Close()
	_, err = client(t, base).Create(t.Context(), sale)
	if e := failure(t, err); e.Kind != kubepay.Unreachable || !e.Unsent || !strings.Contains(e.Error(), "cannot create a payment: the gateway cannot be reached") {
		t.Errorf("got %+v", e)
	}
}

func TestACertificateThatNobodyVouchesForStopsTheToken(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	server.Config.ErrorLog = quiet
	server.StartTLS()
	defer server.Close()
	_, err := client(t, server.URL).Retrieve(t.Context(), payment)
	if e := failure(t, err); e.Kind != kubepay.Unreachable || !e.Unsent || !strings.Contains(e.Detail, "certificate") {
		t.Errorf("got %+v", e)
	}
}

func TestAConnectionCutMidAnswerMayHaveBeenHeard(t *testing.T) {
	g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "500")
		_, _ = io.WriteString(w, `{"id": "p1"`)
		panic(http.ErrAbortHandler)
	})
	_, err := g.Create(t.Context(), sale)
	if e := failure(t, err); e.Kind != kubepay.Unreachable || e.Unsent || !strings.Contains(e.Error(), "may have been made") {
		t.Errorf("got %+v", e)
	}
}

func TestCancelledIsNoFailureOfTheGateway(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	g := gateway(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := g.Retrieve(ctx, payment)
	var e *kubepay.Error
	if !errors.Is(err, context.Canceled) || errors.As(err, &e) {
		t.Errorf("got %#v", err)
	}
}

func TestWhatCannotSucceedIsNotSent(t *testing.T) {
	g := gateway(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") })
	for _, id := range []kubepay.ID{"", "..", "a/b", "a?b", "a\r\nX: y"} {
		_, err := g.Retrieve(t.Context(), id)
		if e := failure(t, err); e.Kind != kubepay.Refused || !e.Unsent {
			t.Errorf("%q: got %+v", id, e)
		}
	}
	open, err := kubepay.New(g.Origin(), kubepay.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = open.Retrieve(t.Context(), payment)
	if e := failure(t, err); e.Kind != kubepay.Unauthorised || !e.Unsent || !strings.Contains(e.Error(), "set KUBEPAY_TOKEN") {
		t.Errorf("without a token: %v", e)
	}
}
