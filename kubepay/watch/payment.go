package watch

import (
	"time"

	"paywatch/kubepay"
)

// moment is a time since the engine began, by the monotonic clock: a step of the
// wall clock moves no look.
type moment = time.Duration

// payment is what is remembered of one. There may be a hundred thousand, so the
// answer itself is not among it.
type payment struct {
	id          kubepay.ID
	fingerprint kubepay.Fingerprint // of the last good look, 0 before it
	last        moment              // when the last look began
	earliest    moment              // no look may begin before
	slowUntil   moment              // while expired: when to rest
	place       int32               // in the queue of its lane
	lane        lane
	stage       stage
	failures    uint8 // of its own, in a row
	era         uint8 // of the token, when it was last tried here
	publicLooks uint8 // since the token was last tried here

	asked     bool // by a person: it goes first
	flying    bool // a request is under way
	discard   bool // it was removed under way: the answer is for nobody
	confirmed bool // its final status was seen twice
	silent    bool // the last look failed as if the gateway were down
	refused   bool // the token was refused for it
	public    bool // the last good look went by the public endpoint
}

// unknownAnswer stands for an answer that somebody else has seen. That the next
// one should have it is as likely as that two answers share theirs.
const unknownAnswer kubepay.Fingerprint = 1

// rejoin makes a payment that was leaving a new one. What stays is what binds
// its next look: when the last was, the request under way, its place in the
// queue, and that the token was refused for it.
func (p *payment) rejoin() {
	*p = payment{
		id:   p.id,
		last: p.last, earliest: p.earliest,
		flying: p.flying, discard: p.discard,
		lane: p.lane, place: p.place,
		refused: p.refused, era: p.era, publicLooks: p.publicLooks,
	}
}

// stage is a status as far as it decides when to look.
type stage uint8

const (
	open stage = iota // statuses that nobody has documented, too
	expired
	paid
	failed
)

func stageOf(s kubepay.Status) stage {
	switch s {
	case kubepay.Paid:
		return paid
	case kubepay.Failed:
		return failed
	case kubepay.Expired:
		return expired
	}
	return open
}

func (s stage) final() bool { return s == paid || s == failed }

// learn takes in a good look, at a time by the gateway's clock.
func (p *payment) learn(r result, public bool, clock time.Time, now moment) {
	p.failures = 0
	p.public = public
	if r.intent == nil {
		p.confirmed = p.stage.final()
		return
	}
	before, seen := p.stage, p.fingerprint != 0
	p.fingerprint = r.fingerprint
	p.stage = stageOf(r.intent.Status)
	again := seen && p.stage == before
	p.confirmed = p.stage.final() && again
	if p.stage == expired && !again {
		p.slowUntil = now + slowFor
		if ago := clock.Sub(r.intent.ExpiresAt); !r.intent.ExpiresAt.IsZero() && ago > 0 {
			p.slowUntil -= min(ago, slowFor)
		}
	}
}

// rests tells whether the payment needs no further look.
func (p *payment) rests(now moment) bool {
	return p.stage.final() && p.confirmed || p.stage == expired && now >= p.slowUntil
}
