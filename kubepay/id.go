package kubepay

import (
	"errors"
	"fmt"
	"strings"
)

// maxID is the length of the longest id. The documentation names no length; a
// UUID has 36.
const maxID = 128

// ParseID reads the id of a payment as a person pastes it, with white space
// around it. An id is 1 to 128 of the characters that a path segment holds as
// they are (RFC 3986, "unreserved"), but not "." or "..", which a path would
// swallow. Ids from the gateway pass the same rule.
func ParseID(s string) (ID, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return "", errors.New("the id is empty; paste the payment's id as the gateway gave it")
	case len(s) > maxID:
		return "", fmt.Errorf("the id is longer than %d characters; paste one id alone", maxID)
	case s == "." || s == ".." || s == "-":
		return "", fmt.Errorf("%q is no id; paste the payment's id as the gateway gave it", s)
	}
	for _, r := range s {
		if !unreserved(r) {
			return "", fmt.Errorf("the id holds %q, but an id has only letters, digits and . _ ~ -", r)
		}
	}
	return ID(s), nil
}

func unreserved(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return true
	}
	return r == '.' || r == '_' || r == '~' || r == '-'
}
