package kubepay_test

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"paywatch/kubepay"
)

// What a person reads of a network that fails has no operation's name in it.
func TestNetworkFailureInPlainWords(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	closed.Close()

	cutOff, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer cutOff.Close()
	go http.Serve(cutOff, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "100")
		w.Write([]byte(`{"id":`))
		panic(http.ErrAbortHandler)
	}))

	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)

	for name, c := range map[string]struct{ url, want string }{
		"nobody listens":         {"http://" + nobody, "nothing answers there"},
		"cut off":                {"http://" + cutOff.Addr().String(), "the connection ended before the answer did"},
		"nobody vouches for it":  {secure.URL, "nobody whom this machine trusts vouches for its certificate"},
		"it does not speak that": {"https://" + cutOff.Addr().String(), "does not speak TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := kubepay.New(c.url, kubepay.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			_, err = client.RetrievePublic(context.Background(), "1042")
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "tcp") || strings.Contains(err.Error(), "x509") {
				t.Errorf("got %v, want words like %q", err, c.want)
			}
		})
	}
}
