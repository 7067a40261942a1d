package kubepay_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"paywatch/kubepay"
)

func TestWhereAGatewayMayBe(t *testing.T) {
	for name, c := range map[string]struct{ base, origin, problem string }{
		"over TLS":            {base: "https://Gateway.example", origin: "https://gateway.example"},
		"usual port":          {base: "https://gateway.example:443/", origin: "https://gateway.example"},
		"unusual port":        {base: "https://gateway.example:8443/pay", origin: "https://gateway.example:8443"},
		"this machine":        {base: "http://localhost:8787", origin: "http://localhost:8787"},
		"this machine, IPv4":  {base: "http://127.0.0.2:8787", origin: "http://127.0.0.2:8787"},
		"this machine, IPv6":  {base: "http://[::1]:8787", origin: "http://[::1]:8787"},
		"IPv6 over TLS":       {base: "https://[2001:db8::1]", origin: "https://[2001:db8::1]"},
		"plain http":          {base: "http://gateway.example", problem: "https://"},
		"plain http, by name": {base: "http://localhost.example", problem: "https://"},
		"plain http, nearby":  {base: "http://192.168.0.2", problem: "https://"},
		"user and password":   {base: "https://me:hidden@gateway.example", problem: "user name"},
		"query":               {base: "https://gateway.example/?x=hidden", problem: "?"},
		"empty query":         {base: "https://gateway.example/?", problem: "?"},
		"fragment":            {base: "https://gateway.example/#hidden", problem: "#"},
		"no scheme":           {base: "gateway.example", problem: "no URL"},
		"another scheme":      {base: "ftp://gateway.example", problem: "no URL"},
		"no host":             {base: "https://:443", problem: "no URL"},
		"empty":               {base: "", problem: "no URL"},
		"broken":              {base: "https://gateway.example/%zzhidden", problem: "no URL"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := kubepay.New(c.base, kubepay.Options{})
			if c.problem != "" {
				if err == nil || !strings.Contains(err.Error(), c.problem) || !strings.Contains(err.Error(), "KUBEPAY_URL") || strings.Contains(err.Error(), "hidden") {
					t.Errorf("got error %v, want one about %s", err, c.problem)
				}
				return
			}
			if err != nil || got.Origin() != c.origin {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestTheTokenIsNeitherBrokenNorShown(t *testing.T) {
	for _, bad := range []string{"hidden\r\nX-Evil: 1", "Bearer hidden", `"hidden"`, "hidden\x00", "hiddén", " "} {
		_, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: bad})
		if err == nil || strings.Contains(err.Error(), "hidd") || !strings.Contains(err.Error(), "KUBEPAY_TOKEN") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	c, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: secret + "\n"}) // as from a file
	if err != nil || !c.HasJWT() {
		t.Fatal(err)
	}
	if shown := fmt.Sprintf("%v %+v %#v %+v", c, c, c, *c); strings.Contains(shown, secret) {
		t.Error("printing the client shows the token")
	}
}

func TestTheBasesPathIsKept(t *testing.T) {
	asked := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.RequestURI
		_, _ = io.WriteString(w, partial)
	}))
	defer server.Close()
	for base, want := range map[string]string{
		server.URL + "/pay/":  "/pay/api/gateway/payments/" + payment + "/",
		server.URL + "/a%2Fb": "/a%2Fb/api/gateway/payments/" + payment + "/",
	} {
		if _, err := client(t, base).Retrieve(t.Context(), payment); err != nil || asked != want {
			t.Errorf("asked for %s, %v, want %s", asked, err, want)
		}
	}
}
