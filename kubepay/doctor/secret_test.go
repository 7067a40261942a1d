package doctor_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/golang-jwt/jwt/v5"
)

// leaks is the first part of a secret that is in a text, and long enough to tell
// something of it.
func leaks(text, secret string) string {
	const part = 8
	for i := 0; i+part <= len(secret); i++ {
		if strings.Contains(text, secret[i:i+part]) {
			return secret[i : i+part]
		}
	}
	return ""
}

// echo is a gateway that says back what it was sent, whole or in parts, wherever it
// can.
func echo(code int, secret string, cut int) answers {
	a, b := secret[:cut%len(secret)], secret[cut%len(secret):]
	said, _ := json.Marshal(map[string]any{"detail": "no " + a + " nor " + b + " nor " + secret, secret: secret})
	return answers{code: code, body: string(said), head: http.Header{
		"Location": {"https://" + b + ".example/" + a}, "Retry-After": {secret}, "Content-Type": {"application/" + b}, "Server": {secret},
	}}
}

// Wherever a secret was put, and whatever a gateway says back, nothing of it is in
// the report.
func FuzzNoSecretIsShown(f *testing.F) {
	for place := range byte(12) {
		f.Add("seed", place, uint16(401), 17)
		f.Add("seed", place, uint16(302), 3)
	}
	f.Add("x", byte(1), uint16(200), 40)
	f.Add("y", byte(1), uint16(429), 9)
	f.Fuzz(func(t *testing.T, seed string, place byte, code uint16, cut int) {
		sum := sha256.Sum256([]byte(seed))
		secret := base64.RawURLEncoding.EncodeToString(sum[:])
		token := secret
		if len(seed)%2 == 0 {
			token = issued(t, jwt.MapClaims{"sub": secret, "jti": secret})
		}
		if cut < 0 {
			cut = -(cut + 1)
		}
		home := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			p := well(t, token)
			p.home, p.file, p.env["PAYWATCH_DB"] = home, filepath.Join(home, "settings.toml"), filepath.Join(home, "ledger.db")
			p.transport = echo(200+int(code)%400, token, cut)
			secrets := []string{token}
			switch place % 12 {
			case 1:
				p.env["KUBEPAY_URL"] = "https://shop:" + secret + "@gateway.example"
				secrets = append(secrets, secret)
			case 2:
				p.env["KUBEPAY_URL"] = "https://gateway.example/" + secret + "/"
				secrets = append(secrets, secret)
			case 3:
				p.env["KUBEPAY_URL"] = token // in the other one's place
			case 4:
				p.env["KUBEPAY_TOKEN"] = "Bearer " + token
			case 5:
				p.writes("token = \""+token+"\"", 0o644)
				p.env["KUBEPAY_TOKEN"] = ""
			case 6:
				p.writes("token = \""+token, 0o600) // not closed
			case 7:
				p.env["KUBEPAY_TOKEN"], p.env["KUBEPAY_TOKEN_FILE"] = "", filepath.Join(home, "token")
				if err := os.WriteFile(p.env["KUBEPAY_TOKEN_FILE"], []byte(token), 0o644); err != nil {
					t.Fatal(err)
				}
			case 8:
				p.writes("[[notify]]\nname = \"shop\"\nexec = [\"true\", \"--key\", \""+secret+"\"]\n[sound]\ngood = [\"true\", \""+secret+"\"]", 0o600)
				secrets = append(secrets, secret)
			case 9:
				p.writes("[[notify]]\nname = \"shop\"\nurl = \"https://books.example/"+secret+"?k="+secret+"\"\nsecret-env = \"S\"", 0o600)
				p.env["S"] = "whsec_" + base64.StdEncoding.EncodeToString(sum[:])
				secrets = append(secrets, secret, p.env["S"])
			case 10:
				p.transport = answers{fails: &net.OpError{Op: "dial", Err: errors.New("cannot dial http://proxy:" + secret + "@proxy.example with " + token)}}
				secrets = append(secrets, secret)
			case 11:
				p.env["PAYWATCH_THEME"], p.env["PAYWATCH_DB"] = token, filepath.Join(home, token) // by mistake
			}
			r := p.examined()
			data, err := r.JSON()
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range secrets {
				if part := leaks(r.Text()+string(data), s); part != "" {
					t.Errorf("%q of a secret is in\n%s", part, r.Text())
				}
			}
		})
	})
}
