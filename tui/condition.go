package tui

import (
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/watch"
)

// condition is how the gateway, the ledger and the hooks do, as was last heard.
type condition struct {
	health    watch.Health
	refused   bool // the token's refusal waits to be acknowledged
	elsewhere bool // another program looks
	recording keeper.Recording
	troubles  []Trouble
}

// take takes in a batch, and gives the parts of the screen that look otherwise by
// that.
func (c *condition) take(b *batchMsg) part {
	was := *c
	c.health, c.recording, c.elsewhere = b.Health, b.Recording, b.Elsewhere
	c.refused = was.refused || c.health.TokenRefused && !was.health.TokenRefused
	switch {
	case c.health.Offset != was.health.Offset, c.recording != was.recording, c.elsewhere != was.elsewhere:
		return everything
	case calm(c.health) != calm(was.health):
		return headerPart
	}
	return 0
}

// calm is the health without the figures that run all the time: they come to the
// screen with the clock.
func calm(h watch.Health) watch.Health {
	h.Latency, h.PerSecond = 0, 0
	return h
}

// refusal says that the token is refused, or was, until somebody acknowledges it; ""
// where there is nothing to say.
func (c *condition) refusal(width int) string {
	const whole = " THE TOKEN IS REFUSED: payments are watched without details; renew KUBEPAY_TOKEN. A: understood "
	switch {
	case !c.refused:
		return ""
	case !c.health.TokenRefused:
		return " The token was refused for a while. A: understood "
	case len(whole) > width:
		return " TOKEN REFUSED: renew it. A: understood "
	}
	return whole
}
