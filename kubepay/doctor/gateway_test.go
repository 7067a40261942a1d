package doctor_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay/doctor"
	"paywatch/kubepay/sandbox"
)

// answers is a gateway that answers everything alike, or fails.
type answers struct {
	code  int
	body  string
	head  http.Header
	fails error
	after time.Duration
	off   time.Duration // of its clock
	mute  bool          // it says no time
}

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(a.after):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if a.fails != nil {
		return nil, a.fails
	}
	head := http.Header{"Content-Type": {"application/json"}}
	if !a.mute {
		head.Set("Date", time.Now().Add(a.off).UTC().Format(http.TimeFormat))
	}
	for name, values := range a.head {
		head[name] = values
	}
	return &http.Response{StatusCode: a.code, Header: head, Body: io.NopCloser(strings.NewReader(a.body)), Request: r}, nil
}

const unknown = `{"detail": "Not found."}`

// Each way in which a gateway can fail is told from the others, with what to do
// about it.
func TestABrokenGateway(t *testing.T) {
	for _, test := range []struct {
		name    string
		gateway answers
		verdict doctor.Verdict
		want    []string
	}{
		{"well", answers{code: 404, body: unknown}, doctor.OK, []string{"it answers"}},
		{"no such name", answers{fails: &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "gateway.example", IsNotFound: true}}}, doctor.Failed, []string{"no address is known for gateway.example", "check the network"}},
		{"down", answers{fails: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}, doctor.Failed, []string{"nothing answers there", "check the network"}},
		{"no way to it", answers{fails: &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}}, doctor.Failed, []string{"no way to it"}},
		{"reset", answers{fails: &net.OpError{Op: "read", Err: syscall.ECONNRESET}}, doctor.Failed, []string{"was reset"}},
		{"cut off", answers{fails: io.ErrUnexpectedEOF}, doctor.Failed, []string{"ended before the answer did"}},
		{"hangs", answers{after: time.Hour, code: 404, body: unknown}, doctor.Failed, []string{"no whole answer came in time"}},
		{"an old TLS", answers{fails: errors.New("remote error: tls: protocol version not supported")}, doctor.Failed, []string{"TLS older than 1.2"}},
		{"who knows", answers{fails: errors.New("something \x1b[31m s3cret")}, doctor.Failed, []string{"it cannot be reached"}},
		{"in trouble", answers{code: 502, body: "<html>bad"}, doctor.Failed, []string{"in trouble (502)"}},
		{"throttling", answers{code: 429, body: `{"detail":"slow"}`}, doctor.Warning, []string{"called less often"}},
		{"wants a token", answers{code: 401, body: `{"detail":"no"}`}, doctor.OK, []string{"wants a token"}},
		{"moved", answers{code: 301, head: http.Header{"Location": {"https://else.example/"}}}, doctor.Failed, []string{"sends callers elsewhere (301)"}},
		{"a log-in page", answers{code: 200, body: "<html>welcome", head: http.Header{"Content-Type": {"text/html"}}}, doctor.Failed, []string{"something else", "log-in"}},
		{"another web server", answers{code: 404, body: "<html>nothing here"}, doctor.Warning, []string{"not as KubePay does"}},
		{"refuses", answers{code: 405, body: `{"detail":"no"}`}, doctor.Failed, []string{"refuses the request (405)"}},
		{"knows everything", answers{code: 200, body: `{"status":"paid"}`}, doctor.Warning, []string{"made up just now"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := well(t, sandbox.Token(time.Now()))
				p.transport = test.gateway
				r := p.examined()
				r.says(doctor.Gateway, "answer", test.verdict, test.want...)
				if _, gateway := r.Failed(); gateway != (test.verdict == doctor.Failed) && test.gateway.code != 401 {
					t.Errorf("because of the gateway: %v", gateway)
				}
			})
		})
	}
}

func TestASlowGateway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := well(t, sandbox.Token(time.Now()))
		p.transport = answers{code: 404, body: unknown, after: 1500 * time.Millisecond}
		began := time.Now()
		r := p.examined()
		r.says(doctor.Gateway, "speed", doctor.Warning, "1500 ms in all", "the middle of 3", "check the network")
		r.says(doctor.Gateway, "answer", doctor.OK)
		r.ends(0, false)
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("it took %v", took)
		}
		p.transport = answers{code: 404, body: unknown, after: 8 * time.Second} // once is enough then
		began = time.Now()
		p.examined().says(doctor.Gateway, "speed", doctor.Warning, "8000 ms in all")
		if took := time.Since(began); took > 9*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

