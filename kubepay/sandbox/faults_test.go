package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// result is what a caller gets for one GET, header and body apart.
type result struct {
	code   int
	header http.Header
	body   string
	err    error // of the request or of reading the body
}

func get(ctx context.Context, base string, way http.RoundTripper, id kubepay.ID) result {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/api/gateway/payments/"+string(id)+"/", nil)
	if err != nil {
		return result{err: err}
	}
	req.Header.Set("Authorization", "Bearer "+sandbox.Token(time.Now()))
	res, err := way.RoundTrip(req)
	if err != nil {
		return result{err: err}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return result{res.StatusCode, res.Header, string(body), err}
}

// faults are what each fault looks like to a caller, whatever the way there.
var faults = []struct {
	name  string
	fault sandbox.Fault
	check func(t *testing.T, r result)
}{
	{"latency", sandbox.Fault{Kind: sandbox.Latency, Wait: time.Millisecond}, isGood},
	{"429", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 429, Wait: 7 * time.Second}, func(t *testing.T, r result) {
		want(t, r, 429, `{"detail":"Request was throttled. Expected available in 7 seconds."}`)
		if got := r.header.Get("Retry-After"); got != "7" {
			t.Errorf("Retry-After %q, want 7", got)
		}
	}},
	{"401", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 401}, func(t *testing.T, r result) {
		want(t, r, 401, `{"code":"token_not_valid","detail":"Given token not valid for any token type","messages":[{"message":"Token is invalid or expired","token_class":"AccessToken","token_type":"access"}]}`)
	}},
	{"403", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 403}, func(t *testing.T, r result) {
		want(t, r, 403, `{"detail":"You do not have permission to perform this action."}`)
	}},
	{"500", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 500}, isPage(500)},
	{"502", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502}, isPage(502)},
	{"503", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 503}, isPage(503)},
	{"504", sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 504}, isPage(504)},
	{"reset", sandbox.Fault{Kind: sandbox.Reset}, func(t *testing.T, r result) {
		if !errors.Is(r.err, syscall.ECONNRESET) {
			t.Errorf("got %v, want a reset connection", r.err)
		}
	}},
	{"dropped", sandbox.Fault{Kind: sandbox.Dropped}, func(t *testing.T, r result) {
		if !errors.Is(r.err, io.ErrUnexpectedEOF) || !strings.HasPrefix(r.body, `{"id":`) {
			t.Errorf("got %v after %q, want the end in mid-body", r.err, r.body)
		}
	}},
	{"drip", sandbox.Fault{Kind: sandbox.Drip, Wait: time.Millisecond}, isGood},
	{"cut_off", sandbox.Fault{Kind: sandbox.CutOff}, func(t *testing.T, r result) {
		if r.err != nil || r.code != 200 || json.Valid([]byte(r.body)) || !strings.HasPrefix(r.body, `{"id":`) {
			t.Errorf("got %+v, want a 200 with half its JSON", r)
		}
	}},
	{"wrong_types", sandbox.Fault{Kind: sandbox.WrongTypes, Field: "amount_crypto"}, func(t *testing.T, r result) {
		if v, ok := fields(t, r)["amount_crypto"].([]any); !ok {
			t.Errorf("amount_crypto is %v, want an array", v)
		}
	}},
	{"missing_field", sandbox.Fault{Kind: sandbox.MissingField, Field: "status"}, func(t *testing.T, r result) {
		if v, ok := fields(t, r)["status"]; ok {
			t.Errorf("status is %v, want none", v)
		}
	}},
	{"clock_off", sandbox.Fault{Kind: sandbox.ClockOff, Wait: time.Hour}, func(t *testing.T, r result) {
		date, err := http.ParseTime(r.header.Get("Date"))
		if ahead := time.Until(date); err != nil || ahead < 59*time.Minute || ahead > time.Hour {
			t.Errorf("Date %v is %v ahead, want an hour: %v", date, ahead, err)
		}
		created, err := time.Parse(time.RFC3339, fields(t, r)["created_at"].(string))
		if ahead := time.Until(created); err != nil || ahead < 59*time.Minute {
			t.Errorf("created_at is %v ahead, want an hour: %v", ahead, err)
		}
	}},
}

func want(t *testing.T, r result, code int, body string) {
	t.Helper()
	if r.err != nil || r.code != code || r.body != body {
		t.Errorf("got %d %s, %v\nwant %d %s", r.code, r.body, r.err, code, body)
	}
}

func isGood(t *testing.T, r result) {
	t.Helper()
	if status := fields(t, r)["status"]; r.code != 200 || status != "paid" {
		t.Errorf("got %d with status %v, want 200 and paid", r.code, status)
	}
}

func isPage(code int) func(*testing.T, result) {
	return func(t *testing.T, r result) {
		t.Helper()
		if r.err != nil || r.code != code || r.header.Get("Content-Type") != "text/html" || !strings.HasPrefix(r.body, "<html>") {
			t.Errorf("got %+v, want %d as HTML", r, code)
		}
	}
}

func fields(t *testing.T, r result) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(r.body), &m); err != nil || r.err != nil {
		t.Fatalf("got %d %q, %v, %v; want JSON", r.code, r.body, r.err, err)
	}
	return m
}

