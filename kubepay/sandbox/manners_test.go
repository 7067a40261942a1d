package sandbox_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay/sandbox"
)

const payments = "/api/gateway/payments/"

// ask sends one request and does not follow redirects.
func ask(t testing.TB, g *sandbox.Gateway, method, path string, header http.Header, body string) result {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, "https://gateway.example"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for key, values := range header {
		req.Header[key] = values
	}
	res, err := g.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return result{res.StatusCode, res.Header, string(text), err}
}

func bearer(token string) http.Header {
	return http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
}

const (
	notProvided = `{"detail":"Authentication credentials were not provided."}`
	notValid    = `{"code":"token_not_valid","detail":"Given token not valid for any token type","messages":[{"message":"Token is invalid or expired","token_class":"AccessToken","token_type":"access"}]}`
)

// The bodies are those of Django REST Framework and Simple JWT.
func TestRefusalsAreWordedAsTheServiceWould(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	id := string(make25(t, g, "paid"))
	good := sandbox.Token(time.Now())
	ranOut := sandbox.Token(time.Now().Add(-sandbox.TokenLife - time.Second))
	// HS256 with the right key is all that counts: here "none", and another key.
	const unsigned = "eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9."
	forged := good[:len(good)-4] + "AAAA"

	for _, tt := range []struct {
		name, method, path string
		header             http.Header
		code               int
		body               string
	}{
		{"no token", "GET", payments + id + "/", nil, 401, notProvided},
		{"no bearer", "GET", payments + id + "/", http.Header{"Authorization": {"Basic YTpi"}}, 401, notProvided},
		{"no token on create", "POST", payments, nil, 401, notProvided},
		{"token ran out", "GET", payments + id + "/", bearer(ranOut), 401, notValid},
		{"token unsigned", "GET", payments + id + "/", bearer(unsigned), 401, notValid},
		{"token forged", "GET", payments + id + "/", bearer(forged), 401, notValid},
		{"token garbled", "GET", payments + id + "/", bearer("x"), 401, notValid},
		{"bad token where none is needed", "GET", payments + id + "/public/", bearer("x"), 401, notValid},
		{"unknown payment", "GET", payments + "nope/", bearer(good), 404, `{"detail":"Not found."}`},
		{"unknown payment in public", "GET", payments + "nope/public/", nil, 404, `{"detail":"Not found."}`},
		{"wrong method on create", "GET", payments, bearer(good), 405, `{"detail":"Method \"GET\" not allowed."}`},
		{"wrong method on retrieve", "DELETE", payments + id + "/", bearer(good), 405, `{"detail":"Method \"DELETE\" not allowed."}`},
		{"wrong method without token", "GET", payments, nil, 401, notProvided},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := ask(t, g, tt.method, tt.path, tt.header, "")
			want(t, r, tt.code, tt.body)
			if tt.code == 401 && r.header.Get("WWW-Authenticate") != `Bearer realm="api"` {
				t.Errorf("WWW-Authenticate %q", r.header.Get("WWW-Authenticate"))
			}
			if tt.code == 405 && r.header.Get("Allow") == "" {
				t.Error("405 without Allow")
			}
		})
	}
}

func TestAPathThatIsNoEndpointIsAPage(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	for _, path := range []string{"/", "/api/", "/api/gateway/payments/a/b/", "/api/gateway/payments//", "/api/gateway/payments/a/public/b/", "/api/gateway/payments/a//"} {
		isPage(404)(t, ask(t, g, "GET", path, bearer(sandbox.Token(time.Now())), ""))
	}
}

func TestAPathWithoutItsSlashIsRedirected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := string(make25(t, g, "paid"))
		for _, path := range []string{payments + id, payments + id + "/public", strings.TrimSuffix(payments, "/")} {
			r := ask(t, g, "GET", path+"?x=1", nil, "")
			want(t, r, 301, "")
			if got := r.header.Get("Location"); got != path+"/?x=1" {
				t.Errorf("%s: to %q", path, got)
			}
		}

		// A client that follows the redirect of its POST sends a GET without a body.
		followed := &http.Client{Transport: g.Transport()}
		req, err := http.NewRequestWithContext(t.Context(), "POST", "https://gateway.example/api/gateway/payments", strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = bearer(sandbox.Token(time.Now()))
		res, err := followed.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("a POST without the slash ended as %d, want 405", res.StatusCode)
		}
	})
}

