package keeper

import (
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Unrecorded is what was shown and could not be recorded before the program ended.
type Unrecorded struct {
	Why     string             // with the remedy
	Added   []kubepay.ID       // put on the list
	Removed []kubepay.ID       // taken off it
	Changes []ledger.Happening // that were seen, in order
	LetGo   int                // changes that were too many to be kept in mind
}

// Error is one sentence for each thing that is missing in the file, on lines of
// their own.
func (u *Unrecorded) Error() string {
	said := []string{"not everything is recorded: " + u.Why}
	if len(u.Added) > 0 {
		said = append(said, "not on the list of the file, though shown; once it can be written: paywatch add "+join(u.Added))
	}
	if len(u.Removed) > 0 {
		said = append(said, "still on the list of the file, though taken off it; once it can be written: paywatch rm "+join(u.Removed))
	}
	changes := u.lost()
	for i, ev := range changes {
		if i == mostSaid {
			said = append(said, "not recorded: "+kubepay.Quantity(len(changes)-i, "change")+" more")
			break
		}
		said = append(said, "not recorded: "+lineOf(ev))
	}
	if u.LetGo > 0 {
		said = append(said, lostNotice(u.LetGo))
	}
	if len(changes)+u.LetGo > 0 {
		said = append(said, "what still holds of these is seen and told again when paywatch next watches the payments; note down what you need of the rest")
	}
	return strings.Join(said, "\n")
}

// lost are the changes that are worth a word: that a payment was first seen which is
// to be put on the list again is none.
func (u *Unrecorded) lost() (events []kubepay.Event) {
	for _, h := range u.Changes {
		if h.Event.Kind != kubepay.FirstSeen || !slices.Contains(u.Added, h.Event.ID) {
			events = append(events, h.Event)
		}
	}
	return events
}

// mostSaid is how many changes are named.
const mostSaid = 200

// lineOf says what happened to a payment, in the words of the export.
func lineOf(ev kubepay.Event) string {
	words := []string{string(ev.ID), strings.ReplaceAll(string(ev.Kind), "_", " "), ev.To, ev.Unit}
	if ev.From != "" {
		words = append(words, "(was "+ev.From+")")
	}
	if ev.TxID != "" {
		words = append(words, "by", string(ev.TxID))
	}
	said := strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	return kubepay.Clean(said, mostWhy) + ", seen at " + ev.At.Format(time.DateTime)
}

func join(ids []kubepay.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, " ")
}

// unrecorded is what is missing in the file, nil if nothing is that was shown or
// asked for. States alone are no loss: the next look brings them.
func (k *Keeper) unrecorded() *Unrecorded {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.records() {
		return nil
	}
	for ; len(k.wishes) > 0; k.wishes = k.wishes[1:] {
		k.grantOnCredit(k.wishes[0])
	}
	u := &Unrecorded{Why: k.trouble.Why, LetGo: k.debt.lost}
	u.Added, u.Removed = k.debt.net()
	for _, r := range k.debt.records {
		for _, ev := range r.Events {
			u.Changes = append(u.Changes, ledger.Happening{Event: ev, Intent: r.Intent})
		}
	}
	if len(u.Added)+len(u.Removed)+len(u.Changes)+u.LetGo == 0 {
		return nil
	}
	return u
}

// net is what becomes of the list in the end: one that was put on it and taken off
// it again is as it was.
func (d *debt) net() (added, removed []kubepay.ID) {
	last, first := map[kubepay.ID]listing{}, map[kubepay.ID]listing{}
	for _, l := range d.list {
		if _, there := first[l.id]; !there {
			first[l.id] = l
		}
		last[l.id] = l
	}
	for _, l := range d.list {
		switch {
		case last[l.id] != l || first[l.id].off != l.off:
		case l.off:
			removed = append(removed, l.id)
		default:
			added = append(added, l.id)
		}
	}
	return added, removed
}
