package settings

import (
	"fmt"
	"net/url"
	"strings"
)

// chooses is the layer that weighs most of those that are so.
func chooses(layers []layer, so func(layer) bool) (l layer, found bool) {
	for _, l := range layers {
		if so(l) {
			return l, true
		}
	}
	return layer{}, false
}

// strangersToken refuses a token that stands beside the address of another gateway
// than the one that is chosen: it must not be sent to that. An address that a
// person typed on the command line is his own affair.
func strangersToken(layers []layer) error {
	address, chosen := chooses(layers, layer.saysURL)
	token, found := chooses(layers, layer.saysToken)
	if !chosen || !found || address.of == ofFlags || !token.saysURL() || sameGateway(address.values[urlName], token.values[urlName]) {
		return nil
	}
	remedy := `write token-file into the profile too, or token = "" for none`
	if address.of == ofVariables {
		remedy = "set " + byName(tokenName).Env + " too, to a token of that gateway"
	}
	at := byName(urlName)
	return fmt.Errorf("%s is another gateway than %s, whose token is not for it; %s", address.place(at), token.place(at), remedy)
}

func (l layer) saysURL() bool {
	_, ok := l.values[urlName]
	return ok
}

// saysToken tells whether the layer chooses a token, or that there is none.
func (l layer) saysToken() bool {
	_, token := l.values[tokenName]
	_, file := l.values[tokenFileName]
	return token || file
}

// strays tells whether another gateway was chosen than the one that is the
// profile's, and where a variable did so, what to say of it.
func strays(layers []layer, name string) (strays bool, said string) {
	address, chosen := chooses(layers, layer.saysURL)
	own, known := chooses(layers, func(l layer) bool { return (l.of == ofProfile || l.of == ofFile) && l.saysURL() })
	if name == "" || !chosen || !known || sameGateway(address.values[urlName], own.values[urlName]) {
		return false, ""
	}
	if address.of != ofVariables {
		return true, ""
	}
	at := byName(urlName)
	return true, fmt.Sprintf("%s is %s, but %s is %s; unset %[1]s, or choose no profile",
		address.place(at), hostOf(address.values[urlName]), own.place(at), hostOf(own.values[urlName]))
}

// hostOf is as much of an address as anybody may read.
func hostOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return "no address of a gateway"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
}

func sameGateway(a, b string) bool {
	plain := func(url string) string { return strings.ToLower(strings.TrimRight(strings.TrimSpace(url), "/")) }
	return plain(a) == plain(b)
}
