package kubepay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"time"
)

const (
	timeLimit = 10 * time.Second // for a request, from the first byte to the last
	maxBody   = 1 << 20          // bytes of an answer, after decompression
)

// What is tried, in the words of an [Error].
const (
	opLook   = "look at the payment"
	opCreate = "create a payment"
	opRead   = "read the payment"
)

// call is one thing to ask of the gateway.
type call struct {
	op         string
	id         ID // "" for a create
	method     string
	path       string // under the base
	body       []byte
	authorised bool // send the token
}

// do asks the gateway. Everything that is sent is sent here.
func (c *Client) do(ctx context.Context, what call) (Answer, error) {
	answer := Answer{op: what.op, id: what.id}
	if err := c.refuse(what); err != nil {
		return answer, err
	}
	var line line
	limited, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	began := time.Now()

	response, err := c.send(httptrace.WithClientTrace(limited, line.trace()), what)
	answer.Line = line.seen(response)
	if err == nil {
		answer.Code = response.StatusCode
		answer.Date, _ = http.ParseTime(response.Header.Get("Date"))
		answer.Raw, err = readBody(response)
		answer.Raw = c.withoutToken(answer.Raw)
	}
	answer.Took = time.Since(began)

	switch {
	case err != nil && ctx.Err() != nil:
		return answer, fmt.Errorf("%s: %w", failed(what.op, what.id), ctx.Err())
	case response != nil && response.StatusCode/100 != 2:
		return answer, c.fail(what, statusError(response, answer.Raw, what))
	case err != nil && limited.Err() != nil:
		err = &Error{Kind: Unreachable, Code: answer.Code, Detail: fmt.Sprintf("no whole answer within %d s", timeLimit/time.Second), Unsent: line.silent()}
		return answer, c.fail(what, err)
	case err != nil:
		return answer, c.fail(what, networkError(err, answer.Code, line.silent()))
	case !startsObject(answer.Raw):
		return answer, c.fail(what, notJSON(response))
	}
	return answer, nil
}

// refuse is for what cannot succeed and so is not sent.
func (c *Client) refuse(what call) error {
	if what.authorised && c.jwt == nil {
		return c.fail(what, &Error{Kind: Unauthorised, NoToken: true, Unsent: true})
	}
	if what.op == opCreate {
		return nil
	}
	if _, err := ParseID(string(what.id)); err != nil {
		return c.fail(what, &Error{Kind: Refused, Detail: err.Error(), Unsent: true})
	}
	return nil
}

// request is the call as HTTP.
func (c *Client) request(ctx context.Context, what call) *http.Request {
	u := c.base
	u.Path += what.path
	if u.RawPath != "" {
		u.RawPath += what.path
	}
	r := &http.Request{
		Method: what.method, URL: &u, Host: u.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Accept": {"application/json"}, "User-Agent": {c.agent}},
	}
	if what.authorised {
		r.Header["Authorization"] = []string{"Bearer " + c.jwt()}
	}
	if what.body != nil {
		r.Header["Content-Type"] = []string{"application/json"}
		r.ContentLength = int64(len(what.body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(what.body)), nil }
		r.Body, _ = r.GetBody()
	}
	return r.WithContext(ctx)
}

var errTooLarge = &Error{Kind: Unreadable, Detail: "it is larger than 1 MiB"}

// readBody reads no further than the limit, however much a small compressed
// body would grow to. A body read to its end leaves the connection for the next
// request.
func readBody(r *http.Response) ([]byte, error) {
	defer r.Body.Close()
	var b bytes.Buffer
	if r.ContentLength > 0 {
		b.Grow(int(min(r.ContentLength, maxBody)) + bytes.MinRead)
	}
	n, err := b.ReadFrom(io.LimitReader(r.Body, maxBody+1))
	if n > maxBody {
		return nil, errTooLarge
	}
	return b.Bytes(), err
}

func startsObject(raw []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{"))
}

// withoutToken takes the token out of an answer should the other side have
// echoed it, before any part of it is quoted or cut.
func (c *Client) withoutToken(raw []byte) []byte {
	if c.jwt == nil {
		return raw
	}
	token := []byte(c.jwt())
	if !bytes.Contains(raw, token) {
		return raw
	}
	return bytes.ReplaceAll(raw, token, []byte(ellipsis))
}

// fail completes an error with what was tried. The network's own words may quote
// what came, and so are kept without the token too.
func (c *Client) fail(what call, err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	whole := *e
	whole.Op, whole.ID = what.op, ID(Clean(string(what.id), maxID))
	if detail := c.withoutToken([]byte(e.Detail)); string(detail) != e.Detail {
		whole.Detail, whole.Err = string(detail), nil
	}
	whole.Detail = Clean(whole.Detail, maxDetail)
	return &whole
}
