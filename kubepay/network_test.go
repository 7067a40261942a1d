package kubepay_test

import (
	"context"
	"net"
	"net/http"
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

	for name, c := range map[string]struct{ host, want string }{
		"nobody listens": {nobody, "nothing answers there"},
		"cut off":        {cutOff.Addr().String(), "the connection ended before the answer did"},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := kubepay.New("http://"+c.host, kubepay.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			_, err = client.RetrievePublic(context.Background(), "1042")
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "tcp") {
				t.Errorf("got %v, want words like %q", err, c.want)
			}
		})
	}
}
