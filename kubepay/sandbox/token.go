package sandbox

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// tokenKey signs the sandbox's tokens. It is public on purpose: it opens
// nothing but sandboxes.
const tokenKey = "paywatch sandbox: a public key for test tokens"

// TokenLife is how long a token of [Token] is accepted.
const TokenLife = 365 * 24 * time.Hour

// Token makes a token that every sandbox accepts from now on, for [TokenLife].
// A token made with a time long past is one that ran out.
func Token(now time.Time) string {
	claims := jwt.MapClaims{
		"token_type": "access",
		"sub":        "sandbox",
		"iat":        now.Unix(),
		"exp":        now.Add(TokenLife).Unix(),
	}
	// HMAC cannot fail with a key of bytes and claims of strings and numbers.
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(tokenKey))
	if err != nil {
		panic(err)
	}
	return token
}

// caller is who asks, as far as the gateway can tell.
type caller struct {
	name    string // what throttling counts by
	sent    bool   // whether a bearer token came along
	trusted bool   // whether the token is good
}

var tokenParser = sync.OnceValue(func() *jwt.Parser {
	return jwt.NewParser(jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithExpirationRequired())
})

// goodToken is a token that was found to be good, and until when it is.
type goodToken struct {
	text, user string
	until      time.Time
}

func (g *Gateway) callerOf(r *http.Request) caller {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if scheme != "Bearer" {
		host, _, _ := net.SplitHostPort(r.RemoteAddr) // "" for what is no socket's address: one caller
		return caller{name: "host " + host}
	}
	if t := g.token.Load(); t != nil && t.text == token && time.Now().Before(t.until) {
		return caller{name: "user " + t.user, sent: true, trusted: true} // who asks often asks with the same one
	}
	var claims jwt.RegisteredClaims
	_, err := tokenParser().ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return []byte(tokenKey), nil })
	if err == nil {
		g.token.Store(&goodToken{token, claims.Subject, claims.ExpiresAt.Time})
	}
	return caller{name: "user " + claims.Subject, sent: true, trusted: err == nil}
}
