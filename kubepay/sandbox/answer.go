package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// answer is what the gateway says to a request, before any fault of the wire.
type answer struct {
	code   int
	header http.Header
	body   []byte
}

func jsonAnswer(code int, v any) answer {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // as Django REST Framework writes it
	if err := enc.Encode(v); err != nil {
		panic(err) // everything given here was decoded from JSON or is of this package
	}
	return answer{code, http.Header{"Content-Type": {"application/json"}}, bytes.TrimSpace(b.Bytes())}
}

func (a answer) with(key, value string) answer {
	a.header.Set(key, value)
	return a
}

// detail is the body of most refusals of Django REST Framework.
func detail(code int, text string) answer {
	return jsonAnswer(code, map[string]string{"detail": text})
}

func unauthenticated() answer {
	return detail(http.StatusUnauthorized, "Authentication credentials were not provided.").
		with("WWW-Authenticate", `Bearer realm="api"`)
}

// tokenNotValid is Simple JWT's body for a token that is wrong or ran out.
func tokenNotValid() answer {
	return jsonAnswer(http.StatusUnauthorized, map[string]any{
		"detail": "Given token not valid for any token type",
		"code":   "token_not_valid",
		"messages": []map[string]string{{
			"token_class": "AccessToken",
			"token_type":  "access",
			"message":     "Token is invalid or expired",
		}},
	}).with("WWW-Authenticate", `Bearer realm="api"`)
}

func forbidden() answer {
	return detail(http.StatusForbidden, "You do not have permission to perform this action.")
}

func notFound() answer { return detail(http.StatusNotFound, "Not found.") }

func notAllowed(method, allow string) answer {
	return detail(http.StatusMethodNotAllowed, fmt.Sprintf("Method %q not allowed.", method)).with("Allow", allow)
}

func throttled(wait time.Duration) answer {
	seconds := int((wait + time.Second - 1) / time.Second)
	unit := "seconds"
	if seconds == 1 {
		unit = "second"
	}
	return detail(http.StatusTooManyRequests, fmt.Sprintf("Request was throttled. Expected available in %d %s.", seconds, unit)).
		with("Retry-After", strconv.Itoa(seconds))
}

// page is what the proxy in front of the application, or Django outside of its
// REST framework, answers with.
func page(code int) answer {
	title := strconv.Itoa(code) + " " + http.StatusText(code)
	html := strings.ReplaceAll("<html>\r\n<head><title>{}</title></head>\r\n<body>\r\n<center><h1>{}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n", "{}", title)
	return answer{code, http.Header{"Content-Type": {"text/html"}}, []byte(html)}
}

// moved301 is Django's redirect to the path with a slash: a POST that follows
// it loses its body.
func moved301(to string) answer {
	return answer{http.StatusMovedPermanently, http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Location": {to}}, nil}
}
