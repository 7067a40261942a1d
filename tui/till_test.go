package tui_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
)

// What went wrong at a till once.

// A window in which nothing can be drawn takes no key: nobody sees what it does.
func TestNoKeyActsInAWindowTooSmallToDraw(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(2 * time.Second)
		s.resize(20, 5)
		s.sees("enlarge the window")
		s.press("x", "n")
		s.types("701")
		s.paste("701")
		s.press("enter", "enter", "enter", "enter", "enter", "ctrl+s")
		s.click(1, 2)
		s.wheel(1, 2, 1)
		s.wait(5 * time.Second)
		s.resize(80, 24)
		s.lists(id, "25.00 EUR")
		s.lacks("New sale", "Add ids")
		s.posted(0)

		s.press("n")
		s.types("1250")
		s.resize(20, 5)
		s.types("9")
		s.press("ctrl+s", "esc")
		s.wait(time.Second)
		s.resize(80, 24)
		s.sees("▌ Amount 12.50")
		s.posted(0)
		s.press("esc")
	})
}

// A window too small to draw can be left, and only watched otherwise.
func TestAWindowTooSmallToDrawIsWatchedAndLeft(t *testing.T) {
	for _, key := range []string{"q", "ctrl+c"} {
		t.Run(key, func(t *testing.T) {
			tell(t, 80, 24, func(s *story) {
				s.sale("25.00 EUR BTC", "three_parts")
				s.press("/")
				s.resize(20, 5)
				s.wait(70 * time.Second)
				if s.rings() == 0 {
					t.Error("the bell did not ring")
				}
				if len(s.ended) != 0 {
					t.Fatal("the program ended by itself")
				}
				s.press(key)
				s.wait(time.Second)
				if len(s.ended) == 0 {
					t.Errorf("%s does not leave", key)
				}
			})
		})
	}
}

// With nothing to watch, nobody is asked.
func TestAnEmptyListAsksNobody(t *testing.T) {
	for _, width := range []int{40, 120} {
		t.Run("", func(t *testing.T) {
			tell(t, width, 36, func(s *story) {
				s.wait(10 * time.Second)
				s.lacks("asking the gateway")
				s.sees("nothing to ask")
				s.sale("25.00 EUR BTC", "on_hold")
				s.wait(2 * time.Second)
				s.lacks("nothing to ask")
				s.press("x")
				s.wait(2 * time.Second)
				s.sees("nothing to ask")
			})
		})
	}
}

// Whatever is cut, the customer learns how much to pay before he learns where to.
func TestTheAmountComesBeforeTheAddress(t *testing.T) {
	for _, room := range [][2]int{{30, 8}, {24, 8}, {60, 8}, {30, 12}, {20, 6}} {
		t.Run("", func(t *testing.T) {
			tell(t, room[0], room[1], func(s *story) {
				s.sale("25.00 EUR BTC", "on_hold")
				s.wait(2 * time.Second)
				s.press("enter")
				s.sees("25.00")
				if room[1] >= 8 {
					s.sees("0.0004")
					s.sees("14:5")
				}
			})
		})
	}
}

// J shows what the file keeps, though this program has had no answer itself.
func TestTheAnswerIsReadFromTheFile(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		id := s.sale("9.80 EUR SOL", "paid")
		s.wait(5 * time.Minute)
		s.close()
		other := s.second() // which leads, so that this program sees no answer
		defer other.Close()
		s.wait(5 * time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.Hang})
		s.start()
		s.wait(2 * time.Second)
		s.lists(id, "paid")
		s.press("J")
		s.wait(200 * time.Millisecond)
		s.sees(`"status": "paid"`)
		s.lacks("No answer is kept")
		s.press("esc", "J")
		s.wait(200 * time.Millisecond)
		s.sees(`"status": "paid"`)
		s.gateway.Mend()
	})
}

