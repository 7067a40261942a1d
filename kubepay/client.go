package kubepay

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// Options are what a [Client] may be told besides the gateway's address.
type Options struct {
	JWT         string            // the bearer token; "" leaves only public looks
	Version     string            // of paywatch, for the User-Agent
	Connections int               // at most so many to the gateway, 16 if zero
	Transport   http.RoundTripper // instead of the network, such as a gateway in memory
}

// Client asks one gateway for payments. It is safe for use by many goroutines.
type Client struct {
	base      url.URL // its path has no slash at the end
	agent     string
	transport http.RoundTripper

	// jwt is a function so that no way of printing a Client shows the token. It
	// is nil where there is none.
	jwt func() string
}

// New makes a client of the gateway at base: scheme, host, port if unusual, and
// a path if the gateway hangs under one. Plain http is for this machine alone,
// since the token would be read on the way.
func New(base string, o Options) (*Client, error) {
	u, err := parseBase(base)
	if err != nil {
		return nil, err
	}
	c := &Client{base: *u, agent: "paywatch/" + o.Version, transport: o.Transport}
	if o.JWT != "" {
		token, err := parseJWT(o.JWT)
		if err != nil {
			return nil, err
		}
		c.jwt = func() string { return token }
	}
	if c.transport == nil {
		c.transport = newTransport(o.Connections)
	}
	return c, nil
}

// HasJWT tells whether the client has a token, without which only public looks
// are answered.
func (c *Client) HasJWT() bool { return c.jwt != nil }

// Origin is the gateway's scheme, host and port, for display.
func (c *Client) Origin() string { return origin(&c.base) }

// Close gives up the connections that are idle. Requests under way go on.
func (c *Client) Close() {
	if t, ok := c.transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// payments is where the gateway keeps them, by its documentation. The slash at
// the end matters: without it the gateway redirects.
const payments = "/api/gateway/payments/"

// Retrieve looks at a payment with the token. With an error the answer holds
// what is known of it, such as the gateway's clock.
func (c *Client) Retrieve(ctx context.Context, id ID) (Answer, error) {
	return c.do(ctx, call{
		op: opLook, id: id, method: http.MethodGet, path: payments + string(id) + "/", authorised: true,
	})
}

// RetrievePublic looks at a payment as a shop front does: without the token,
// which it never sends, and so without metadata and transactions.
func (c *Client) RetrievePublic(ctx context.Context, id ID) (Answer, error) {
	return c.do(ctx, call{
		op: opLook, id: id, method: http.MethodGet, path: payments + string(id) + "/public/",
	})
}

// Create makes a payment. It is never repeated on its own: after an error that
// is not Unsent, the payment may have been made.
func (c *Client) Create(ctx context.Context, s Sale) (Answer, error) {
	if err := s.Check(); err != nil {
		return Answer{}, err
	}
	body, err := json.Marshal(s)
	if err != nil {
		return Answer{}, saleError("metadata", "it cannot be written as JSON")
	}
	return c.do(ctx, call{
		op: opCreate, method: http.MethodPost, path: payments, body: body, authorised: true,
	})
}