func TestThePublicLookLeavesOutWhatIsTheMerchants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := string(make25(t, g, "paid"))
		public := fields(t, ask(t, g, "GET", payments+id+"/public/", nil, ""))
		whole := fields(t, ask(t, g, "GET", payments+id+"/", bearer(sandbox.Token(time.Now())), ""))
		for _, field := range []string{"metadata", "transactions", "payment_log"} {
			if _, ok := public[field]; ok {
				t.Errorf("the public look has %s", field)
			}
			if _, ok := whole[field]; !ok {
				t.Errorf("the whole look has no %s", field)
			}
			delete(whole, field)
		}
		if len(whole) != 12 || len(public) != len(whole) {
			t.Errorf("%d public fields, %d whole ones beside the merchant's; want 12 of each", len(public), len(whole))
		}
		if got := public["created_at"]; got != "2000-01-01T00:00:00.000000Z" {
			t.Errorf("created_at %v, want six decimals and Z", got)
		}
		if got := public["amount_crypto"]; got != "0.000416670000000" {
			t.Errorf("amount_crypto %v, want a string with 15 decimals", got)
		}
	})
}

func TestLookingTooOftenIsThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id, other := string(make25(t, g, "paid")), string(make25(t, g, "paid"))
		token := bearer(sandbox.Token(time.Now()))
		look := func(path string, header http.Header, code int) result {
			t.Helper()
			r := ask(t, g, "GET", payments+path, header, "")
			if r.code != code {
				t.Errorf("%v: %s got %d, want %d", time.Now(), path, r.code, code)
			}
			return r
		}
		look(id+"/", token, 200)
		look(other+"/", token, 200)     // another payment
		look(id+"/public/", nil, 200)   // another caller
		look(id+"/public/", token, 429) // the same payment by another endpoint
		time.Sleep(1500 * time.Millisecond)
		r := look(id+"/", token, 429)
		want(t, r, 429, `{"detail":"Request was throttled. Expected available in 2 seconds."}`)
		if got := r.header.Get("Retry-After"); got != "2" {
			t.Errorf("Retry-After %q, want 2", got)
		}
		time.Sleep(1500 * time.Millisecond)
		look(id+"/", token, 200) // what was refused did not count
		time.Sleep(2*time.Second + 900*time.Millisecond)
		want(t, look(id+"/", token, 429), 429, `{"detail":"Request was throttled. Expected available in 1 second."}`)
	})
}

func TestThrottlingCanBeSwitchedOff(t *testing.T) {
	g := sandbox.New(sandbox.Options{Unthrottled: true})
	id := make25(t, g, "paid")
	c := client(t, g)
	for range 100 {
		retrieve(t, c, id)
	}
}

func TestTheLogTellsWhoLookedAtWhatAndNotTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := make25(t, g, "paid")
		retrieve(t, client(t, g), id)
		time.Sleep(3 * time.Second)
		ask(t, g, "GET", payments+string(id)+"/public/", nil, "")
		ask(t, g, "POST", payments, nil, "")
		start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		wantLog := []sandbox.Entry{
			{At: start, ID: id, Method: "GET", Path: payments + string(id) + "/", Status: 200, JWT: true},
			{At: start.Add(3 * time.Second), ID: id, Method: "GET", Path: payments + string(id) + "/public/", Status: 200},
			{At: start.Add(3 * time.Second), Method: "POST", Path: payments, Status: 401},
		}
		got := g.Log()
		if len(got) != len(wantLog) {
			t.Fatalf("%d entries, want %d", len(got), len(wantLog))
		}
		for i := range got {
			if !got[i].At.Equal(wantLog[i].At) {
				t.Errorf("entry %d at %v, want %v", i, got[i].At, wantLog[i].At)
			}
			got[i].At = wantLog[i].At
			if got[i] != wantLog[i] {
				t.Errorf("entry %d is %+v, want %+v", i, got[i], wantLog[i])
			}
		}
	})
}

func TestTheLogKeepsTheLastRequests(t *testing.T) {
	const size, more = 32768, 3
	g := sandbox.New(sandbox.Options{})
	w := discard{}
	for i := range size + more {
		path := "/first"
		if i >= more {
			path = "/kept"
		}
		r, err := http.NewRequestWithContext(t.Context(), "GET", path, nil)
		if err != nil {
			t.Fatal(err)
		}
		g.ServeHTTP(w, r)
	}
	entries := g.Log()
	if len(entries) != size || entries[0].Path != "/kept" {
		t.Errorf("%d entries from %s, want the last %d", len(entries), entries[0].Path, size)
	}
}

// discard is a writer that nobody reads.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}
