package keeper

import (
	"time"

	"paywatch/kubepay"
)

// question is a look that another program asked for.
type question struct {
	asked    time.Time
	answered time.Time // when a good look was first told of, zero before
}

const (
	answerFor = 5 * time.Second // for so long the others are told of a look
	askedFor  = 5 * time.Minute // what has no good look by then has no answer
)

// answers are the good looks that others asked for, where the file has what they
// saw. The caller holds mu.
func (k *Keeper) answers(now time.Time) map[kubepay.ID]time.Time {
	if k.waiting != nil || !k.debt.empty() || !k.trouble.Since.IsZero() {
		return nil
	}
	all := map[kubepay.ID]time.Time{}
	for id, q := range k.others.questions {
		seen := k.known.SeenAt(id)
		_, fails := k.failing[id]
		switch {
		case now.Sub(q.asked) > askedFor || !q.answered.IsZero() && now.Sub(q.answered) > answerFor:
			delete(k.others.questions, id)
		case fails || !seen.After(q.asked) || !k.known.On(id) || len(all) == mostNamed:
		default:
			if q.answered.IsZero() {
				q.answered = now
				k.others.questions[id] = q
			}
			all[id] = seen
		}
	}
	return all
}

// hearAnswers hands on the looks that the leader made because they were asked for,
// once what it recorded is known here: an unchanged one leaves nothing in the file.
// They carry the state, since it was seen at that very time. The caller holds mu.
func (k *Keeper) hearAnswers() {
	answers := k.answered
	k.answered = nil
	if k.looking {
		return
	}
	for id, at := range answers {
		in := k.known.Intent(id)
		if in == nil || !k.known.On(id) || !at.After(k.known.SeenAt(id)) {
			continue
		}
		o := kubepay.Observation{At: at, Intent: in}
		if within := k.usual(id, *in, word{Looked: at, Health: k.health}); within > 0 {
			o.Next = at.Add(within)
		}
		o = k.another(id, o)
		delete(k.asked, id)
		k.hand(func(b *Batch) { b.Observations = append(b.Observations, o) })
	}
}
