package kubepay

import (
	"context"
	"net/http"
)

// maxHops is how often a request is sent on.
const maxHops = 3

// send makes the call and follows redirects within the gateway's own origin.
// [http.Client] does not serve here: it would carry the token to another port
// of the same host.
func (c *Client) send(ctx context.Context, what call) (*http.Response, error) {
	request := c.request(ctx, what)
	for hop := 0; ; hop++ {
		response, err := c.once(request)
		if err != nil || !redirects(response.StatusCode) {
			return response, err
		}
		_, _ = readBody(response) // leaves the connection for the next request
		next, err := request.URL.Parse(response.Header.Get("Location"))
		if err != nil || response.Header.Get("Location") == "" {
			return nil, refusedRedirect(response, "it redirects to nowhere")
		}
		switch to := origin(next); {
		case to != c.Origin():
			return nil, refusedRedirect(response, "it redirects to "+to+", another origin")
		case what.method != http.MethodGet:
			return nil, refusedRedirect(response, "it redirects what must not be sent twice")
		case hop == maxHops:
			return nil, refusedRedirect(response, "it redirects in circles")
		}
		request = request.Clone(ctx)
		request.URL = next
	}
}

func redirects(code int) bool {
	switch code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func refusedRedirect(r *http.Response, detail string) error {
	return &Error{Kind: Refused, Code: r.StatusCode, Detail: detail}
}