func TestTheClocks(t *testing.T) {
	for _, test := range []struct {
		name    string
		gateway answers
		verdict doctor.Verdict
		want    string
	}{
		{"agree", answers{off: time.Second}, doctor.OK, "agrees"},
		{"behind", answers{off: 7 * time.Minute}, doctor.Failed, "7 min behind the gateway's; have it set by the network"},
		{"ahead", answers{off: -time.Minute}, doctor.Warning, "ahead of the gateway's"},
		{"not said", answers{mute: true}, doctor.Warning, "does not say what time it is"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := well(t, sandbox.Token(time.Now()))
				test.gateway.code, test.gateway.body = 404, unknown
				p.transport = test.gateway
				p.examined().says(doctor.Gateway, "clock", test.verdict, test.want)
			})
		})
	}
}

// certificate is one that vouches for itself.
func certificate(t *testing.T, host string, from, upTo time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	draft := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test \x1b[31mAuthority"}, NotBefore: from, NotAfter: upTo,
		DNSNames: []string{host}, IPAddresses: []net.IP{}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, IsCA: true, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, draft, draft, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: leaf}
}

func TestTLS(t *testing.T) {
	now := time.Now()
	const year = 365 * 24 * time.Hour
	for _, test := range []struct {
		name       string
		host       string
		from, upTo time.Time
		trusted    bool
		verdict    doctor.Verdict
		want       string
		end        doctor.Verdict // of the certificate, "" for nothing said
	}{
		{"well", "localhost", now.Add(-time.Hour), now.Add(year), true, doctor.OK, "it answers", doctor.OK},
		{"soon out", "localhost", now.Add(-time.Hour), now.Add(72 * time.Hour), true, doctor.OK, "it answers", doctor.Warning},
		{"run out", "localhost", now.Add(-year), now.Add(-time.Hour), true, doctor.Failed, "ran out on " + now.Add(-time.Hour).UTC().Format(time.DateOnly), ""},
		{"not yet good", "localhost", now.Add(time.Hour), now.Add(year), true, doctor.Failed, "not good before", ""},
		{"of another name", "else.example", now.Add(-time.Hour), now.Add(year), true, doctor.Failed, "another name than localhost", ""},
		{"of nobody's", "localhost", now.Add(-time.Hour), now.Add(year), false, doctor.Failed, "nobody whom this machine trusts", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusNotFound)
				_, _ = io.WriteString(w, unknown)
			}))
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			own := certificate(t, test.host, test.from, test.upTo)
			server.TLS = &tls.Config{Certificates: []tls.Certificate{own}}
			server.StartTLS()
			t.Cleanup(server.Close)
			trusted := x509.NewCertPool()
			if test.trusted {
				trusted.AddCert(own.Leaf)
			}
			p := well(t, sandbox.Token(now))
			p.transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}, DisableKeepAlives: true}
			p.env["KUBEPAY_URL"] = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
			r := p.examined()
			r.says(doctor.Gateway, "answer", test.verdict, test.want)
			if test.end != "" {
				r.says(doctor.Gateway, "tls", doctor.OK, "TLS 1.3")
				r.says(doctor.Gateway, "certificate", test.end, "good until "+test.upTo.UTC().Format(time.DateOnly))
				r.says(doctor.Gateway, "speed", doctor.OK, "connection", "TLS", "first byte")
			}
		})
	}
}

func TestWhatSpeaksNoTLS(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	p := well(t, sandbox.Token(time.Now()))
	p.transport = nil
	p.env["KUBEPAY_URL"] = strings.Replace(server.URL, "http://", "https://", 1)
	p.examined().says(doctor.Gateway, "answer", doctor.Failed, "does not speak TLS", "the scheme and the port")
}

// One check that never ends costs its own line, and its own time.
func TestACheckThatHangsHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		end := make(chan struct{})
		defer close(end)
		p := well(t, sandbox.Token(time.Now()))
		p.more = []doctor.Check{{Group: doctor.Terminal, Name: "answer", Limit: 5 * time.Second, Do: func(context.Context) []doctor.Finding {
			<-end
			return nil
		}}}
		began := time.Now()
		r := p.examined()
		r.says(doctor.Terminal, "answer", doctor.Failed, "no end within 5 s")
		r.says(doctor.Gateway, "answer", doctor.OK)
		r.says(doctor.Ledger, "file", doctor.OK)
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
