package watch

// pick finds the payment to look at now. What is urgent goes first, else what
// has been due the longest in a lane with room.
func (e *Engine) pick(now moment) *payment {
	if e.gate.closed {
		return e.pickProbe(now)
	}
	var found *entry
	for l := urgent; l < leaving; l++ {
		if !e.room(l) {
			continue
		}
		first := e.firstDue(l, now)
		if first != nil && (found == nil || first.due < found.due) {
			found = first
		}
		if found != nil && l == urgent {
			break
		}
	}
	if found == nil {
		return nil
	}
	return found.payment
}

// pickProbe finds the payment by which a closed gate is probed: it need not be
// due, but of the first of each lane it has waited the longest, lest the gateway
// be judged by the same payment again and again.
func (e *Engine) pickProbe(now moment) *payment {
	if e.gate.probing || now < e.gate.retryAt {
		return nil
	}
	var found *entry
	for l := urgent; l < leaving; l++ {
		q := e.schedule[l]
		if len(q) == 0 || q[0].payment.flying || q[0].payment.earliest > now {
			continue
		}
		if found == nil || q[0].due < found.due {
			found = &q[0]
		}
	}
	if found == nil {
		return nil
	}
	return found.payment
}

// firstDue is the first payment of a lane if it is due. Those under way are
// moved out of the way.
func (e *Engine) firstDue(l lane, now moment) *entry {
	for {
		q := e.schedule[l]
		if len(q) == 0 || q[0].due > now {
			return nil
		}
		if !q[0].payment.flying {
			return &q[0]
		}
		e.schedule.put(q[0].payment, l, now+Gap)
	}
}

// room tells whether one more request of a lane may be under way. One place is
// kept for what is urgent, and what fails has a quarter of them.
func (e *Engine) room(l lane) bool {
	if l == urgent {
		return true
	}
	under := 0
	for _, n := range e.flying {
		under += n
	}
	if under >= max(e.options.Parallel-1, 1) {
		return false
	}
	return l != failing || e.flying[failing] < max(e.options.Parallel/4, 1)
}
