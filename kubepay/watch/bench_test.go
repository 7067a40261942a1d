//go:build unix

package watch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
)

// BenchmarkPoll compares what one look costs this process, in processor time,
// over one connection at a time. The gateway is a process of its own.
//   - socket writes a request to a socket and throws the answer away: what no
//     HTTP library reaches.
//   - raw is a keep-alive GET loop with net/http, the body thrown away: what a
//     program must spend that leaves HTTP to the standard library.
//   - unchanged and changed are the client and the engine, when the answer is
//     that of the look before, and when it is not.
func BenchmarkPoll(b *testing.B) {
	address := startServer(b)
	b.Run("socket", func(b *testing.B) { pollSocket(b, address) })
	b.Run("raw", func(b *testing.B) { pollRaw(b, address) })
	b.Run("unchanged", func(b *testing.B) { pollEngine(b, address, sameID) })
	b.Run("changed", func(b *testing.B) { pollEngine(b, address, changingID) })
}

const (
	sameID     = kubepay.ID("5a0d3a52-5a0f-4c0b-8a53-0a1b2c3d4e5f")
	changingID = kubepay.ID("c4a9e000-5a0f-4c0b-8a53-0a1b2c3d4e5f")
)

func pollRaw(b *testing.B, address string) {
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	url := fmt.Sprintf("http://%s/api/gateway/payments/%s/", address, sameID)
	perLook(b, func() error {
		request, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		request.Header.Set("Accept", "application/json")
		request.Header.Set("Authorization", "Bearer "+benchToken)
		answer, err := transport.RoundTrip(request)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		_, err = io.Copy(io.Discard, answer.Body)
		return err
	})
}

func pollSocket(b *testing.B, address string) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	request := fmt.Appendf(nil, "GET /api/gateway/payments/%s/ HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nAuthorization: Bearer %s\r\n\r\n", sameID, address, benchToken)
	in := bufio.NewReader(c)
	perLook(b, func() error {
		if _, err := c.Write(request); err != nil {
			return err
		}
		return discardAnswer(in)
	})
}

// discardAnswer reads an answer as cheaply as may be.
func discardAnswer(in *bufio.Reader) error {
	length := 0
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return err
			}
		}
		if len(line) == len("\r\n") {
			break
		}
	}
	if length == 0 {
		return errors.New("an answer without a body")
	}
	_, err := in.Discard(length)
	return err
}

func pollEngine(b *testing.B, address string, id kubepay.ID) {
	c, err := kubepay.New("http://"+address, kubepay.Options{JWT: benchToken, Version: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	e := newEngine(c, Options{MaxRPS: 1e9, Calls: &calls.Log{}})
	defer e.Close()
	e.Add(id)
	p := e.payments[id]
	decoded := 0
	perLook(b, func() error {
		p.earliest = 0
		e.schedule.put(p, ordinary, 0)
		j, ok := e.take(e.now())
		if !ok {
			return errors.New("nothing to look at")
		}
		r := e.look(j)
		e.settle(j, r)
		if r.intent != nil {
			decoded++
		}
		if j.seq%100 == 0 { // a batch
			<-e.news
			e.takeBatch()
		}
		return r.err
	})
	if want := map[kubepay.ID]int{sameID: 1, changingID: int(e.seq)}[id]; decoded != want {
		b.Errorf("%d of %d answers were decoded, want %d", decoded, e.seq, want)
	}
}

// perLook reports the processor time of this process for each look as ns/op.
func perLook(b *testing.B, look func() error) {
	b.ReportAllocs()
	for range 100 { // connect, and grow what grows
		if err := look(); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	before := processorTime(b)
	for b.Loop() {
		if err := look(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "ns/op")
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkSchedule is what the schedule costs for each look: taking the payment
// that is due and placing its next look.
func BenchmarkSchedule(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		b.Run(fmt.Sprintf("payments=%d", n), func(b *testing.B) {
			var s schedule
			for i := range n {
				p := &payment{id: kubepay.ID(fmt.Sprintf("%032x", i))}
				s.put(p, ordinary, slot(p.id, 0, defaultInterval))
			}
			b.ReportAllocs()
			for b.Loop() {
				first := s[ordinary][0]
				s.put(first.payment, ordinary, slot(first.payment.id, first.due, defaultInterval)+moment(rand.N(tick)))
			}
		})
	}
}

// TestMain turns this binary into the gateway of the benchmarks when it is
// started as one.
func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) != "" {
		serveBench()
		return
	}
	os.Exit(m.Run())
}

const (
	serverVariable = "PAYWATCH_BENCH_GATEWAY"
	benchToken     = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.c2lnbmF0dXJl"
)

func startServer(b *testing.B) (address string) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	server := exec.Command(self)
	server.Env = append(os.Environ(), serverVariable+"=1")
	server.Stderr = os.Stderr
	stop, err := server.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		stop.Close()
		if err := server.Wait(); err != nil {
			b.Errorf("the gateway: %v", err)
		}
	})
	if _, err := fmt.Fscanln(out, &address); err != nil {
		b.Fatal(err)
	}
	return address
}

// serveBench answers until its standard input ends.
func serveBench() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var looks atomic.Int64
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := strings.Split(r.URL.Path, "/")[4]
		captured := int64(1)
		if id == string(changingID) {
			captured = looks.Add(1) % 1000
		}
		body := benchAnswer(id, captured)
		w.Header()["Content-Type"] = []string{"application/json"}
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.Write(body)
	}))
	fmt.Println(l.Addr())
	io.Copy(io.Discard, os.Stdin)
}

// benchAnswer is a payment with three transactions, about 1.1 KB.
func benchAnswer(id string, captured int64) []byte {
	var transactions []string
	for i := range 3 {
		transactions = append(transactions, fmt.Sprintf(`{"received_amount":"0.000%05d","chain_transaction_id":"%064x","created_at":"2026-01-02T15:04:0%d.123456Z"}`, captured, i+0x4f3c, i))
	}
	return fmt.Appendf(nil, `{"id":%q,"status":"partial","token":"BTC","currency":"EUR","created_at":"2026-01-02T15:00:00.000000Z",`+
		`"updated_at":"2026-01-02T15:04:05.123456Z","expires_at":"2026-01-02T15:15:00Z","pay_address":"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",`+
		`"amount_fiat":"25.00","amount_crypto":"0.00041250","amount_captured_fiat":"%d.00","amount_captured_crypto":"0.000%05d",`+
		`"metadata":{"order_id":"1042","reference":"Table 7","description":"Two coffees and a slice of cake","shop":"Corner"},`+
		`"transactions":[%s],"payment_log":{"created":"2026-01-02T15:00:00Z","notified":false}}`, id, captured, captured, strings.Join(transactions, ","))
}
