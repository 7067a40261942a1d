package kubepay

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A gateway that takes requests and ends the connection, as one that is started
// anew, is asked once a look, however many connections are idle.
func TestALookIsOneRequestWhateverTheConnectionDoes(t *testing.T) {
	var asked atomic.Int32
	var dying atomic.Bool
	waits, together := make(chan bool, 16), make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if dying.Load() {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			conn.Close()
			return
		}
		waits <- true
		<-together
		_, _ = io.WriteString(w, `{"status": "paid"}`)
	}))
	defer server.Close()
	client, err := New(server.URL, Options{JWT: "a.b.c", Connections: 8})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()

	var looks sync.WaitGroup
	for range 8 {
		looks.Go(func() {
			if _, err := client.Retrieve(t.Context(), "p1"); err != nil {
				t.Error(err)
			}
		})
	}
	for range 8 { // each on a connection of its own
		<-waits
	}
	close(together)
	looks.Wait()

	dying.Store(true)
	asked.Store(0)
	_, err = client.Retrieve(t.Context(), "p1")
	if err == nil || !strings.Contains(err.Error(), "the connection ended before the answer did") {
		t.Errorf("the look ended with %v", err)
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("the gateway was asked %d times for one look", n)
	}
	dying.Store(false)
	if _, err := client.Retrieve(t.Context(), "p1"); err != nil {
		t.Errorf("the next look: %v", err)
	}
}
