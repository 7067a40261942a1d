package notify

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"paywatch/kubepay"
)

// teller tells one hook.
type teller struct {
	hook      Hook
	transport http.RoundTripper
	agent     string
}

func newTeller(h Hook, o Options) teller {
	t := teller{hook: h, transport: o.Transport, agent: "paywatch"}
	if o.Version != "" {
		t.agent += "/" + o.Version
	}
	if t.transport == nil {
		t.transport = newTransport(strings.HasPrefix(h.URL, "http:"))
	}
	return t
}

// close lets go of idle connections.
func (t teller) close() {
	if idle, ok := t.transport.(interface{ CloseIdleConnections() }); ok {
		idle.CloseIdleConnections()
	}
}

// tell tries once. Where ctx is done before anything came of it, that is its
// error, and the verdict none.
func (t teller) tell(ctx context.Context, m Message) (verdict, error) {
	v := verdict{}
	if t.hook.URL != "" {
		v = t.post(ctx, m)
	} else {
		v = t.exec(ctx, m)
	}
	if !v.told && ctx.Err() != nil {
		return verdict{}, ctx.Err()
	}
	return v, nil
}

func (t teller) exec(ctx context.Context, m Message) verdict {
	input := append(m.JSON(), '\n') // for those who read lines
	out, err := run(ctx, t.hook.Exec, t.hook.dir, input, t.hook.hidden, t.hook.Timeout)
	if err != nil {
		return verdict{said: kubepay.Clean(strings.Join([]string{err.Error(), lastLine(out)}, " "), maxWhy), output: out}
	}
	return verdict{told: true, said: "done", output: out}
}

// lastLine is what a command said last, which is mostly what went wrong.
func lastLine(out []byte) string {
	text := strings.TrimSpace(string(out))
	if text == "" {
		return ""
	}
	return "(" + text[strings.LastIndexByte(text, '\n')+1:] + ")"
}

func (t teller) post(ctx context.Context, m Message) verdict {
	late := errors.New("no answer within " + kubepay.Length(t.hook.Timeout))
	ctx, cancel := context.WithTimeoutCause(ctx, t.hook.Timeout, late)
	defer cancel()
	request, err := t.request(ctx, m)
	if err != nil {
		return verdict{said: err.Error()}
	}
	// No http.Client: it would follow redirects.
	response, err := t.transport.RoundTrip(request)
	if err != nil {
		if errors.Is(context.Cause(ctx), late) {
			err = late
		}
		return verdict{said: kubepay.Clean(kubepay.NetworkWords(err), maxWhy)}
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxResponse)) // only to be quoted
	return judge(response.StatusCode, response.Header, body)
}

// request is the message, signed for this try.
func (t teller) request(ctx context.Context, m Message) (*http.Request, error) {
	body, now := m.JSON(), time.Now()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.hook.URL, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("the url is no address") // without it: it may hold a secret
	}
	signature, err := t.hook.secret.sign(m.ID, now, body)
	if err != nil {
		return nil, errors.New("the message cannot be signed")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", t.agent)
	r.Header.Set("webhook-id", m.ID)
	r.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	r.Header.Set("webhook-signature", signature)
	return r, nil
}
