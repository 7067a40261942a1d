package settings

import "strings"

// strangersToken tells that the token which would be used is that of the file's
// top level, for the gateway there, while the profile names another gateway: it
// must not be sent to that. What a person chooses besides is his own affair.
func strangersToken(layers []layer) bool {
	var theirs, ours layer
	for _, l := range layers {
		switch l.of {
		case ofPerson:
			if _, chosen := l.values[urlName]; chosen || l.saysToken() {
				return false
			}
		case ofProfile:
			theirs = l
		case ofFile:
			ours = l
		}
	}
	there, named := theirs.values[urlName]
	here, known := ours.values[urlName]
	return named && known && !sameGateway(there, here) && !theirs.saysToken() && ours.saysToken()
}

// saysToken tells whether the layer chooses a token, or that there is none.
func (l layer) saysToken() bool {
	_, token := l.values[tokenName]
	_, file := l.values[tokenFileName]
	return token || file
}

// strays tells whether a person has chosen another gateway than the file has under
// this profile.
func strays(layers []layer) bool {
	var chosen, own string
	for _, l := range layers {
		url, ok := l.values[urlName]
		switch {
		case !ok:
		case l.of == ofPerson && chosen == "":
			chosen = url
		case (l.of == ofProfile || l.of == ofFile) && own == "":
			own = url
		}
	}
	return chosen != "" && own != "" && !sameGateway(chosen, own)
}

func sameGateway(a, b string) bool {
	plain := func(url string) string { return strings.ToLower(strings.TrimRight(strings.TrimSpace(url), "/")) }
	return plain(a) == plain(b)
}