func TestEveryFaultLooksTheSameInMemoryAndOverASocket(t *testing.T) {
	for _, tt := range faults {
		play := func(t *testing.T, g *sandbox.Gateway, base string, way http.RoundTripper) {
			id := make25(t, g, "paid")
			if err := g.Break(tt.fault, id); err != nil {
				t.Fatal(err)
			}
			tt.check(t, get(t.Context(), base, way, id))

			g.Mend()
			next := make25(t, g, "paid")
			isGood(t, get(t.Context(), base, way, next))

			if err := g.Break(tt.fault); err != nil { // the gateway as a whole
				t.Fatal(err)
			}
			last := make25(t, g, "paid")
			tt.check(t, get(t.Context(), base, way, last))
		}
		t.Run(tt.name+" in memory", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := sandbox.New(sandbox.Options{})
				play(t, g, "https://gateway.example", g.Transport())
			})
		})
		t.Run(tt.name+" over a socket", func(t *testing.T) {
			g := sandbox.New(sandbox.Options{})
			base, way := serve(t, g)
			play(t, g, base, way)
		})
	}
}

func TestAHangLastsUntilTheCallerGivesUp(t *testing.T) {
	t.Run("in memory", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			g := sandbox.New(sandbox.Options{})
			id := make25(t, g, "paid")
			if err := g.Break(sandbox.Fault{Kind: sandbox.Hang}); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			began := time.Now()
			r := get(ctx, "https://gateway.example", g.Transport(), id)
			if !errors.Is(r.err, context.DeadlineExceeded) || time.Since(began) != time.Hour {
				t.Errorf("got %v after %v, want the deadline of an hour", r.err, time.Since(began))
			}
			if status := g.Log()[0].Status; status != 0 {
				t.Errorf("the log has an answer of %d, want none", status)
			}
		})
	})
	t.Run("over a socket", func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		base, way := serve(t, g)
		id := make25(t, g, "paid")
		if err := g.Break(sandbox.Fault{Kind: sandbox.Hang}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
			WroteRequest: func(httptrace.WroteRequestInfo) { cancel() },
		})
		if r := get(ctx, base, way, id); !errors.Is(r.err, context.Canceled) {
			t.Errorf("got %v, want to have given up", r.err)
		}
	})
}

func TestLatencyAndDripTakeTheirTime(t *testing.T) {
	for kind, want := range map[sandbox.FaultKind]time.Duration{sandbox.Latency: 5 * time.Second, sandbox.Drip: 40 * time.Second} {
		t.Run(string(kind), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := sandbox.New(sandbox.Options{})
				id := make25(t, g, "paid")
				if err := g.Break(sandbox.Fault{Kind: kind, Wait: 5 * time.Second}, id); err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				isGood(t, get(t.Context(), "https://gateway.example", g.Transport(), id))
				if took := time.Since(began); took != want {
					t.Errorf("took %v, want %v", took, want)
				}
			})
		})
	}
}

func TestAFaultKeepsToItsWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id, other := make25(t, g, "paid"), make25(t, g, "paid")
		fault := sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 502, After: 10 * time.Second, For: 20 * time.Second}
		if err := g.Break(fault, id); err != nil {
			t.Fatal(err)
		}
		for _, wantCode := range []int{200, 502, 502, 200} { // at 0, 10, 20 and 30 seconds
			if r := get(t.Context(), "https://gateway.example", g.Transport(), id); r.code != wantCode {
				t.Errorf("got %d, want %d", r.code, wantCode)
			}
			isGood(t, get(t.Context(), "https://gateway.example", g.Transport(), other))
			time.Sleep(10 * time.Second)
		}
	})
}

// A card with a fault shows a payment that is seen well, then badly, and then
// well again and paid.
func TestEveryCardWithAFaultRecovers(t *testing.T) {
	for _, card := range sandbox.Cards() {
		if card.Faults == nil {
			continue
		}
		t.Run(card.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := sandbox.New(sandbox.Options{})
				c, id, began := client(t, g), make25(t, g, card.Name), time.Now()
				troubles := 0
				var last kubepay.Status
				for time.Since(began) < 7*time.Minute {
					asked := time.Now()
					answer, err := c.Retrieve(t.Context(), id)
					in, unreadable := answer.Intent()
					switch clockOff := in.CreatedAt.After(asked); {
					case err != nil, unreadable != nil, clockOff, answer.Took > time.Second:
						troubles++
					}
					if err == nil && unreadable == nil {
						last = in.Status
					}
					time.Sleep(10 * time.Second)
				}
				if troubles == 0 || last != kubepay.Paid {
					t.Errorf("%d looks were troubled and the last good one was %s, want some, and paid", troubles, last)
				}
			})
		})
	}
}

func TestBreakingAPaymentThatIsNotThereIsRefused(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	err := g.Break(sandbox.Fault{Kind: sandbox.Hang}, "nope")
	if err == nil || !strings.Contains(err.Error(), "nope") {
		t.Errorf("got %v, want an error that names the payment", err)
	}
}

// Every field of an answer can be left out, and there is no other that can.
func TestAnyFieldOfAnAnswerCanBeMissing(t *testing.T) {
	g := sandbox.New(sandbox.Options{Unthrottled: true})
	id := make25(t, g, "paid")
	whole := get(t.Context(), "https://gateway.example", g.Transport(), id)
	all := names(t, whole)
	for _, field := range all {
		does(t, g, "POST", "payments/"+string(id)+"/faults/", `{"kind": "missing_field", "field": "`+field+`", "calls": 1}`)
		want := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return name == field })
		if got := names(t, get(t.Context(), "https://gateway.example", g.Transport(), id)); !slices.Equal(got, want) {
			t.Errorf("without %s the answer has %q, not %q", field, got, want)
		}
	}
}

// names are the fields of an answer in their order.
func names(t *testing.T, r result) (all []string) {
	t.Helper()
	d := jsontext.NewDecoder(strings.NewReader(r.body))
	if _, err := d.ReadToken(); err != nil {
		t.Fatalf("%v in %+v", err, r)
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			t.Fatalf("%v in %+v", err, r)
		}
		all = append(all, name.String())
		if err := d.SkipValue(); err != nil {
			t.Fatalf("%v in %+v", err, r)
		}
	}
	return all
}
