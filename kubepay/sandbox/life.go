package sandbox

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Life is what happens to a payment, at which age. Its durations are those of a
// real shop; a gateway stretches them all by one factor.
type Life struct {
	Expires time.Duration // the age at expires_at
	Steps   []Step        // in the order of At
}

// Step is one thing that happens to a payment.
type Step struct {
	At       time.Duration  // the age at which it happens
	Status   kubepay.Status // the status from here on, "" for as before
	Receive  int            // thousandths of the total that arrive in one transaction
	TakeBack bool           // the last transaction is undone, as by a reorganised chain
	Move     bool           // another pay address from here on
	Lasts    time.Duration  // the next step comes no sooner than this after it, however the life is stretched

	Received decimal.NullDecimal // coins that arrive in one transaction
	TxID     kubepay.TxID        // of what arrives in this step, "" for one of the sandbox's own
	Fiat     decimal.NullDecimal // what has arrived from here on, in the payment's currency
	Crypto   decimal.NullDecimal // the same in coins; of one alone the other follows
	Address  kubepay.Address     // the pay address from here on, "" for as before
	Expiry   *time.Duration      // the age at expires_at from here on, nil for as before
}

// whole is the total in the thousandths of [Step.Receive].
const whole = 1000

// stretch is the life with its durations stretched, and its steps at the ages at
// which they then happen.
func (l Life) stretch(factor float64) Life {
	if factor == 1 {
		return l
	}
	out := Life{Expires: stretched(l.Expires, factor), Steps: slices.Clone(l.Steps)}
	var soonest time.Duration
	for i := range out.Steps {
		step := &out.Steps[i]
		step.At = max(stretched(step.At, factor), soonest)
		soonest = step.At + step.Lasts
		if step.Expiry != nil {
			step.Expiry = new(stretched(*step.Expiry, factor))
		}
	}
	return out
}

// then is the life up to an age, and ends in a step there: what else it held does
// not come.
func (l Life) then(age time.Duration, step Step) Life {
	done, _ := slices.BinarySearchFunc(l.Steps, age, func(s Step, age time.Duration) int {
		if s.At <= age {
			return -1
		}
		return 1
	})
	step.At = age
	return Life{Expires: l.Expires, Steps: append(slices.Clip(l.Steps[:done]), step)}
}

// end is the age after which nothing happens any more.
func (l Life) end() time.Duration {
	end := l.Expires
	for _, step := range l.Steps {
		end = max(end, step.At)
		if step.Expiry != nil {
			end = max(end, *step.Expiry)
		}
	}
	return end
}

func stretched(d time.Duration, factor float64) time.Duration {
	return time.Duration(float64(d) * factor)
}
