package kubepay

import (
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// trusting is the tuned transport, made to trust the certificate of a test.
func trusting(server *httptest.Server, connections int) *http.Transport {
	t := newTransport(connections)
	t.TLSClientConfig.RootCAs = x509.NewCertPool()
	t.TLSClientConfig.RootCAs.AddCert(server.Certificate())
	return t
}

func TestManyLooksShareFewConnections(t *testing.T) {
	for name, c := range map[string]struct {
		http2 bool
		proto string
		most  int32
	}{
		"HTTP/1.1":             {false, "HTTP/1.1", 2},
		"HTTP/2 where offered": {true, "HTTP/2.0", 2},
	} {
		t.Run(name, func(t *testing.T) {
			var opened atomic.Int32
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Proto != c.proto {
					t.Errorf("asked by %s", r.Proto)
				}
				_, _ = io.WriteString(w, `{"status": "paid"}`)
			}))
			server.EnableHTTP2 = c.http2
			server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
				if s == http.StateNew {
					opened.Add(1)
				}
			}
			server.StartTLS()
			defer server.Close()
			client, err := New(server.URL, Options{JWT: "a.b.c", Transport: trusting(server, 2)})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			var looks sync.WaitGroup
			for range 20 {
				looks.Go(func() {
					for range 5 {
						if _, err := client.Retrieve(t.Context(), "p1"); err != nil {
							t.Error(err)
						}
					}
				})
			}
			looks.Wait()
			if n := opened.Load(); n > c.most {
				t.Errorf("100 looks opened %d connections", n)
			}
		})
	}
}
