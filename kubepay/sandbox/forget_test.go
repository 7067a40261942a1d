package sandbox_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay/sandbox"
)

// A sandbox that runs for weeks remembers what it has to, whether or not something is
// made meanwhile, and whatever else there is for how long.
func TestAPaymentIsForgottenADayAfterItIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := scripted(t, sound+"id = \"slow\"\nexpires = \"300h\"\n[[payment.step]]\nafter = \"200h\"\nstatus = \"paid\"\n")
		c, id := client(t, g), make25(t, g, "paid")
		time.Sleep(24 * time.Hour)
		retrieve(t, c, id)
		time.Sleep(17 * time.Minute) // it expires a quarter of an hour after it was made
		if r := get(t.Context(), "https://gateway.example", g.Transport(), id); r.code != 404 {
			t.Errorf("a day after it is over it is answered with %d, want 404", r.code)
		}
		list := does(t, g, "GET", "payments/", "")
		if strings.Contains(list, string(id)) || !strings.Contains(list, `"id":"slow"`) {
			t.Errorf("the list is %s, want the slow one alone", list)
		}
		if page := does(t, g, "GET", "", ""); strings.Contains(page, string(id)) {
			t.Error("the page still shows it")
		}
		retrieve(t, c, "slow")
	})
}

// A clock that runs fast has a payment be over soon, and yet be remembered for a day.
func TestAFastClockForgetsNothingBeforeADayHasPassed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		c, id := client(t, g), make25(t, g, "paid")
		does(t, g, "POST", "clock/", `{"jump": "8000h"}`)
		time.Sleep(23 * time.Hour)
		retrieve(t, c, id)
		time.Sleep(62 * time.Minute)
		if list := does(t, g, "GET", "payments/", ""); list != "[]" {
			t.Errorf("the list is %s, want it empty", list)
		}
	})
}

func TestFaultsAddUpToABound(t *testing.T) {
	g, _, id := inHand(t)
	for _, path := range []string{"faults/", "payments/" + string(id) + "/faults/"} {
		for range 100 {
			does(t, g, "POST", path, `{"kind": "hang", "after": "1h"}`)
		}
		want(t, admin(t, g, "POST", path, `{"kind": "hang"}`), 409, `{"detail":"There are 100 faults here already; lift them with DELETE."}`)
		does(t, g, "DELETE", path, "")
		does(t, g, "POST", path, `{"kind": "hang"}`)
	}
}
