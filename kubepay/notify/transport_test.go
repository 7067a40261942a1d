package notify

import "testing"

// A name such as localhost may resolve to anything: what counts is the address
// that is called.
func TestPlainHTTPCallsThisMachineAlone(t *testing.T) {
	for address, here := range map[string]bool{
		"127.0.0.1:80": true, "127.9.9.9:80": true, "[::1]:80": true, "[::ffff:127.0.0.1]:80": true,
		"192.0.2.1:80": false, "0.0.0.0:80": false, "[2001:db8::1]:80": false, "[::ffff:192.0.2.1]:80": false, "169.254.169.254:80": false, "": false,
	} {
		if got := onlyHere("tcp", address, nil) == nil; got != here {
			t.Errorf("%s is called: %t, want %t", address, got, here)
		}
	}
	if newTransport(true).Proxy != nil {
		t.Error("plain http may go to a proxy")
	}
}
