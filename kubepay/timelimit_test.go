package kubepay_test

import (
	"io"
	"log"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
)

var quiet = log.New(io.Discard, "", 0)

// inMemory is a gateway without a network, for tests in fake time.
type inMemory func(*http.Request) (*http.Response, error)

func (f inMemory) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// drip gives a byte a second, for as long as it is asked for.
type drip struct{ r *http.Request }

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-d.r.Context().Done():
		return 0, d.r.Context().Err()
	case <-time.After(time.Second):
		p[0] = ' '
		return 1, nil
	}
}

func TestNoLookTakesLongerThanTenSeconds(t *testing.T) {
	for name, serve := range map[string]inMemory{
		"hang": func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
		"drip": func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(drip{r})}, nil
		},
		"redirects that take their time": func(r *http.Request) (*http.Response, error) {
			select {
			case <-time.After(4 * time.Second):
				return &http.Response{StatusCode: 302, Header: http.Header{"Location": {"/on"}}, Body: http.NoBody}, nil
			case <-r.Context().Done():
				return nil, r.Context().Err()
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: secret, Transport: serve})
				if err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				answer, err := c.Retrieve(t.Context(), payment)
				e := failure(t, err)
				if e.Kind != kubepay.Unreachable || e.Unsent || !strings.Contains(e.Detail, "within 10 s") {
					t.Errorf("got %+v", e)
				}
				if took := time.Since(began); took != 10*time.Second || answer.Took != took {
					t.Errorf("it took %v and says %v", took, answer.Took)
				}
			})
		})
	}
}
