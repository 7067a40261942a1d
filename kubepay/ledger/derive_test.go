package ledger_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// kept is what the file tells of a payment: its status, what happened, and what
// the hook is told of that.
func kept(t *testing.T, l *ledger.Ledger, id kubepay.ID) (status kubepay.Status, events, told []string) {
	t.Helper()
	p, err := l.Payment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, ev := range p.Events {
		events = append(events, string(ev.Kind)+" "+ev.To)
	}
	for _, d := range p.Deliveries {
		told = append(told, string(d.Event.Kind)+" "+d.Event.To)
	}
	return p.Intent.Status, events, told
}

// Two programs that looked by themselves while the file was locked record what
// they saw, whoever comes first: each change stands once, and is told once.
func TestWhatTwoProgramsSawIsKeptOnce(t *testing.T) {
	hooks := ledger.Options{Hooks: func(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} }}
	at := func(seconds int) time.Time { return noon.Add(time.Duration(seconds) * time.Second) }
	for name, later := range map[string][]struct {
		by     string
		at     int
		status kubepay.Status
		from   kubepay.Status
	}{
		"the first to see it records first":  {{"till", 10, kubepay.Paid, kubepay.Pending}, {"display", 13, kubepay.Paid, kubepay.Pending}},
		"the last to see it records first":   {{"display", 13, kubepay.Paid, kubepay.Pending}, {"till", 10, kubepay.Paid, kubepay.Pending}},
		"one saw less":                       {{"display", 13, kubepay.Paid, kubepay.Pending}, {"till", 10, kubepay.Partial, kubepay.Pending}},
		"they saw one after the other":       {{"till", 10, kubepay.Partial, kubepay.Pending}, {"display", 13, kubepay.Paid, kubepay.Pending}},
		"one saw more, and records it later": {{"display", 13, kubepay.Paid, kubepay.Pending}, {"till", 10, kubepay.Partial, kubepay.Pending}, {"till", 14, kubepay.Paid, kubepay.Partial}},
	} {
		t.Run(name, func(t *testing.T) {
			_, path := fresh(t)
			programs := map[string]*ledger.Ledger{"till": open(t, path, hooks), "display": open(t, path, hooks)}
			p := payment{id: "a", status: kubepay.Pending, created: noon}
			record(t, programs["till"], p.seen(t, noon, nil))
			for _, look := range later {
				before := payment{id: "a", status: look.from, created: noon}.intent(t)
				p.status = look.status
				record(t, programs[look.by], p.seen(t, at(look.at), &before))
			}
			status, events, told := kept(t, programs["till"], "a")
			want := []string{"first_seen pending", "status paid"}
			if name == "they saw one after the other" {
				want = []string{"first_seen pending", "status partial", "status paid"}
			}
			if diff := cmp.Diff(want, events); diff != "" || status != kubepay.Paid {
				t.Errorf("%s, %s", status, diff)
			}
			if diff := cmp.Diff(want, told); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestARecordSaysWhetherItWasKept(t *testing.T) {
	till, path := fresh(t)
	display := open(t, path, ledger.Options{})
	pending := payment{id: "a", status: kubepay.Pending, created: noon}
	first := pending.seen(t, noon, nil)
	record(t, till, first)
	paid := pending
	paid.status = kubepay.Paid
	record(t, display, paid.seen(t, noon.Add(20*time.Second), &first.Intent))
	other := payment{id: "b", status: kubepay.Pending, created: noon}
	batch := []ledger.Record{
		paid.seen(t, noon.Add(10*time.Second), &first.Intent),
		other.seen(t, noon.Add(21*time.Second), nil),
		paid.seen(t, noon.Add(30*time.Second), &first.Intent),
	}
	record(t, till, batch...)
	if batch[0].Number != 0 || batch[0].Events != nil {
		t.Errorf("an older look has the number %d, and events %v", batch[0].Number, batch[0].Events)
	}
	if batch[1].Number != 3 || len(batch[1].Events) != 1 || batch[1].Events[0].Number != 3 {
		t.Errorf("what nobody else saw has the number %d, and events %v", batch[1].Number, batch[1].Events)
	}
	if batch[2].Number != 4 || len(batch[2].Events) != 0 {
		t.Errorf("a later look has the number %d, and tells again %v", batch[2].Number, batch[2].Events)
	}
	if p, err := till.Payment(t.Context(), "a"); err != nil || !p.SeenAt.Equal(noon.Add(30*time.Second)) {
		t.Errorf("seen at %v, %v", p.SeenAt, err)
	}
}

// What was not recorded is as it was, to be recorded later.
func TestAFailureLeavesTheBatchAsItWas(t *testing.T) {
	t.Parallel()
	till, path := fresh(t)
	first := one(t, "a")
	record(t, till, first)
	display := open(t, path, ledger.Options{})
	holder := raw(t, path)
	run(t, holder, "BEGIN IMMEDIATE")
	paid := payment{id: "a", status: kubepay.Paid, created: noon, order: "1042"}
	r := []ledger.Record{paid.seen(t, noon.Add(time.Second), nil)} // it does not know of the look before
	if err := display.Record(r, true); err == nil || r[0].Events[0].Kind != kubepay.FirstSeen {
		t.Errorf("%v: %v", err, r[0].Events)
	}
	run(t, holder, "COMMIT")
	record(t, display, r...)
	if len(r[0].Events) != 1 || r[0].Events[0].Kind != kubepay.StatusChanged {
		t.Errorf("recorded %v", r[0].Events)
	}
}

// A clock that was set back hides nothing: the gateway's tells that the look is
// later.
func TestAClockThatWasSetBackHidesNothing(t *testing.T) {
	l, path := fresh(t)
	first := one(t, "a")
	record(t, l, first)
	l.Close()
	l = open(t, path, ledger.Options{})
	r := payment{id: "a", status: kubepay.Paid, created: noon, order: "1042"}.seen(t, noon.Add(-time.Hour), &first.Intent)
	r.Date = noon.Add(time.Minute).UTC()
	record(t, l, r)
	if status, events, _ := kept(t, l, "a"); status != kubepay.Paid || len(events) != 2 {
		t.Errorf("%s, %v", status, events)
	}
}
