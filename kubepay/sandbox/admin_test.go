package sandbox_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// admin asks the admin API as curl on this machine would.
func admin(t testing.TB, g *sandbox.Gateway, method, path, body string) result {
	t.Helper()
	header := http.Header{}
	if method == "POST" {
		header.Set("Content-Type", "application/json")
	}
	return adminAs(t, g, method, "http://127.0.0.1:8787/_/"+path, header, body)
}

func adminAs(t testing.TB, g *sandbox.Gateway, method, url string, header http.Header, body string) result {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = header
	res, err := g.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return result{res.StatusCode, res.Header, string(text), err}
}

// does is an admin request that must be answered well.
func does(t testing.TB, g *sandbox.Gateway, method, path, body string) string {
	t.Helper()
	r := admin(t, g, method, path, body)
	if r.code/100 != 2 || r.err != nil {
		t.Fatalf("%s %s %s is answered with %d %s, %v", method, path, body, r.code, r.body, r.err)
	}
	return r.body
}

// inHand is a payment of 25.00 EUR that would be paid after a minute.
func inHand(t *testing.T) (*sandbox.Gateway, *kubepay.Client, kubepay.ID) {
	g := sandbox.New(sandbox.Options{Unthrottled: true})
	return g, client(t, g), make25(t, g, "plain")
}

func TestWhatIsSetIsWhatAWatcherSees(t *testing.T) {
	for name, tt := range map[string]struct {
		set   []string
		check func(in kubepay.Intent) bool
	}{
		"a status": {[]string{`{"status": "failed"}`}, func(in kubepay.Intent) bool {
			return in.Status == kubepay.Failed && in.Fiat.Captured.Decimal.IsZero()
		}},
		"money in euros": {[]string{`{"amount_captured_fiat": "5.00", "status": "partial"}`}, func(in kubepay.Intent) bool {
			return in.Status == kubepay.Partial && in.Fiat.Captured.Decimal.String() == "5" && in.Crypto.Captured.Decimal.String() == "0.00008333"
		}},
		"all of it": {[]string{`{"amount_captured_fiat": "25"}`}, func(in kubepay.Intent) bool {
			return in.Crypto.Captured.Decimal.Equal(in.Crypto.Total.Decimal)
		}},
		"money in coins": {[]string{`{"amount_captured_crypto": 0.0002}`}, func(in kubepay.Intent) bool {
			return in.Fiat.Captured.Decimal.String() == "11.99" && in.Crypto.Captured.Decimal.String() == "0.0002"
		}},
		"both, however they fit": {[]string{`{"amount_captured_crypto": "0.0002", "amount_captured_fiat": "1"}`}, func(in kubepay.Intent) bool {
			return in.Fiat.Captured.Decimal.String() == "1" && in.Crypto.Captured.Decimal.String() == "0.0002"
		}},
		"two transactions": {[]string{`{"received_amount": "0.0001"}`, `{"received_amount": "0.0001", "chain_transaction_id": "0xfeed"}`}, func(in kubepay.Intent) bool {
			return len(in.Transactions) == 2 && in.Transactions[1].ID == "0xfeed" && in.Crypto.Captured.Decimal.String() == "0.0002"
		}},
		"one taken back": {[]string{`{"received_amount": "0.0001"}`, `{"received_amount": "0.0002"}`, `{"take_back": true}`}, func(in kubepay.Intent) bool {
			return len(in.Transactions) == 1 && in.Crypto.Captured.Decimal.String() == "0.0001"
		}},
		"less than was there": {[]string{`{"received_amount": "0.0001"}`, `{"received_amount": "0.0002"}`, `{"amount_captured_crypto": "0.00005"}`}, func(in kubepay.Intent) bool {
			return len(in.Transactions) == 1 && in.Crypto.Captured.Decimal.String() == "0.00005"
		}},
		"an address": {[]string{`{"pay_address": "bc1qwrong"}`}, func(in kubepay.Intent) bool {
			return in.PayAddress == "bc1qwrong"
		}},
		"an address that moves on": {[]string{`{"pay_address": "bc1qwrong"}`, `{"move": true}`}, func(in kubepay.Intent) bool {
			return strings.HasPrefix(string(in.PayAddress), "bc1") && in.PayAddress != "bc1qwrong"
		}},
		"an expiry": {[]string{`{"expires": "20m"}`}, func(in kubepay.Intent) bool {
			return in.ExpiresAt.Sub(in.CreatedAt) == 20*time.Minute
		}},
		"an expiry as a time": {[]string{`{"expires_at": "2000-01-01T00:30:00Z"}`}, func(in kubepay.Intent) bool {
			return in.ExpiresAt.Equal(time.Date(2000, 1, 1, 0, 30, 0, 0, time.UTC))
		}},
		"over": {[]string{`{"expire": true}`}, func(in kubepay.Intent) bool {
			return in.Status == kubepay.Expired && in.ExpiresAt.Sub(in.CreatedAt) == 10*time.Second
		}},
		"a status that the documentation does not name": {[]string{`{"status": "on_hold"}`}, func(in kubepay.Intent) bool {
			return in.Status == "on_hold"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g, c, id := inHand(t)
				time.Sleep(10 * time.Second)
				for _, body := range tt.set {
					does(t, g, "POST", "payments/"+string(id)+"/", body)
				}
				in := retrieve(t, c, id)
				if !tt.check(in) {
					t.Errorf("it is seen as %+v", in)
				}
				checkSums(t, in)
				if !in.UpdatedAt.Equal(in.CreatedAt.Add(10 * time.Second)) {
					t.Errorf("updated at %v, want when it was set", in.UpdatedAt)
				}
				time.Sleep(10 * time.Minute) // its card had it paid meanwhile
				if later := retrieve(t, c, id); later.Status != in.Status || !later.UpdatedAt.Equal(in.UpdatedAt) {
					t.Errorf("it went on by itself to %s at %v", later.Status, later.UpdatedAt)
				}
			})
		})
	}
}

func TestAMadePaymentIsAnsweredWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		r := admin(t, g, "POST", "payments/", `{"id": "mine", "amount_fiat": "25.00", "token": "BTC", "currency": "EUR", "metadata": {"order": "Table 7"},
			"step": [{"after": "5s", "status": "paid", "amount_captured_fiat": "25"}], "fault": [{"kind": "hang", "after": "1h"}]}`)
		if f := fields(t, r); r.code != 201 || f["id"] != "mine" || f["status"] != "pending" || len(f["faults"].([]any)) != 1 {
			t.Errorf("got %d %s", r.code, r.body)
		}
		c := client(t, g)
		time.Sleep(5 * time.Second)
		if in := retrieve(t, c, "mine"); in.Status != kubepay.Paid || in.Title() != "Table 7" {
			t.Errorf("it is %s for %q, want paid for Table 7", in.Status, in.Title())
		}
		want(t, admin(t, g, "POST", "payments/", `{"id": "mine", "amount_fiat": "1", "token": "BTC", "currency": "EUR"}`), 409,
			`{"detail":"There is a payment with this id already; choose another, or leave it out.","field":"id"}`)
	})
}

func TestFaultsAreForOnePaymentOrAllForSomeCallsOrUntilLifted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, _, id := inHand(t)
		other := make25(t, g, "plain")
		codes := func() (of [2]int) {
			for i, id := range []kubepay.ID{id, other} {
				of[i] = get(t.Context(), "https://gateway.example", g.Transport(), id).code
			}
			return of
		}
		see := func(when string, want ...[2]int) {
			t.Helper()
			for _, w := range want {
				if got := codes(); got != w {
					t.Errorf("%s: %v, want %v", when, got, w)
				}
			}
		}
		does(t, g, "POST", "payments/"+string(id)+"/faults/", `{"kind": "error_status", "code": 503, "calls": 2}`)
		see("two calls of one payment", [2]int{503, 200}, [2]int{503, 200}, [2]int{200, 200})

		does(t, g, "POST", "faults/", `{"kind": "error_status", "code": 429, "wait": "7s"}`)
		see("all, until lifted", [2]int{429, 429}, [2]int{429, 429})
		if told := does(t, g, "GET", "faults", ""); told != `[{"kind":"error_status","code":429,"wait":"7s","met":4}]` {
			t.Errorf("the faults are told as %s", told)
		}
		does(t, g, "DELETE", "faults/", "")
		see("lifted", [2]int{200, 200})

		does(t, g, "POST", "payments/"+string(id)+"/faults/", `{"kind": "error_status", "code": 500}`)
		does(t, g, "POST", "payments/"+string(other)+"/faults/", `{"kind": "error_status", "code": 502, "for": "10s"}`)
		see("one each", [2]int{500, 502})
		does(t, g, "DELETE", "payments/"+string(id)+"/faults/", "")
		see("one lifted", [2]int{200, 502})
		time.Sleep(10 * time.Second)
		see("the other over", [2]int{200, 200})
		if told := does(t, g, "GET", "payments/"+string(other)+"/faults/", ""); told != `[]` {
			t.Errorf("what is over is told as %s", told)
		}
	})
}

func TestAfterAResetEverythingIsAsItWasAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := scripted(t, "starts = 2026-11-26T09:00:00Z\nspeed = 0\n"+sound+"[[fault]]\nkind = \"error_status\"\ncode = 503\nafter = \"1h\"\n")
		atFirst := func() string {
			return does(t, g, "GET", "payments/", "") + does(t, g, "GET", "clock/", "") + does(t, g, "GET", "faults/", "")
		}
		first, id := atFirst(), string(g.IDs()[0])
		does(t, g, "POST", "payments/"+id+"/", `{"status": "failed"}`)
		does(t, g, "POST", "clock/", `{"jump": "2h", "speed": 5}`)
		does(t, g, "POST", "faults/", `{"kind": "hang"}`)
		make25(t, g, "paid")
		does(t, g, "POST", "reset/", `{}`)
		if second := atFirst(); second != first {
			t.Errorf("it is\n%s\nand was at first\n%s", second, first)
		}
	})
}

func TestAPaymentOfAScriptIsThereWhenItsTimeHasCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := scripted(t, sound+"id = \"later\"\nafter = \"1h\"\n")
		for _, path := range []string{"payments/later/", "payments/later/faults/"} {
			want(t, admin(t, g, "GET", path, ""), 404, `{"detail":"There is no payment later; GET /_/payments/ lists those that there are."}`)
		}
		if told := does(t, g, "GET", "payments/", ""); told != `[]` {
			t.Errorf("listed before its time: %s", told)
		}
		does(t, g, "POST", "clock/", `{"jump": "1h"}`)
		if told := does(t, g, "GET", "payments/later/", ""); !strings.Contains(told, `"status":"pending"`) {
			t.Errorf("told as %s, want it pending", told)
		}
	})
}

func TestWhatTheAdminAPICannotTakeIsRefusedInASentence(t *testing.T) {
	g, _, id := inHand(t)
	one := "payments/" + string(id) + "/"
	for name, tt := range map[string]struct {
		method, path, body string
		code               int
		want               string
	}{
		"nothing there":       {"GET", "nowhere/", "", 404, "There is nothing at this address; "},
		"too deep":            {"GET", one + "faults/1/", "", 404, "There is nothing at this address; "},
		"a method":            {"PUT", one, "", 405, `This address does not know \"PUT\"; use GET, POST.`},
		"a method for a page": {"POST", "", "{}", 405, "use GET."},
		"no payment":          {"POST", "payments/nope/", "{}", 404, "There is no payment nope; "},
		"no JSON":             {"POST", one, "status=paid", 400, "The request is not one JSON object"},
		"a name twice":        {"POST", one, `{"status":"paid","status":"failed"}`, 400, "The request is not one JSON object"},
		"a list":              {"POST", one, `[]`, 400, "The request is not one JSON object"},
		"null":                {"POST", one, `null`, 400, "The request is not one JSON object"},
		"two objects":         {"POST", one, `{}{}`, 400, "The request is not one JSON object"},
		"nothing":             {"POST", one, `{}`, 400, "Nothing is set; "},
		"too much":            {"POST", one, `{"status":"` + strings.Repeat("x", 1<<20) + `"}`, 413, "larger than 1024 KiB; "},
		"an unknown name":     {"POST", one, `{"state":"paid"}`, 400, `There is no \"state\" here; choose among status`},
		"an unknown status":   {"POST", one, `{"status":"payed"}`, 400, `\"payed\" is none of those`},
		"a step's time":       {"POST", one, `{"after":"1s","status":"paid"}`, 400, `There is no \"after\" here; `},
		"a negative amount":   {"POST", one, `{"amount_captured_fiat":"-1"}`, 400, "A valid number is required; "},
		"nothing came yet":    {"POST", one, `{"take_back":true}`, 400, `"field":"take_back"`},
		"a step too early":    {"POST", "payments/", `{"amount_fiat":"1","token":"BTC","currency":"EUR","step":[{"take_back":true}]}`, 400, `"field":"step[0].take_back"`},
		"two expiries":        {"POST", one, `{"expires":"1m","expires_at":"2026-01-01T00:00:00Z"}`, 400, "This is said by expires already; "},
		"a wrong step":        {"POST", "payments/", `{"amount_fiat":"1","token":"BTC","currency":"EUR","step":[{"status":"payed"}]}`, 400, `"field":"step[0].status"`},
		"a create of nothing": {"POST", "payments/", `{}`, 400, "This field is required; "},
		"a clock of nothing":  {"POST", "clock/", `{}`, 400, "Nothing is said; "},
		"a clock's speed":     {"POST", "clock/", `{"speed":-1}`, 400, "-1 is no speed; "},
		"a clock that jumps":  {"POST", "clock/", `{"jump":"-1h"}`, 400, `\"-1h\" is no length of time; `},
		"a status cut":        {"POST", one, `{"status":"a` + strings.Repeat("é", 100) + `"}`, 400, `{"detail":"\"a` + strings.Repeat("é", 38) + `…\" is none`},
		"a clock that cannot": {"POST", "clock/", `{"jump":"9999999h"}`, 400, `9999999h is out of reach; `},
		"a sale of nothing":   {"POST", "payments/", `{"amount_fiat":"0.00","token":"BTC","currency":"EUR"}`, 400, "An amount must be above zero; "},
		"a sale below it":     {"POST", "payments/", `{"amount_fiat":"-1","token":"BTC","currency":"EUR"}`, 400, "An amount must be above zero; "},
		"a sale by a number":  {"POST", "payments/", `{"amount_fiat":25.00,"token":"BTC","currency":"EUR"}`, 400, "This is a bare number; "},
		"a reset of one":      {"POST", "reset/", `{"id":"x"}`, 400, "Reset takes nothing; "},
		"a fault":             {"POST", "faults/", `{"kind":"slow"}`, 400, `\"slow\" is none of those`},
		"a fault of one":      {"POST", one + "faults/", `{"kind":"hang","wait":"1s"}`, 400, "A fault of kind hang has no use for wait; "},
	} {
		t.Run(name, func(t *testing.T) {
			r := admin(t, g, tt.method, tt.path, tt.body)
			detail, _ := fields(t, r)["detail"].(string)
			if r.code != tt.code || !strings.Contains(r.body, tt.want) || !strings.HasSuffix(detail, ".") {
				t.Errorf("got %d %s, want %d and %s", r.code, r.body, tt.code, tt.want)
			}
		})
	}
	if in := retrieve(t, client(t, g), id); in.Status != kubepay.Pending {
		t.Errorf("what was refused had it %s all the same", in.Status)
	}
}

