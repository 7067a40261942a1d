package kubepay

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// parseBase reads the gateway's address. Its errors never quote it, since a
// refused address may hold a password.
func parseBase(base string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(base))
	switch {
	case err != nil, u.Host == "" || u.Hostname() == "", u.Scheme != "https" && u.Scheme != "http":
		return nil, errors.New("the gateway's address is no URL; set KUBEPAY_URL to one such as https://gateway.example")
	case u.User != nil:
		return nil, errors.New("the gateway's address holds a user name; set KUBEPAY_URL without it, and KUBEPAY_TOKEN to the token")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("the gateway's address goes on after its path; set KUBEPAY_URL without ? and #")
	case u.Scheme == "http" && !Loopback(u.Hostname()):
		return nil, errors.New("plain http would show the token to everyone on the way; set KUBEPAY_URL to an https:// address")
	}
	u.Host = strings.ToLower(u.Host)
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = strings.TrimRight(u.RawPath, "/")
	return u, nil
}

// Loopback tells whether the host is this machine: localhost, 127.0.0.0/8, ::1.
func Loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// parseJWT accepts what a bearer token may hold (RFC 6750, section 2.1), so that
// no token can add to the request. Its errors never quote it.
func parseJWT(s string) (string, error) {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if !unreserved(r) && !strings.ContainsRune("+/=", r) {
			return "", errors.New("the token holds a character that no token has; set KUBEPAY_TOKEN to the token alone, without \"Bearer\" and without quotes")
		}
	}
	if s == "" {
		return "", errors.New("the token is blank; set KUBEPAY_TOKEN to the token, or leave it unset")
	}
	return s, nil
}

// origin is the URL's scheme, host and port, the port only where it is not the
// scheme's own.
func origin(u *url.URL) string {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	switch {
	case port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme]:
		host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		host = "[" + host + "]"
	}
	return u.Scheme + "://" + host
}