// Whoever leaves while something is not recorded is told so first.
func TestLeavingWithSomethingNotRecordedIsAskedOnce(t *testing.T) {
	for _, key := range []string{"q", "ctrl+c"} {
		t.Run(key, func(t *testing.T) {
			tellKept(t, 120, 36, func(s *story) {
				made := time.Now()
				half := s.sale("25.00 EUR BTC", "three_parts")
				s.until(made, 20*time.Second)
				release := s.obstruct()
				s.wait(6 * time.Second)
				s.sees("NOT RECORDING")
				s.press("n")
				s.types("3102")
				s.press("ctrl+s")
				s.wait(6 * time.Second)
				s.scansSomething()
				if key == "q" {
					s.press("esc")
				}
				s.press(key)
				s.sees("1 payment is not recorded: q again leaves, and what is missing is printed")
				s.press("j")
				s.lacks("q again leaves")
				s.resize(20, 5)
				s.press(key)
				s.sees("1 payment is not", "again leaves")
				s.press("j")
				s.resize(120, 36)
				s.until(made, 70*time.Second)
				s.lists(half, "39 %")
				s.press(key)
				s.sees("2 payments are not recorded: q again leaves")
				s.press(key)
				s.wait(time.Second)
				if len(s.ended) == 0 {
					t.Error("it was asked twice")
				}
				err := s.keeper.Close()
				if err == nil || !strings.Contains(err.Error(), "paywatch add") {
					t.Errorf("it left with %v", err)
				}
				release()
			})
		})
	}
}

func TestLeavingWithEverythingRecordedIsNotAsked(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 20*time.Second)
		release := s.obstruct()
		s.wait(6 * time.Second)
		s.press("n")
		s.types("3102")
		s.press("ctrl+s")
		s.until(made, 70*time.Second)
		s.press("esc")
		release()
		s.wait(5 * time.Second)
		s.lacks("NOT RECORDING")
		s.press("q")
		s.wait(time.Second)
		if len(s.ended) == 0 {
			t.Errorf("it does not leave:\n%s", s.frame().Text())
		}
		s.close()
		s.start()
		s.wait(5 * time.Second)
		s.lacks("may have been made")
	})
}

// telling is a gateway whose answer to a create says all that there is to say, or
// leaves the status out.
type telling struct {
	story  **story
	leaves string // a field that is left out, "" for none
}

// RoundTrip makes the payment, and answers as to a look at it.
func (g telling) RoundTrip(r *http.Request) (*http.Response, error) {
	gateway := (*g.story).gateway.Transport()
	made, err := gateway.RoundTrip(r)
	if err != nil || made.StatusCode != http.StatusCreated {
		return made, err
	}
	defer made.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(made.Body).Decode(&answer); err != nil {
		return nil, err
	}
	look := r.Clone(r.Context())
	look.Method, look.Body, look.ContentLength = http.MethodGet, nil, 0
	look.URL = r.URL.JoinPath(fmt.Sprint(answer["id"]), "/")
	seen, err := gateway.RoundTrip(look)
	if err != nil {
		return nil, err
	}
	defer seen.Body.Close()
	clear(answer)
	if err := json.NewDecoder(seen.Body).Decode(&answer); err != nil {
		return nil, err
	}
	delete(answer, g.leaves)
	body, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	made.Body, made.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return made, nil
}

// Where the answer to a create says what the customer needs, the code is there at once,
// also at a till that does not look itself and cannot write the file.
func TestTheCodeIsThereWithTheAnswer(t *testing.T) {
	for _, leaves := range []string{"", "status"} {
		t.Run("without "+leaves, func(t *testing.T) {
			var own *story
			tellWith(t, scenery{width: 120, height: 36, keeps: true, creates: telling{&own, leaves}}, func(s *story) {
				own = s
				s.close()
				other := s.second() // which looks
				s.wait(6 * time.Second)
				s.start()
				s.wait(2 * time.Second)
				s.press("n")
				s.types("3450")
				release := s.lock()
				s.press("ctrl+s")
				s.wait(5 * time.Second)
				s.scansSomething()
				s.sees("Scan to pay", "0.00057500 BTC")
				if n := len(s.gateway.Log()); n != 2 { // the create, and its answer
					t.Errorf("the gateway was asked %d times", n)
				}
				s.press("esc")
				s.sees("34.50 EUR")
				release()
				s.wait(5 * time.Second)
				id := s.sold().ID
				s.lists(id, "34.50 EUR", "pending")
				s.lacks("NOT RECORDING")
				if p := s.kept(id); p.Intent == nil || len(p.Events) != 1 {
					t.Errorf("recorded is %+v", p)
				}
				other.Close()
			})
		})
	}
}
