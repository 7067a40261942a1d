package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"paywatch/kubepay"
)

// sentence refuses a request to the admin API.
func sentence(code int, text string) answer {
	return jsonAnswer(code, map[string]string{"detail": asSentence(text)})
}

// refusal is a sentence, and the field that it is about.
func refusal(code int, w wrong) answer {
	if w.at == "" {
		return sentence(code, w.text)
	}
	return jsonAnswer(code, map[string]string{"detail": asSentence(w.text), "field": kubepay.Clean(w.at, maxText)})
}

func asSentence(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:] + "."
}

// answer goes by method.
func (m methods) answer(r *http.Request) answer {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if do, ok := m[method]; ok {
		return do()
	}
	allow := strings.Join(slices.Sorted(maps.Keys(m)), ", ")
	return sentence(http.StatusMethodNotAllowed, "this address does not know "+shown(r.Method)+"; use "+allow).with("Allow", allow)
}

var sameOrigin http.CrossOriginProtection

// adminRefusal keeps other web sites out, which a browser on this machine may have
// open. A site whose name was made to lead to this machine is known by the Host
// header, any other by what the browser says of where a request comes from; and
// the type of the body is one that no form can send.
func adminRefusal(r *http.Request) (answer, bool) {
	switch {
	case !isThisMachine(r.Host):
		return sentence(http.StatusForbidden, "this page is for this machine alone; ask for it at 127.0.0.1 or localhost"), true
	case sameOrigin.Check(r) != nil:
		return sentence(http.StatusForbidden, "another web site sent this request; use the page at /_/ itself, or curl"), true
	case r.Method != http.MethodPost:
		return answer{}, false
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return sentence(http.StatusUnsupportedMediaType, "the request is not sent as JSON; send the header Content-Type: application/json"), true
	}
	return answer{}, false
}

func isThisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}

// adminObject reads the object of a request, or refuses it.
func adminObject(r *http.Request) (*object, *answer) {
	refuse := func(code int, text string) (*object, *answer) { return nil, new(sentence(code, text)) }
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return refuse(http.StatusRequestEntityTooLarge, fmt.Sprintf("the request is larger than %d KiB; send less", maxBody>>10))
	} else if err != nil {
		return refuse(http.StatusBadRequest, "the request broke off; send it again")
	}
	var values map[string]any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if !jsontext.Value(body).IsValid() || dec.Decode(&values) != nil || values == nil { // valid: no name twice, nothing behind it
		return refuse(http.StatusBadRequest, `the request is not one JSON object, with no name in it twice; write it as in {"status": "paid"}`)
	}
	return newObject(values), nil
}
