package sandbox_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay/sandbox"
)

func open(t testing.TB, ctx context.Context, g *sandbox.Gateway, path string) (*http.Response, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, "GET", "https://gateway.example"+payments+path+"/public/", nil)
	if err != nil {
		t.Fatal(err)
	}
	return g.Transport().RoundTrip(req)
}

// A synctest bubble fails when a goroutine outlives its test: these tests are
// also about leaving none behind.

func TestABodyStreamsAsItIsWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := string(make25(t, g, "paid"))
		if err := g.Break(sandbox.Fault{Kind: sandbox.Drip, Wait: time.Second}); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		res, err := open(t, t.Context(), g, id)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if took := time.Since(began); took != 0 {
			t.Errorf("the header came after %v, want at once", took)
		}
		var whole bytes.Buffer
		piece := make([]byte, 4096)
		for second := 1; second <= 8; second++ {
			n, err := res.Body.Read(piece)
			if took := time.Since(began); err != nil || n == 0 || took != time.Duration(second)*time.Second {
				t.Errorf("piece %d of %d bytes after %v, %v", second, n, took, err)
			}
			whole.Write(piece[:n])
		}
		if n, err := res.Body.Read(piece); n != 0 || err != io.EOF {
			t.Errorf("then %d bytes, %v; want the end", n, err)
		}
		if int64(whole.Len()) != res.ContentLength {
			t.Errorf("%d bytes of %d", whole.Len(), res.ContentLength)
		}
	})
}

func TestAReaderIsFreedWhenItsContextEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := string(make25(t, g, "paid"))
		if err := g.Break(sandbox.Fault{Kind: sandbox.Drip, Wait: time.Minute}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
		defer cancel()
		res, err := open(t, ctx, g, id)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if !errors.Is(err, context.DeadlineExceeded) || len(body) == 0 {
			t.Errorf("read %d bytes, %v; want a piece and the deadline", len(body), err)
		}
	})
}

func TestClosingABodyStopsTheGateway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := string(make25(t, g, "paid"))
		if err := g.Break(sandbox.Fault{Kind: sandbox.Drip, Wait: time.Hour}); err != nil {
			t.Fatal(err)
		}
		res, err := open(t, t.Context(), g, id)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := res.Body.Close(); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if body, err := io.ReadAll(res.Body); len(body) > 0 || err == nil || time.Since(began) > 0 {
			t.Errorf("read %q, %v after %v; want an end at once", body, err, time.Since(began))
		}
	})
}

func TestARequestIsNotSentByAContextThatHasEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := open(t, ctx, g, "x"); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want it cancelled", err)
		}
		synctest.Wait()
		if n := len(g.Log()); n != 0 {
			t.Errorf("%d requests arrived, want none", n)
		}
	})
}

func TestTheTimeLimitOfAClientHolds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		id := make25(t, g, "paid")
		if err := g.Break(sandbox.Fault{Kind: sandbox.Hang}); err != nil {
			t.Fatal(err)
		}
		c := &http.Client{Transport: g.Transport(), Timeout: 10 * time.Second}
		began := time.Now()
		_, err := c.Get("https://gateway.example" + payments + string(id) + "/public/")
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 10*time.Second {
			t.Errorf("got %v after %v, want the client's time-out", err, time.Since(began))
		}
	})
}

// body tells when it is closed, as a RoundTripper must.
type body struct {
	io.Reader
	closed bool
}

func (b *body) Close() error {
	b.closed = true
	return nil
}

func TestTheBodyOfARequestIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		sent := &body{Reader: strings.NewReader("{}")}
		req, err := http.NewRequestWithContext(t.Context(), "POST", "https://gateway.example"+payments, sent)
		if err != nil {
			t.Fatal(err)
		}
		res, err := g.Transport().RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		synctest.Wait()
		if !sent.closed {
			t.Error("the body of the request is still open")
		}
	})
}
