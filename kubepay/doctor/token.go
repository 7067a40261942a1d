package doctor

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"paywatch/kubepay"
)

// soonRefused is how long before its end a token should be renewed.
const soonRefused = time.Hour

const renew = "renew the token"

func tokenless(c chosen) Finding {
	if c.faultOf("token") != nil || c.faultOf("token-file") != nil || c.faultOf("") != nil {
		return found(Token, "given", Failed, "there is none that could be used", "mend what the settings say of it")
	}
	return found(Token, "given", Warning, "there is none: payments are looked at as a shop front does, and none can be made",
		"set KUBEPAY_TOKEN, or name a file with --token-file")
}

// tokenFindings are what the token says of itself, unverified.
func tokenFindings(token string, now time.Time) []Finding {
	var claims jwt.MapClaims
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil && !errors.Is(err, jwt.ErrTokenUnverifiable) {
		return []Finding{
			found(Token, "form", Warning, "it is no JWT, which KubePay's tokens are", "check that KUBEPAY_TOKEN is the token alone, and whole"),
		}
	}
	return []Finding{found(Token, "form", OK, "it is a JWT", ""), expiryFinding(claims, now)}
}

const unverified = ", as the token itself says: its signature is not checked here"

func expiryFinding(claims jwt.MapClaims, now time.Time) Finding {
	expires, err := claims.GetExpirationTime()
	begins, beginsErr := claims.GetNotBefore()
	switch {
	case err != nil || beginsErr != nil, expires != nil && !sensible(expires.Time):
		return found(Token, "expiry", Warning, "when it runs out cannot be read from it", "")
	case begins != nil && begins.Sub(now) > noticeable && sensible(begins.Time):
		return found(Token, "expiry", Failed, "it is good only from "+stamp(begins.Time)+" on"+unverified, "check this machine's clock, or "+renew)
	case expires == nil:
		return found(Token, "expiry", OK, "it does not say that it runs out", "")
	}
	left := expires.Sub(now)
	f := found(Token, "expiry", OK, fmt.Sprintf("it runs out in %s, at %s%s", length(left), stamp(expires.Time), unverified), "")
	switch {
	case left <= 0:
		f = found(Token, "expiry", Failed, fmt.Sprintf("it ran out %s ago, at %s%s", length(left), stamp(expires.Time), unverified), renew)
	case left < soonRefused:
		f.Verdict, f.Remedy = Warning, renew
	}
	return f.with("expires_at", stamp(expires.Time)).with("left_s", int64(left/time.Second))
}

// sensible leaves out times that no token means.
func sensible(t time.Time) bool { return t.Unix() > 0 && t.Year() < 10_000 }

// tokenCheck finds out whether the gateway takes the token, by asking for a
// payment that there is not: a gateway that takes it answers 404.
func (e Examination) tokenCheck(c chosen) Check {
	return Check{Token, "accepted", gatewayTime, func(ctx context.Context) []Finding {
		if _, ok := e.proxyFinding(c); !ok {
			return nil
		}
		return []Finding{acceptedFinding(e.visit(ctx, c.Settings, (*kubepay.Client).Retrieve).err)}
	}}
}

func acceptedFinding(err error) Finding {
	accepted := func(v Verdict, said, remedy string) Finding { return found(Token, "accepted", v, said, remedy) }
	e, ok := errors.AsType[*kubepay.Error](err)
	if err != nil && !ok {
		return accepted(Warning, "not known: the gateway could not be asked in time", "")
	}
	switch {
	case err == nil:
		return accepted(OK, "the gateway takes it", "")
	case e.Kind == kubepay.NotFound && e.Detail != "":
		return accepted(OK, "the gateway takes it", "")
	case e.Kind == kubepay.Unauthorised:
		return accepted(Failed, fmt.Sprintf("the gateway refuses it (%d)", e.Code), renew+", and check that it is this gateway's")
	case e.Kind == kubepay.Throttled:
		return accepted(Warning, "not known: the gateway asks to be called less often", "try again later")
	}
	return accepted(Warning, "not known: the gateway did not answer as it should", "see what is said of the gateway")
}
