package ledger_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func TestProgramsHearOfEachOther(t *testing.T) {
	till, path := fresh(t)
	display := open(t, path, ledger.Options{})
	if err := till.Watch(noon, "old"); err != nil {
		t.Fatal(err)
	}
	now, err := display.Now()
	if err != nil {
		t.Fatal(err)
	}
	news := func(want ledger.News) ledger.News {
		t.Helper()
		got, err := display.News(now)
		if err != nil {
			t.Fatal(err)
		}
		now, want.Upto = got.Upto, got.Upto
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(ledger.Cursor{})); diff != "" {
			t.Error(diff)
		}
		return got
	}
	news(ledger.News{})

	if err := till.Watch(noon, "a", "b"); err != nil {
		t.Fatal(err)
	}
	r := one(t, "a")
	record(t, till, r)
	a := ledger.Payment{ID: "a", Added: noon, Watched: true, Intent: &r.Intent, SeenAt: noon, Events: r.Events}
	news(ledger.News{Added: []kubepay.ID{"a", "b"}, Changed: []ledger.Payment{a}})
	news(ledger.News{})

	if err := till.Unwatch("b", "never-there"); err != nil {
		t.Fatal(err)
	}
	p := payment{id: "a", status: kubepay.Paid, created: noon, order: "1042"}
	second := p.seen(t, noon.Add(time.Minute), &r.Intent)
	record(t, till, second)
	a.Intent, a.SeenAt, a.Events = &second.Intent, second.SeenAt, second.Events
	news(ledger.News{Removed: []kubepay.ID{"b"}, Changed: []ledger.Payment{a}})

	if err := till.Acknowledge("a", second.Events[0].Number); err != nil {
		t.Fatal(err)
	}
	a.Events, a.ReadUpTo = nil, second.Events[0].Number
	news(ledger.News{Changed: []ledger.Payment{a}})
	news(ledger.News{})
}

func TestWhatNobodyWasShownIsAnnouncedOnce(t *testing.T) {
	l, path := fresh(t)
	record(t, l, one(t, "shown"))
	unseen := []ledger.Record{one(t, "a"), one(t, "b")}
	if err := l.Record(unseen, false); err != nil {
		t.Fatal(err)
	}
	record(t, l, one(t, "shown-too"))
	l.Close()
	l = open(t, path, ledger.Options{})
	events, err := l.Unannounced()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append(unseen[0].Events, unseen[1].Events...), events); diff != "" {
		t.Error(diff)
	}
	if events, err := l.Unannounced(); events != nil || err != nil {
		t.Errorf("announced once more: %v, %v", events, err)
	}
}

func TestOneProgramLeadsAndAnotherTakesOver(t *testing.T) {
	l, path := fresh(t)
	other := open(t, path, ledger.Options{})
	lead := func(l *ledger.Ledger, me string, after time.Duration, health string, want bool) ledger.Beat {
		t.Helper()
		leads, beat, err := l.Lead(me, noon.Add(after), []byte(health))
		if err != nil || leads != want {
			t.Fatalf("%s after %s: leads %t, %v", me, after, leads, err)
		}
		return beat
	}
	lead(l, "till", 0, "well", true)
	if beat := lead(other, "display", 2*time.Second, "", false); string(beat.Health) != "well" {
		t.Errorf("the follower hears %q", beat.Health)
	}
	lead(l, "till", 2100*time.Millisecond, "better", true)
	if beat := lead(other, "display", 5*time.Second, "", false); string(beat.Health) != "better" {
		t.Errorf("the follower hears %q", beat.Health)
	}
	if err := other.Ask("display", []ledger.Ask{{ID: "a", Show: true, At: noon.Add(5 * time.Second)}, {ID: "b", Look: true, At: noon.Add(5 * time.Second)}}); err != nil {
		t.Fatal(err)
	}
	if beat := lead(l, "till", 5500*time.Millisecond, "better", true); len(beat.Asked) != 2 || !beat.Asked[0].Show || !beat.Asked[1].Look {
		t.Errorf("asked for %v", beat.Asked)
	}
	if beat := lead(l, "till", 11*time.Second, "better", true); len(beat.Asked) != 0 {
		t.Errorf("wishes that lapsed: %v", beat.Asked)
	}
	lead(other, "display", 16*time.Second, "", true)
	lead(l, "till", 17*time.Second, "", false)
	if err := other.Resign("display"); err != nil {
		t.Fatal(err)
	}
	lead(l, "till", 17*time.Second, "", true)
	lead(other, "display", -time.Hour, "", true) // the clock was set back
}
