package sandbox

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"syscall"
)

// errReset is what a client reads from a connection that was reset.
var errReset error = &net.OpError{Op: "read", Net: "memory", Err: os.NewSyscallError("read", syscall.ECONNRESET)}

// Transport returns a client's way to the gateway without sockets: for any host,
// in the time of the time package, with the errors that sockets would give.
// Answers stream. Nothing outlives a request that was answered in full, or whose
// context ended, or whose body was closed.
func (g *Gateway) Transport() http.RoundTripper { return memory{g} }

type memory struct{ handler http.Handler }

// RoundTrip serves one request, until its header is there.
func (m memory) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, err
	}
	ctx, cancel := context.WithCancel(req.Context())
	res := &memoryResponse{
		header:  make(http.Header),
		ready:   make(chan struct{}),
		changed: make(chan struct{}),
		ctx:     req.Context(),
		cancel:  cancel,
	}
	go res.serve(m.handler, serverSide(req, ctx))
	select {
	case <-res.ready:
	case <-ctx.Done():
	}
	return res.response(req)
}

// serverSide is the request as a server would see it.
func serverSide(req *http.Request, ctx context.Context) *http.Request {
	r := req.Clone(ctx)
	r.RequestURI = req.URL.RequestURI()
	r.RemoteAddr = "127.0.0.1:1"
	if r.Host == "" {
		r.Host = req.URL.Host
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	return r
}

// memoryResponse is both ends of one answer: the server's writer and the
// client's body. Writes never wait for the reader.
type memoryResponse struct {
	header http.Header
	ready  chan struct{} // closed when there is a header, or never will be
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	code    int         // 0 before the header
	sent    http.Header // the header as it was then
	buf     bytes.Buffer
	err     error         // how the body ends, once it has
	changed chan struct{} // closed when buf or err changes
}

// serve runs the handler to its end.
func (m *memoryResponse) serve(h http.Handler, r *http.Request) {
	defer m.cancel()
	defer r.Body.Close()
	defer func() {
		switch p := recover(); p {
		case nil:
			m.WriteHeader(http.StatusOK)
			m.fail(io.EOF)
		case http.ErrAbortHandler:
			m.fail(io.ErrUnexpectedEOF)
		default:
			panic(p)
		}
	}()
	h.ServeHTTP(m, r)
}

// fail ends the body, once.
func (m *memoryResponse) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return
	}
	m.err = err
	close(m.changed)
	if m.code == 0 {
		close(m.ready)
	}
}

// Header is the server's end: see [http.ResponseWriter].
func (m *memoryResponse) Header() http.Header { return m.header }

// WriteHeader is the server's end: see [http.ResponseWriter].
func (m *memoryResponse) WriteHeader(code int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.code != 0 || m.err != nil {
		return
	}
	m.code, m.sent = code, m.header.Clone()
	close(m.ready)
}

// Write is the server's end: see [http.ResponseWriter].
func (m *memoryResponse) Write(p []byte) (int, error) {
	m.WriteHeader(http.StatusOK)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return 0, m.err
	}
	m.buf.Write(p)
	close(m.changed)
	m.changed = make(chan struct{})
	return len(p), nil
}

// response is the client's end, once the header is there.
func (m *memoryResponse) response(req *http.Request) (*http.Response, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.code == 0 {
		m.cancel()
		if err := req.Context().Err(); err != nil {
			return nil, err
		}
		return nil, m.err
	}
	return &http.Response{
		Status:        strconv.Itoa(m.code) + " " + http.StatusText(m.code),
		StatusCode:    m.code,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        m.sent,
		Body:          m,
		ContentLength: contentLength(m.sent),
		Request:       req,
	}, nil
}

// Read is the client's end of the body.
func (m *memoryResponse) Read(p []byte) (int, error) {
	for {
		m.mu.Lock()
		n, _ := m.buf.Read(p) // its only error is that it is empty
		err, changed := m.err, m.changed
		m.mu.Unlock()
		switch {
		case n > 0 || len(p) == 0:
			return n, nil
		case err != nil:
			return 0, err
		}
		select {
		case <-changed:
		case <-m.ctx.Done():
			return 0, m.ctx.Err()
		}
	}
}

// Close is the client's end: it has the handler stop.
func (m *memoryResponse) Close() error {
	m.cancel()
	return nil
}

func contentLength(h http.Header) int64 {
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil {
		return -1 // unknown, see [http.Response]
	}
	return n
}
