package tui

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"paywatch/kubepay"
)

func TestAnswersThatComeAgainAreKeptOnce(t *testing.T) {
	var a answers
	for i, text := range []string{"one", "one", "two", "one"} {
		a.keep("a", []byte(text), noon.Add(time.Duration(i)*time.Second), "")
	}
	all := a.all("a")
	if len(all) != 3 || string(all[0].raw) != "one" || !all[0].last.Equal(noon.Add(time.Second)) || string(all[2].raw) != "one" {
		t.Errorf("kept are %v", all)
	}
	if all[0].n >= all[1].n || all[1].n >= all[2].n {
		t.Errorf("numbered %d, %d, %d", all[0].n, all[1].n, all[2].n)
	}
}

func TestTheLastGoodAnswerOutlivesFailures(t *testing.T) {
	var a answers
	a.keep("a", []byte("good"), noon, "")
	for i := range 50 {
		a.keep("a", fmt.Appendf(nil, "bad %d", i), noon.Add(time.Duration(i)*time.Second), "the gateway is in trouble (502)")
	}
	if got := a.of("a"); string(got) != "good" {
		t.Errorf("the last good answer is %q", got)
	}
	if n := len(a.all("a")); n != mostAnswers {
		t.Errorf("%d are kept", n)
	}
	if a.of("b") != nil || a.all("b") != nil {
		t.Error("there is an answer about a payment that was never heard of")
	}
}

func TestAnswersAreBounded(t *testing.T) {
	var a answers
	held := func() (n int) {
		for id := range a.kept {
			if len(a.all(id)) == 0 {
				t.Fatalf("%s has no answer, and is kept", id)
			}
			for _, one := range a.all(id) {
				n += len(one.raw)
			}
		}
		return n
	}
	for i := range 3000 {
		id := kubepay.ID(fmt.Sprint(i % 700))
		a.keep(id, bytes.Repeat([]byte{byte('a' + i%26)}, 800+i%6800), noon, "")
		if n := held(); n != a.bytes || n > mostAnswerBytes {
			t.Fatalf("%d bytes are held, %d are counted, at most %d may be", n, a.bytes, mostAnswerBytes)
		}
		if a.order.Len() != len(a.kept) {
			t.Fatalf("%d payments stand in line, %d are kept", a.order.Len(), len(a.kept))
		}
	}
	huge := bytes.Repeat([]byte("x"), 2*mostAnswerBytes)
	for i := range 3 {
		a.keep("huge", huge[i:], noon, "")
	}
	if n := held(); n > 2*mostAnswerBytes || string(a.of("huge")) != string(huge[2:]) {
		t.Errorf("%d bytes are held", n)
	}
	a.keep("small", []byte("x"), noon, "")
	if n := held(); n > mostAnswerBytes || a.of("small") == nil {
		t.Errorf("%d bytes are held after it", n)
	}
}

// A few payments with large answers keep fewer of them, and the others all they had.
func TestLargeAnswersDoNotPushOutThoseOfOthers(t *testing.T) {
	var a answers
	round := func(n int) {
		at := noon.Add(time.Duration(n) * time.Second)
		for i := range 200 {
			a.keep(kubepay.ID(fmt.Sprint(i)), fmt.Appendf(nil, "%d %0500d", i, min(n, 1)), at, "")
		}
		for i := range 4 {
			a.keep(kubepay.ID(fmt.Sprint("large ", i)), fmt.Appendf(nil, "%023000d", n), at, "")
		}
	}
	for n := range 20 {
		round(n)
	}
	for i := range 200 {
		if all := a.all(kubepay.ID(fmt.Sprint(i))); len(all) != 2 || !all[0].first.Equal(noon) || !all[1].last.Equal(noon.Add(19*time.Second)) {
			t.Fatalf("kept of %d is %v", i, all)
		}
	}
	for i := range 4 {
		if n := len(a.all(kubepay.ID(fmt.Sprint("large ", i)))); n < 2 {
			t.Errorf("%d answers are kept of a large one: there is room for more", n)
		}
	}
}

// What a payment answers all the time is not forgotten for what others answer: since
// when it does is known.
func TestWhatIsHeardOfIsNotForgotten(t *testing.T) {
	var a answers
	for i := range 100 {
		at := noon.Add(time.Duration(i) * time.Second)
		a.keep("on show", []byte("the same"), at, "")
		a.keep(kubepay.ID(fmt.Sprint(i)), make([]byte, mostAnswerBytes/10), at, "")
	}
	if all := a.all("on show"); len(all) != 1 || !all[0].first.Equal(noon) {
		t.Errorf("kept is %v", all)
	}
	if a.all("0") != nil || a.all("99") == nil {
		t.Error("another one is forgotten than that heard of first")
	}
}
