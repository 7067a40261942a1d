package command

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/watch"
)

// saying says sentences to somebody who may be slow to read: what he has no room
// for is left out, and nobody waits for him.
type saying struct {
	mu        sync.Mutex
	over      bool
	sentences chan string
	ended     chan struct{}
}

const (
	mostSaid = 100
	lastWord = 200 * time.Millisecond // that the rest may take at the end
)

func newSaying(to io.Writer) *saying {
	s := &saying{sentences: make(chan string, mostSaid), ended: make(chan struct{})}
	go func() {
		defer close(s.ended)
		for text := range s.sentences {
			fmt.Fprintln(to, "paywatch: "+text)
		}
	}()
	return s
}

func (s *saying) say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return
	}
	select {
	case s.sentences <- text:
	default:
	}
}

// end says the rest. What comes later is not said.
func (s *saying) end() {
	s.mu.Lock()
	s.over = true
	close(s.sentences)
	s.mu.Unlock()
	select {
	case <-s.ended:
	case <-time.After(lastWord):
	}
}

// hearing says what is wrong while a command watches that shows no screen, each
// thing once, and when it is over. Of the gateway, and of a payment that was not named
// to it, it says what this program found out itself: another that looks says it there.
type hearing struct {
	say   func(string)
	wants func(kubepay.ID) bool // of which payments it is to be said
	named func(kubepay.ID) bool // of which whoever looks
	means string                // what it means that nothing is recorded

	unrecorded string // why
	down       bool
	refused    bool
	failing    map[kubepay.ID]kubepay.ErrorKind
}

func (h *hearing) take(b keeper.Batch) {
	h.recording(b)
	h.gateway(b.Health, !b.Elsewhere)
	for _, o := range b.Observations {
		h.look(o, !b.Elsewhere)
	}
}

// recording says whether what is seen is kept.
func (h *hearing) recording(b keeper.Batch) {
	if b.Notice != "" {
		h.say(b.Notice)
	}
	if why := b.Recording.Why; why != h.unrecorded {
		if h.unrecorded = why; why == "" {
			h.say("what is seen is recorded again")
		} else {
			h.say("what is seen is NOT RECORDED" + h.means + ": " + why)
		}
	}
}

// gateway says whether the gateway answers and takes the token. What is not own, is
// no more than the end of what was said.
func (h *hearing) gateway(now watch.Health, own bool) {
	if down := !now.DownSince.IsZero(); down != h.down && (own || h.down) {
		if h.down = down; down {
			h.say("the gateway does not answer; it is asked again and again")
		} else {
			h.say("the gateway answers again")
		}
	}
	if now.TokenRefused != h.refused && (own || h.refused) {
		if h.refused = now.TokenRefused; h.refused {
			h.say("the gateway refuses the token, and without one it tells neither metadata nor transactions; renew KUBEPAY_TOKEN")
		} else {
			h.say("the gateway takes the token again")
		}
	}
}

// look says of a payment that waiting will not help it.
func (h *hearing) look(o kubepay.Observation, own bool) {
	kind := keeper.KindOf(o.Err)
	switch {
	case o.Err == nil:
		delete(h.failing, o.ID)
	case !h.wants(o.ID) || !own && !h.named(o.ID):
	case h.refused && refusesToken(o.Err): // which was said of them all
	case (kind == kubepay.NotFound || kind == kubepay.Refused || kind == kubepay.Unauthorised) && h.failing[o.ID] != kind:
		if h.failing == nil {
			h.failing = map[kubepay.ID]kubepay.ErrorKind{}
		}
		h.failing[o.ID] = kind
		h.say(onPayment(o.ID, o.Err))
	}
}

// refusesToken tells a refusal of the token from one to answer without any.
func refusesToken(err error) bool {
	e, ok := errors.AsType[*kubepay.Error](err)
	return ok && e.Kind == kubepay.Unauthorised && !e.NoToken
}

// onPayment says why a look failed, and at which payment.
func onPayment(id kubepay.ID, err error) string {
	if e, ok := errors.AsType[*kubepay.Error](err); ok {
		return e.Error()
	}
	return fmt.Sprintf("cannot look at the payment %s: %v", id, err)
}
