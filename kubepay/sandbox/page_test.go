package sandbox_test

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

func TestThePageShowsWhatThereIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		if page := does(t, g, "GET", "", ""); !strings.Contains(page, "There are none yet.") {
			t.Error("an empty sandbox does not say so")
		}
		older, newer := make25(t, g, "three_parts"), make25(t, g, "plain")
		does(t, g, "POST", "payments/"+string(older)+"/faults/", `{"kind": "error_status", "code": 503, "calls": 3}`)
		time.Sleep(90 * time.Second)
		does(t, g, "POST", "clock/", `{"speed": 10}`)
		page := does(t, g, "GET", "", "")
		for _, want := range []string{
			"2000-01-01 00:01:30 UTC", "10 times as fast", "10.00 EUR of 25.00 EUR", "0.00016666 of 0.00041667 BTC",
			"error_status 503, for 3 calls; met by 0 calls", `<strong class="partial">partial</strong>`, "Table 7",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
		if strings.Index(page, string(newer)) > strings.Index(page, string(older)) {
			t.Error("the newest payment is not the first")
		}
	})
}

func TestThePageShowsTheNewestOfVeryMany(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	var ids []kubepay.ID
	for range 150 {
		ids = append(ids, make25(t, g, "plain"))
	}
	page := does(t, g, "GET", "", "")
	if !strings.Contains(page, "These are the newest 100") || strings.Contains(page, string(ids[49])) || !strings.Contains(page, string(ids[50])) {
		t.Error("the page shows others than the newest hundred, or does not say so")
	}
}

// hostile is written into everything that a payment takes as text.
const hostile = "</dd></article><script>alert(1)</script><img src=x onerror=alert(2)>\" onclick=\"alert(3)' {{.}} \u202e\u0007\x1b[31m javascript:"

// Whatever a payment holds, the page is the same one around it: as many elements,
// and nothing that the policy of the page lets run but its own script.
func TestNothingInAPaymentBecomesPartOfThePage(t *testing.T) {
	elements := func(text string) []string {
		g := sandbox.New(sandbox.Options{})
		id, err := g.Create(kubepay.Sale{AmountFiat: "25.00", Token: kubepay.Token(text[:min(len(text), 60)]), Currency: "EUR", Metadata: map[string]any{text: []any{text, map[string]any{"x": text}}}})
		if err != nil {
			t.Fatal(err)
		}
		body := `{"pay_address": ` + quoted(text) + `, "received_amount": "1", "chain_transaction_id": ` + quoted(text) + `}`
		does(t, g, "POST", "payments/"+string(id)+"/", body)
		r := admin(t, g, "GET", "", "")
		if strings.ContainsAny(r.body, "\u202e\u0007\x1b") {
			t.Error("control characters reach the page")
		}
		checkPolicy(t, r)
		return regexp.MustCompile(`<[^>]*>`).FindAllString(r.body, -1)
	}
	plain, attacked := elements("harmless"), elements(hostile)
	for i := range plain {
		plain[i] = uuids.ReplaceAllString(plain[i], "")
	}
	for i := range attacked {
		attacked[i] = uuids.ReplaceAllString(attacked[i], "")
	}
	if !slices.Equal(plain, attacked) {
		t.Error("hostile text changes the elements of the page")
	}
}

var uuids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\x1b", `\u001b`, "\u0007", `\u0007`).Replace(s) + `"`
}

// checkPolicy holds for every page: what it runs and draws by is what its policy
// names by digest, and it asks for nothing from elsewhere.
func checkPolicy(t *testing.T, r result) {
	t.Helper()
	policy := r.header.Get("Content-Security-Policy")
	for _, element := range []string{"script", "style"} {
		found := regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllStringSubmatch(r.body, -1)
		if len(found) != 1 {
			t.Fatalf("the page has %d elements %s, want one", len(found), element)
		}
		sum := sha256.Sum256([]byte(found[0][1]))
		if digest := element + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, digest) {
			t.Errorf("the policy %s lacks %s", policy, digest)
		}
	}
	for _, part := range []string{"default-src 'none'", "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy lacks %s", part)
		}
	}
	for name, want := range map[string][]string{
		"X-Content-Type-Options": {"nosniff"}, "Cache-Control": {"no-store"}, "Content-Type": {"text/html; charset=utf-8"},
	} {
		if got := r.header[name]; !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if from := regexp.MustCompile(`(src|href|action|url\()=?["']?(https?:)?//`).FindString(r.body); from != "" {
		t.Errorf("the page loads something: %s", from)
	}
}

// The forms of the page send what the API takes: each is filled in as a person
// would, and sent as the script of the page sends it.
func TestEveryFormOfThePageIsUnderstood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := string(make25(t, g, "plain"))
		page := does(t, g, "GET", "", "")
		forms := regexp.MustCompile(`(?s)<form data-path="([^"]*)"( data-method="DELETE")?>(.*?)</form>`).FindAllStringSubmatch(page, -1)
		if len(forms) < 10 {
			t.Fatalf("%d forms", len(forms))
		}
		for _, form := range forms {
			path, method := form[1], "POST"
			if form[2] != "" {
				method = "DELETE"
			}
			if path == "reset/" {
				continue // it would leave nothing to set
			}
			for _, body := range bodiesOf(form[3]) {
				if r := admin(t, g, method, path, body); r.code/100 != 2 {
					t.Errorf("%s %s with %s is answered with %d %s", method, path, body, r.code, r.body)
				}
			}
		}
		does(t, g, "POST", "reset/", "{}")
		want(t, admin(t, g, "GET", "payments/"+id+"/", ""), 404, `{"detail":"There is no payment `+id+`; GET /_/payments/ lists those that there are."}`)
	})
}

// bodiesOf are what a form sends, one for each of its buttons.
func bodiesOf(form string) []string {
	filled := map[string]string{
		"amount_captured_fiat": `"5.00"`, "received_amount": `"0.0001"`, "expires": `"20m"`, "amount_fiat": `"25.00"`,
		"kind": `"error_status"`, "code": `503`, "for": `"1m"`, "calls": `3`, "token": `"BTC"`, "currency": `"EUR"`,
	}
	var parts []string
	metadata := false
	for _, name := range regexp.MustCompile(`<(?:input|select)[^>]* name="([^"]*)"`).FindAllStringSubmatch(form, -1) {
		value, known := filled[name[1]]
		metadata = metadata || strings.HasPrefix(name[1], "metadata.")
		if known {
			parts = append(parts, `"`+name[1]+`": `+value)
		}
	}
	if strings.Contains(form, `type="hidden" name="status" value="paid"`) {
		parts = append(parts, `"status": "paid"`)
	}
	if metadata {
		parts = append(parts, `"metadata": {"order": "Table 7", "sandbox": "late"}`)
	}
	var bodies []string
	for _, button := range regexp.MustCompile(`<button(?: class="main")?(?: name="([^"]*)" value="([^"]*)")?>`).FindAllStringSubmatch(form, -1) {
		all := slices.Clone(parts)
		switch {
		case button[1] == "speed" || button[2] == "true":
			all = append(all, `"`+button[1]+`": `+button[2])
		case button[1] != "":
			all = append(all, `"`+button[1]+`": "`+button[2]+`"`)
		}
		bodies = append(bodies, "{"+strings.Join(all, ", ")+"}")
	}
	return bodies
}