// A browser on this machine may have other sites open. None of them can change
// anything, and none can read anything, whatever name it goes by.
func TestOtherWebSitesAreKeptOut(t *testing.T) {
	g := scripted(t, sound)
	asJSON := http.Header{"Content-Type": {"application/json"}}
	from := func(name, value string) http.Header {
		h := asJSON.Clone()
		h.Set(name, value)
		return h
	}
	const here = "http://127.0.0.1:8787/_/"
	for name, tt := range map[string]struct {
		method, url string
		header      http.Header
		code        int
	}{
		"curl":                             {"POST", here + "reset/", asJSON, 200},
		"by another name":                  {"POST", "http://localhost:8787/_/reset/", asJSON, 200},
		"by its other address":             {"POST", "http://[::1]:8787/_/reset/", asJSON, 200},
		"the page itself":                  {"POST", here + "reset/", from("Origin", "http://127.0.0.1:8787"), 200},
		"the page, says the browser":       {"POST", here + "reset/", from("Sec-Fetch-Site", "same-origin"), 200},
		"a form":                           {"POST", here + "reset/", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, 415},
		"a form that says it is text":      {"POST", here + "reset/", http.Header{"Content-Type": {"text/plain"}}, 415},
		"no type":                          {"POST", here + "reset/", http.Header{}, 415},
		"another site":                     {"POST", here + "reset/", from("Origin", "https://evil.example"), 403},
		"another port":                     {"POST", here + "reset/", from("Origin", "http://127.0.0.1:9999"), 403},
		"a page from a file":               {"POST", here + "reset/", from("Origin", "null"), 403},
		"another site, says the browser":   {"POST", here + "reset/", from("Sec-Fetch-Site", "cross-site"), 403},
		"another site that deletes":        {"DELETE", here + "faults/", from("Sec-Fetch-Site", "cross-site"), 403},
		"a name that leads here":           {"POST", "http://evil.example:8787/_/reset/", asJSON, 403},
		"a name that leads here, to read":  {"GET", "http://evil.example/_/payments/", nil, 403},
		"a name that looks like this one":  {"GET", "http://127.0.0.1.evil.example/_/", nil, 403},
		"a name that looks like localhost": {"GET", "http://localhost.evil.example/_/", nil, 403},
	} {
		t.Run(name, func(t *testing.T) {
			r := adminAs(t, g, tt.method, tt.url, tt.header, "{}")
			if r.code != tt.code {
				t.Errorf("answered with %d %s, want %d", r.code, r.body, tt.code)
			}
			for name := range r.header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s lets other sites read it", name)
				}
			}
			if r.code == 403 && !json.Valid([]byte(r.body)) {
				t.Errorf("refused with %q, want JSON", r.body)
			}
		})
	}
}
