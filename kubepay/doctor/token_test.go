package doctor_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"paywatch/kubepay/doctor"
	"paywatch/kubepay/sandbox"
)

// issued is a token with claims, as some gateway would sign it.
func issued(t testing.TB, claims jwt.MapClaims) string {
	t.Helper()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("a key of the gateway's"))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestWhatTheTokenSaysOfItself(t *testing.T) {
	start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // as the bubble has it
	for _, test := range []struct {
		name    string
		claims  jwt.MapClaims
		verdict doctor.Verdict
		want    string
	}{
		{"good for a day", jwt.MapClaims{"exp": start.Add(25 * time.Hour).Unix()}, doctor.OK, "it runs out in 25 h, at 2000-01-02T01:00:00Z, as the token itself says: its signature is not checked"},
		{"soon out", jwt.MapClaims{"exp": start.Add(20 * time.Minute).Unix()}, doctor.Warning, "in 20 min"},
		{"run out", jwt.MapClaims{"exp": start.Add(-49 * time.Hour).Unix()}, doctor.Failed, "it ran out 2 d ago, at 1999-12-29T23:00:00Z"},
		{"endless", jwt.MapClaims{"sub": "me"}, doctor.OK, "does not say that it runs out"},
		{"not yet good", jwt.MapClaims{"nbf": start.Add(time.Hour).Unix(), "exp": start.Add(48 * time.Hour).Unix()}, doctor.Failed, "good only from 2000-01-01T01:00:00Z on"},
		{"a word for a time", jwt.MapClaims{"exp": "tomorrow"}, doctor.Warning, "cannot be read"},
		{"an endless time", jwt.MapClaims{"exp": 1e300}, doctor.Warning, "cannot be read"},
		{"a time before all", jwt.MapClaims{"exp": -1e18}, doctor.Warning, "cannot be read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := well(t, issued(t, test.claims))
				p.transport = answers{code: 404, body: unknown}
				r := p.examined()
				r.says(doctor.Token, "form", doctor.OK, "it is a JWT")
				r.says(doctor.Token, "expiry", test.verdict, test.want)
				r.says(doctor.Token, "accepted", doctor.OK, "takes it")
				if test.verdict == doctor.Failed {
					r.ends(1, false)
				}
			})
		})
	}
}

func TestWhatTheGatewaySaysOfTheToken(t *testing.T) {
	for _, test := range []struct {
		name, token string
		gateway     answers
		verdict     doctor.Verdict
		want        string
	}{
		{"refused", "", answers{code: 401, body: `{"detail":"no"}`}, doctor.Failed, "refuses it (401); renew the token"},
		{"forbidden", "", answers{code: 403, body: `{"detail":"no"}`}, doctor.Failed, "refuses it (403)"},
		{"not asked", "", answers{code: 429, body: `{}`}, doctor.Warning, "not known"},
		{"in trouble", "", answers{code: 500, body: `{}`}, doctor.Warning, "not known"},
		{"of another kind", "no-jwt-at-all", answers{code: 404, body: unknown}, doctor.OK, "takes it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := well(t, sandbox.Token(time.Now()))
				if test.token != "" {
					p.env["KUBEPAY_TOKEN"] = test.token
				}
				p.transport = test.gateway
				r := p.examined()
				r.says(doctor.Token, "accepted", test.verdict, test.want)
				if _, gateway := r.Failed(); test.verdict == doctor.Failed && !gateway {
					t.Error("a refusal is not the gateway's")
				}
				if test.token != "" {
					r.says(doctor.Token, "form", doctor.Warning, "it is no JWT")
				}
			})
		})
	}
}

func TestTheTokenIsNotToBeHad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := well(t, "")
		r := p.examined()
		r.says(doctor.Token, "given", doctor.Warning, "there is none", "KUBEPAY_TOKEN")
		r.ends(0, false)

		p.env["KUBEPAY_TOKEN"] = "Bearer abcdefghijkl"
		r = p.examined()
		r.says(doctor.Settings, "token", doctor.Failed, `without "Bearer"`)
		r.says(doctor.Gateway, "answer", doctor.OK, "it answers")

		p.env["KUBEPAY_TOKEN"], p.env["KUBEPAY_TOKEN_FILE"] = "", "/nowhere/token"
		r = p.examined()
		r.says(doctor.Settings, "token-file", doctor.Failed, "/nowhere/token", "name a file that")
		r.says(doctor.Token, "given", doctor.Failed, "none that could be used")
		r.ends(2, false)
	})
}
