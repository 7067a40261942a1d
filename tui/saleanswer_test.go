package tui_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
)

// answering answers every create in one way.
type answering func(r *http.Request) (*http.Response, error)

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) { return a(r) }

// says is an answer with a body.
func says(code int, body string, header ...string) answering {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {"application/json"}}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	}
}

// nobodyListens is an address where nothing answers: a connection is sought, and
// never had.
func nobodyListens(r *http.Request) (*http.Response, error) {
	httptrace.ContextClientTrace(r.Context()).GetConn(r.URL.Host)
	return nil, errors.New("connection refused")
}

func TestARefusedSaleComesBackAsItWasTyped(t *testing.T) {
	for name, test := range map[string]struct {
		gateway answering
		says    string
		at      string
	}{
		"a coin it does not take": {says(400, `{"token":["\"BTC\" is not a valid choice."]}`), `Nothing was made. Coin: the gateway refuses the request (token: "BTC" is not a valid choice.)`, "Coin"},
		"an amount":               {says(400, `{"amount_fiat":["A valid number is required."]}`), "Nothing was made. Amount: ", "Amount"},
		"several fields":          {says(400, `{"token":["No."],"currency":["No."]}`), "Nothing was made. Currency: ", "Currency"},
		"the metadata":            {says(400, `{"metadata":["Too large."]}`), "Nothing was made. Reference: ", "Reference"},
		"no field":                {says(400, `{"non_field_errors":["Not today."]}`), "Nothing was made: the gateway refuses the request (Not today.)", "Note"},
		"the token":               {says(401, `{"detail":"Given token not valid for any token type"}`), "Nothing was made: the gateway refuses the token (Given token not valid for any token type); renew KUBEPAY_TOKEN", "Note"},
		"the right":               {says(403, `{"detail":"You do not have permission to perform this action."}`), "Nothing was made: the gateway refuses the token", "Note"},
		"the pace":                {says(429, `{"detail":"Request was throttled. Expected available in 7 seconds."}`, "Retry-After", "7"), "Nothing was made: the gateway asks to be called less often; try again in 7 s", "Note"},
		"no such path":            {says(404, `{"detail":"Not found."}`), "Nothing was made: the gateway refuses the request (Not found.); check KUBEPAY_URL", "Note"},
		"a redirect":              {says(301, "", "Location", "/elsewhere/"), "Nothing was made: ", "Note"},
		"nobody there":            {nobodyListens, "Nothing was made: the gateway cannot be reached (connection refused); check the network and KUBEPAY_URL. It can be tried again", "Note"},
	} {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, creates: test.gateway}, func(s *story) {
				s.press("n")
				s.types("1250")
				s.press("enter", "right", "enter", "enter")
				s.types("Table 7")
				s.press("enter")
				s.types("no sugar")
				s.press("enter")
				s.wait(time.Second)
				s.sees(test.says, "▌ "+test.at, "Amount 12.50", "Currency USD", "Coin BTC", "Reference Table 7", "Note no sugar", "make it")
				s.lacks("may have been made")
			})
		})
	}
}

func TestWhatIsCertainlyUnmadeIsTriedAgain(t *testing.T) {
	var s *story
	refuses := true
	gateway := answering(func(r *http.Request) (*http.Response, error) {
		if refuses {
			return nobodyListens(r)
		}
		return s.gateway.Transport().RoundTrip(r)
	})
	tellWith(t, scenery{width: 120, height: 36, creates: gateway}, func(own *story) {
		s = own
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.sees("It can be tried again")
		refuses = false
		s.press("ctrl+s")
		s.wait(time.Second)
		s.scansSomething()
		s.posted(1)
	})
}

func TestASaleOfUnknownOutcomeIsNeverRepeatedByItself(t *testing.T) {
	for name, fault := range unknownOutcomes {
		t.Run(name, func(t *testing.T) {
			tell(t, 80, 24, func(s *story) {
				s.breaks(fault)
				s.press("n")
				s.types("1250")
				s.press("enter", "enter", "enter")
				s.types("Table 7")
				s.press("ctrl+s", "enter", "ctrl+s")
				s.wait(11 * time.Second)
				s.sees("It may have been made", "12.50 EUR in BTC for Table 7", "l look", "m make anew", "esc later")
				s.gateway.Mend()
				s.press("enter", "enter", "ctrl+s", "n", "y", "space", "enter")
				s.paste("12.50")
				s.wait(time.Minute)
				s.posted(1)
				s.sees("It may have been made")
				s.press("esc")
				s.sees("not certain whether 12.50 EUR in BTC for Table 7 was made")
				s.press("n")
				s.sees("▌ Amount 0.00", "The sale of 12.50 EUR in BTC for Table 7 at 00:00:05 may have been made")
				s.types("700")
				s.press("ctrl+s")
				s.wait(time.Second)
				s.posted(2)
				s.scansSomething()
				s.press("esc", "n") // an unrelated sale resolves nothing
				s.sees("The sale of 12.50 EUR in BTC for Table 7 at 00:00:05 may have been made")
			})
		})
	}
}

func TestASaleOfUnknownOutcomeIsLookedFor(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.Hang})
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(11 * time.Second)
		s.gateway.Mend()
		s.press("l")
		s.sees("Its id:")
		id := s.make("12.50 EUR BTC", "on_hold") // stands for the one in KubePay's panel
		s.paste(string(id))
		s.press("enter")
		s.wait(time.Second)
		s.lists(id, "▌", "12.50 EUR")
		s.posted(1)
	})
}

func TestASaleOfUnknownOutcomeIsMadeAnewOnPurpose(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 503})
		s.press("n")
		s.types("1250")
		s.press("enter", "enter", "enter")
		s.types("Table 7")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.gateway.Mend()
		s.press("m")
		s.sees("Make it a second time?", "there will be two")
		s.press("enter", "ctrl+s", "m", "esc")
		s.sees("m make anew")
		s.press("m", "y")
		s.sees("▌ Amount 12.50", "Reference Table 7", "may have been made")
		s.posted(1)
		s.press("ctrl+s")
		s.wait(time.Second)
		s.posted(2)
		s.scansSomething()
	})
}

func TestASaleUnderWayCannotBeCalledBack(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.Latency, Wait: 5 * time.Second})
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(time.Second)
		for _, k := range []string{"esc", "ctrl+c", "9", "q"} {
			s.press(k)
			s.sees("It is on its way to the gateway and cannot be called back.", "Amount 12.50")
		}
		s.wait(10 * time.Second)
		s.sees("Scan to pay")
		s.posted(1)
	})
}

func TestHostileRefusalsNeverReachTheTerminal(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			body := `{"token":` + quote(text) + `}`
			tellWith(t, scenery{width: 80, height: 24, creates: says(400, body)}, func(s *story) {
				s.never("\x1b]52")
				s.press("n")
				s.types("1250")
				s.press("enter", "enter", "enter")
				s.paste(text)
				s.types(text[:min(len(text), 12)])
				s.press("enter")
				s.paste(text)
				s.press("ctrl+s")
				s.wait(time.Second)
				s.sees("Nothing was made")
				for _, at := range sizes {
					s.resize(at[0], at[1])
				}
				s.resize(20, 6)
			})
		})
	}
}
