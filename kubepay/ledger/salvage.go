package ledger

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"slices"

	"paywatch/kubepay"
)

// salvage is what could still be read of a damaged ledger: the list, what was seen
// of each payment, and what is owed to whom. Payments are held, looks are read
// again as they are brought over.
type salvage struct {
	w        *wreck
	gateway  string
	moves    int64
	prunes   int64
	spent    int64
	payments map[int64]*lost
	bundles  []lostBundle
	owed     []relic
	attempts []relic
	told     map[int64]telling // of the looks that hooks are told of
}

// lost is a payment that was found.
type lost struct {
	id       kubepay.ID
	added    int64
	asked    string
	watched  bool
	readUpTo int64
	latest   int64 // the last look whose answer was found, 0 if there is none
}

// telling is how many events a look has, and whether its answer was found.
type telling struct {
	events   int
	answered bool
}

type lostBundle struct {
	number int64
	shown  bool
	site
}

// The forms of the tables that are brought over: see [relic.form]. The rest
// follows from them.
const (
	formOfLedger   = "-tiiiii"
	formOfPayment  = "-titiiii"
	formOfBundle   = "-iiibb"
	formOfDelivery = "-tiiiiiiiti"
	formOfAttempt  = "-itt"
)

// savedMark is added to the name of a file that is not in its place yet.
const savedMark = ".saved"

// bringOver writes what can still be read of the damaged ledger at path into a new
// one at another path, and tells how many payments that are.
func bringOver(path, into string) (payments int, err error) {
	w, err := openWreck(path)
	if err != nil {
		return 0, err
	}
	defer w.close()
	s := &salvage{w: w, payments: map[int64]*lost{}, told: map[int64]telling{}}
	w.rows(math.MaxUint32, s.find)
	slices.SortStableFunc(s.bundles, func(a, b lostBundle) int { return cmp.Compare(a.number, b.number) })
	s.readAnswers()
	s.nameOnce()

	if err := removeAll(into); err != nil {
		return 0, err
	}
	if err := create(into); err != nil {
		return 0, err
	}
	n, err := openStore(into, true)
	if err != nil {
		return 0, err
	}
	err = n.writer.transaction(func() error { return s.write(n.writer) })
	return len(s.payments), errors.Join(err, n.close())
}

// maxSane is above all that a shop counts, and far below what the ledger can.
const maxSane = 1 << 40

// find takes a row in, if it is one of those that are brought over and holds what
// may be written there.
func (s *salvage) find(at site, r relic) {
	if r.number <= 0 || r.number > maxSane {
		return
	}
	switch r.form() {
	case formOfLedger:
		if s.gateway == "" {
			s.gateway = r.text(1)
		}
		s.moves, s.prunes, s.spent = max(s.moves, sane(r.n(2))), max(s.prunes, sane(r.n(3))), max(s.spent, sane(r.n(4)))
	case formOfPayment:
		s.findPayment(r)
	case formOfBundle:
		s.spent = max(s.spent, sane(r.n(1)))
		if _, err := looksIn(r); err == nil {
			s.bundles = append(s.bundles, lostBundle{r.number, r.flag(3), at})
		}
	case formOfDelivery:
		s.spent = max(s.spent, sane(r.n(4)))
		s.owed = append(s.owed, r)
	case formOfAttempt:
		if json.Valid(r.columns[2].bytes) {
			s.attempts = append(s.attempts, r)
		}
	}
}

// sane is what was counted, 0 where nobody counts that far.
func sane(n int64) int64 {
	if n < 0 || n > maxSane {
		return 0
	}
	return n
}

func (s *salvage) findPayment(r relic) {
	id, err := kubepay.ParseID(r.text(1))
	if err != nil || s.payments[r.number] != nil {
		return
	}
	asked := r.text(3)
	if !json.Valid([]byte(asked)) {
		asked = ""
	}
	s.payments[r.number] = &lost{id: id, added: r.n(2), asked: asked, watched: r.flag(4), readUpTo: sane(r.n(7))}
}

// looksIn reads the looks of a bundle.
func looksIn(r relic) ([]look, error) {
	facts, err := unpacked(r.columns[4].bytes, r.number)
	if err != nil {
		return nil, err
	}
	return unpackLooks(string(facts), r.number)
}

// answersIn reads the answers of a bundle, nil if they are damaged.
func answersIn(r relic, looks []look) []byte {
	answers, err := unpacked(r.columns[5].bytes, r.number)
	length := 0
	for _, k := range looks {
		length += max(k.answer, 0)
	}
	if err != nil || length != len(answers) {
		return nil
	}
	return answers
}

// each gives all looks in order, with their answers. A look without one that is
// readable is [letGo].
func (s *salvage) each(yield func(b lostBundle, k look, answer []byte)) {
	last := int64(0)
	for _, b := range s.bundles {
		r, ok := s.w.at(b.site)
		if !ok || r.form() != formOfBundle {
			continue
		}
		looks, err := looksIn(r)
		if err != nil {
			continue
		}
		answers := answersIn(r, looks)
		for _, k := range looks {
			var answer []byte
			switch {
			case k.answer == letGo:
			case answers == nil && k.answer > 0:
				k.answer = letGo
			default:
				answer, answers = answers[:k.answer], answers[k.answer:]
			}
			events, err := k.events("")
			if err != nil || k.number <= last {
				continue
			}
			last = k.number + int64(max(len(events), 1)) - 1
			yield(b, k, answer)
		}
	}
}

// readAnswers finds the last answer about each payment, which is what is known of
// it. An answer names its payment, so that one whose row is lost is found; its
// name goes before that in the row, which has no sum.
func (s *salvage) readAnswers() {
	s.each(func(_ lostBundle, k look, answer []byte) {
		if k.answer == letGo {
			return
		}
		p := s.payments[k.payment]
		in, err := restore("", answer, k.kept)
		if err != nil && p != nil { // it names none
			in, err = restore(p.id, answer, k.kept)
		}
		if err != nil || in.ID == "" {
			return
		}
		if p == nil {
			p = &lost{added: k.at, watched: !in.Status.Over()}
			s.payments[k.payment] = p
		}
		p.id, p.latest = in.ID, k.number
	})
}

// nameOnce leaves out a payment with the name of another. It stays if something
// was seen of it, and not of the other.
func (s *salvage) nameOnce() {
	numbers := map[kubepay.ID]int64{}
	for _, number := range slices.Sorted(maps.Keys(s.payments)) {
		p := s.payments[number]
		other, twice := numbers[p.id]
		switch {
		case !twice:
		case p.latest > s.payments[other].latest:
			delete(s.payments, other)
		default:
			delete(s.payments, number)
			continue
		}
		numbers[p.id] = number
	}
}

// lostNumbers is how many numbers of events are passed over: those that cannot be
// read any longer may have been told to hooks.
const lostNumbers = 1 << 20
