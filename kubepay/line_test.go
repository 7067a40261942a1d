package kubepay

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestAnAnswerTellsOfItsConnection(t *testing.T) {
	for name, offered := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) {
			code := http.StatusOK
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(code)
				_, _ = io.WriteString(w, `{"status": "paid"}`)
			}))
			server.EnableHTTP2 = offered
			server.StartTLS()
			client, err := New(server.URL, Options{JWT: "a.b.c", Transport: trusting(server, 1)})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			protocol := uint8(1)
			if offered {
				protocol = 2
			}
			for i, use := range []LineUse{LineOpened, LineReused, LineReused} {
				if i == 2 {
					code = http.StatusBadGateway
				}
				answer, _ := client.Retrieve(t.Context(), "p1")
				if want := (Line{use, protocol, tls.VersionTLS13}); answer.Line != want || answer.Code != code {
					t.Errorf("look %d came over %+v with %d, want %+v with %d", i, answer.Line, answer.Code, want, code)
				}
			}
			server.Close()
			answer, err := client.Retrieve(t.Context(), "p1")
			if err == nil || answer.Code != 0 || answer.Line.HTTP != 0 {
				t.Errorf("of a gateway that is gone: %+v, %v", answer, err)
			}
		})
	}
}
