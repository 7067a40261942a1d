package sandbox_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// Lives, faults and what the gateway tells go by its clock; how often one may look
// and how long a token is good do not.
func TestTheClockRunsFastStandsStillAndJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		c, id := client(t, g), make25(t, g, "late") // expired after nine minutes, paid half a minute later
		see := func(status kubepay.Status, transactions int, ahead time.Duration) {
			t.Helper()
			answer, err := c.Retrieve(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			in, err := answer.Intent()
			if err != nil || in.Status != status || len(in.Transactions) != transactions {
				t.Errorf("it is %s with %d transactions, %v; want %s with %d", in.Status, len(in.Transactions), err, status, transactions)
			}
			if got := time.Until(answer.Date).Round(time.Second); got != ahead {
				t.Errorf("the gateway's clock is %v ahead, want %v", got, ahead)
			}
		}
		see(kubepay.Pending, 0, 0)
		does(t, g, "POST", "clock/", `{"speed": 60}`)
		if r := get(t.Context(), "https://gateway.example", g.Transport(), id); r.code != 429 {
			t.Errorf("a second look at once is answered with %d, want 429", r.code)
		}
		time.Sleep(6 * time.Second)
		see(kubepay.Pending, 0, 6*59*time.Second)
		time.Sleep(3 * time.Second)
		does(t, g, "POST", "clock/", `{"speed": 0}`)
		time.Sleep(time.Hour)
		see(kubepay.Expired, 0, 9*59*time.Second-time.Hour)
		does(t, g, "POST", "clock/", `{"jump": "1h", "speed": 1}`)
		for range 2 {
			time.Sleep(3 * time.Second)
			see(kubepay.Expired, 1, 9*59*time.Second)
		}
	})
}

// The life of a payment in memory, and of a token, is counted by this machine's
// clock.
func TestTheClockJumpsForACenturyAndNoFurther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, c, id := inHand(t)
		for range 100 {
			does(t, g, "POST", "clock/", `{"jump": "8000h"}`)
		}
		make25(t, g, "paid")
		if in := retrieve(t, c, id); in.Status != kubepay.Paid {
			t.Errorf("91 years later it is %s, want paid", in.Status)
		}
		var r result
		for range 10 {
			r = admin(t, g, "POST", "clock/", `{"jump": "8000h"}`)
		}
		want(t, r, 409, `{"detail":"The clock is a century ahead already; reset the sandbox.","field":"jump"}`)
	})
}

// A gateway's clock can be behind as well as ahead, and what is behind is told as it
// was given.
func TestTheGatewaysClockCanBeBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, c, id := inHand(t)
		made := retrieve(t, c, id).CreatedAt
		told := does(t, g, "POST", "payments/"+string(id)+"/faults/", `{"kind": "clock_off", "wait": "-1h30m"}`)
		if want := `[{"kind":"clock_off","wait":"-1h30m","met":0}]`; told != want {
			t.Errorf("the fault is told as %s, want %s", told, want)
		}
		if behind := made.Sub(retrieve(t, c, id).CreatedAt); behind != 90*time.Minute {
			t.Errorf("it tells times that are %v behind, want an hour and a half", behind)
		}
		for body, says := range map[string]string{
			`{"kind": "clock_off", "wait": "-9999d"}`: "-9999d is out of reach; choose between -365d and 365d",
			`{"kind": "clock_off", "wait": "--5m"}`:   `\"--5m\" is no length of time; `,
		} {
			if r := admin(t, g, "POST", "faults/", body); r.code != 400 || !strings.Contains(r.body, says) {
				t.Errorf("%s is answered with %d %s, want %q", body, r.code, r.body, says)
			}
		}
	})
}
