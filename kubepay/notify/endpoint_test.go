package notify_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"paywatch/kubepay"
	"paywatch/kubepay/notify"
)

// endpoint is a shop's server. It checks every signature, and remembers what
// arrived in which order.
type endpoint struct {
	t      *testing.T
	secret *standardwebhooks.Webhook
	answer func(arrival) reply // nil answers 204

	mu   sync.Mutex
	came []arrival
}

// arrival is a message that came, whatever the answer was.
type arrival struct {
	notify.Message
	at  time.Time
	try int // of this message, from 1
}

func (a arrival) payment() kubepay.ID { return a.Data.Payment.ID }

// reply is what the endpoint answers.
type reply struct {
	code    int // 0 is never an answer
	header  http.Header
	body    string
	refused bool // there is no connection
	instant bool // it takes no time
}

func newEndpoint(t *testing.T, answer func(arrival) reply) *endpoint {
	t.Helper()
	w, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	return &endpoint{t: t, secret: w, answer: answer}
}

// take checks a request and decides on the answer.
func (e *endpoint) take(r *http.Request) reply {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return reply{code: http.StatusBadRequest}
	}
	if err := e.secret.Verify(body, r.Header); err != nil {
		e.t.Errorf("the signature is not right: %v", err)
	}
	a := arrival{at: time.Now()}
	if err := json.Unmarshal(body, &a.Message); err != nil {
		e.t.Errorf("the message is no JSON: %v", err)
	}
	if a.ID != r.Header.Get("webhook-id") || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
		e.t.Errorf("%s %v with the id %s", r.Method, r.Header, a.ID)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	a.try = 1
	for _, before := range e.came {
		if before.ID == a.ID {
			a.try++
		}
	}
	e.came = append(e.came, a)
	if e.answer == nil {
		return reply{code: http.StatusNoContent}
	}
	return e.answer(a)
}

// RoundTrip is the way to the endpoint in fake time: it takes 50 ms.
func (e *endpoint) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := e.take(r)
	if answer.refused {
		return nil, errors.New("connection refused")
	}
	wait := 50 * time.Millisecond
	switch {
	case answer.code == 0:
		wait = time.Hour
	case answer.instant:
		wait = 0
	}
	select {
	case <-time.After(wait):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if answer.header == nil {
		answer.header = http.Header{}
	}
	return &http.Response{StatusCode: answer.code, Header: answer.header, Body: io.NopCloser(strings.NewReader(answer.body)), Request: r}, nil
}

// ServeHTTP is the endpoint as a server.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := e.take(r)
	switch {
	case answer.refused:
		panic(http.ErrAbortHandler)
	case answer.code == 0:
		<-r.Context().Done()
		return
	}
	for name, values := range answer.header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.code)
	fmt.Fprint(w, answer.body)
}

// arrivals are what came so far.
func (e *endpoint) arrivals() []arrival {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]arrival(nil), e.came...)
}

// said lists what came: payments with the number of the event and of the try.
func (e *endpoint) said() string {
	var words []string
	for _, a := range e.arrivals() {
		words = append(words, fmt.Sprintf("%s#%d/%d", a.payment(), a.Data.Event.Number, a.try))
	}
	return strings.Join(words, " ")
}

func (e *endpoint) expect(want string) {
	e.t.Helper()
	if got := e.said(); got != want {
		e.t.Errorf("came %q, want %q", got, want)
	}
}
