package keeper

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// answer is what a gateway says of a payment as it is made.
func answer(t *testing.T, id kubepay.ID, raw string) kubepay.Observation {
	t.Helper()
	in, err := kubepay.ReadAnswer(id, []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return kubepay.Observation{ID: id, At: time.Now(), Intent: &in, Raw: []byte(raw)}
}

const whole = `{"status":"pending","token":"BTC","currency":"EUR","amount_fiat":"12.50"}`

// What the answer to a create says is there at once, whoever looks and whether or not
// the file can be written, and what happened is told once.
func TestTheAnswerToACreateIsTheFirstLook(t *testing.T) {
	for name, kind := range map[string]ledger.Kind{"recorded": "", "on credit": ledger.Full} {
		t.Run(name, func(t *testing.T) {
			story(t, func(s *town) {
				leader := s.start("leader", Options{})
				s.wait(3 * time.Second)
				till := s.start("till", Options{})
				s.wait(3 * time.Second)
				till.book.breaks(kind, 0)
				s.wait(3 * time.Second)
				till.Made(answer(t, "sold", whole))
				s.wait(10 * time.Millisecond)
				if got := till.status("sold"); got != "pending" || till.owed("sold") != (kind != "") {
					t.Errorf("the till shows %q, on credit %t", got, till.owed("sold"))
				}
				till.book.breaks("", 0)
				s.wait(20 * time.Second)
				for _, p := range []*program{leader, till} {
					if diff := cmp.Diff([]string{"sold first_seen pending"}, p.timeline("sold")); diff != "" {
						t.Errorf("at the %s: %s", p.name, diff)
					}
				}
				if kept := s.kept("sold"); len(kept.Events) != 1 || till.owed("sold") {
					t.Errorf("recorded is %+v", kept)
				}
				s.set(kubepay.Paid, "sold")
				s.wait(11 * time.Second)
				if leader.status("sold") != "paid" || till.status("sold") != "paid" {
					t.Errorf("shown %s and %s", leader.status("sold"), till.status("sold"))
				}
			})
		})
	}
}

// The documented answer has no status, and none is made up.
func TestAnAnswerToACreateWithoutAStatusIsNoLook(t *testing.T) {
	story(t, func(s *town) {
		s.took = time.Second
		till := s.start("till", Options{})
		s.wait(3 * time.Second)
		till.Made(answer(t, "sold", `{"token":"BTC","currency":"EUR","amount_fiat":"12.50"}`))
		s.wait(500 * time.Millisecond)
		if kept := s.kept("sold"); kept.Intent != nil || till.status("sold") != "" {
			t.Errorf("recorded is %+v, shown %q", kept, till.status("sold"))
		}
		s.wait(3 * time.Second)
		if diff := cmp.Diff([]string{"sold first_seen pending"}, till.timeline("sold")); diff != "" {
			t.Error(diff)
		}
	})
}

// A till that looks by itself goes on with looks of its own.
func TestTheTillThatLooksGoesOnFromTheAnswer(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a", "b")
		s.wait(15 * time.Second)
		s.set(kubepay.Partial, "sold")
		till.Made(answer(t, "sold", whole))
		s.wait(2 * time.Second)
		if diff := cmp.Diff([]string{"sold first_seen pending", "sold status partial"}, till.timeline("sold")); diff != "" {
			t.Error(diff)
		}
		s.set(kubepay.Paid, "a", "b", "sold")
		s.wait(11 * time.Second)
		for _, id := range []kubepay.ID{"a", "b", "sold"} {
			if got := till.status(id); got != "paid" {
				t.Errorf("%s is shown %s", id, got)
			}
		}
	})
}
