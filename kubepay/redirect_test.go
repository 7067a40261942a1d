package kubepay_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"paywatch/kubepay"
)

func TestRedirectsWithinTheGatewayAreFollowedWithTheToken(t *testing.T) {
	g := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+secret {
			t.Errorf("%s came without the token", r.URL)
		}
		if !strings.HasPrefix(r.URL.Path, "/v2/") {
			http.Redirect(w, r, "/v2"+r.URL.Path, http.StatusPermanentRedirect)
			return
		}
		_, _ = io.WriteString(w, partial)
	})
	if answer, err := g.Retrieve(t.Context(), payment); err != nil || string(answer.Raw) != partial {
		t.Errorf("got %q, %v", answer.Raw, err)
	}
}

// Another port of the same host is where Go's own client would carry the token.
func TestRedirectsToAnotherOriginAreRefused(t *testing.T) {
	stranger := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the stranger was asked for %s with %q", r.URL, r.Header.Get("Authorization"))
	}))
	defer stranger.Close()
	for name, location := range map[string]string{
		"another port":     stranger.URL + "/",
		"another scheme":   "https://127.0.0.1/",
		"no scheme":        strings.TrimPrefix(stranger.URL, "http:") + "/",
		"with a user name": "http://user:word@" + strings.TrimPrefix(stranger.URL, "http://"),
	} {
		t.Run(name, func(t *testing.T) {
			g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", location)
				w.WriteHeader(http.StatusFound)
			})
			for _, look := range []func() (kubepay.Answer, error){
				func() (kubepay.Answer, error) { return g.Retrieve(t.Context(), payment) },
				func() (kubepay.Answer, error) { return g.RetrievePublic(t.Context(), payment) },
				func() (kubepay.Answer, error) { return g.Create(t.Context(), sale) },
			} {
				_, err := look()
				e := failure(t, err)
				if e.Kind != kubepay.Refused || e.Code != http.StatusFound || !strings.Contains(e.Detail, "another origin") ||
					!strings.Contains(e.Detail, "://127.0.0.1") || strings.Contains(e.Error(), "word") {
					t.Errorf("got %v", e)
				}
			}
		})
	}
}

func TestRedirectsThatLeadNowhere(t *testing.T) {
	for name, c := range map[string]struct{ location, says string }{
		"in circles":   {"/round/", "in circles"},
		"without end":  {"", "to nowhere"},
		"not readable": {"http://[::1", "to nowhere"},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
				asked++
				w.Header().Set("Location", c.location)
				w.WriteHeader(http.StatusFound)
			})
			_, err := g.Retrieve(t.Context(), payment)
			if e := failure(t, err); e.Kind != kubepay.Refused || !strings.Contains(e.Detail, c.says) || asked > 4 {
				t.Errorf("asked %d times, got %v", asked, e)
			}
		})
	}
}

// A redirected POST would lose its body, or make a payment twice.
func TestACreateIsNeverSentOn(t *testing.T) {
	asked := 0
	g := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, "/elsewhere/", http.StatusTemporaryRedirect)
	})
	_, err := g.Create(t.Context(), sale)
	if e := failure(t, err); e.Kind != kubepay.Refused || asked != 1 {
		t.Errorf("asked %d times, got %v", asked, e)
	}
}
