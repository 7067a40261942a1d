package watch

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

// answering is a gateway where every payment is pending.
type answering struct{}

func (answering) Retrieve(_ context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return kubepay.Answer{Raw: fmt.Appendf(nil, `{"id":%q,"status":"pending"}`, id)}, nil
}

func (a answering) RetrievePublic(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return a.Retrieve(ctx, id)
}

var statuses = []kubepay.Status{kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Failed, kubepay.Expired, "on_hold"}

// observe makes an observation out of a byte: an answer with a status, the last
// answer again, or a failure.
func observe(id kubepay.ID, seq uint64, what byte) kubepay.Observation {
	o := kubepay.Observation{ID: id, Seq: seq}
	switch k := int(what) % (len(statuses) + 2); k {
	case len(statuses):
		o.Unchanged = true
	case len(statuses) + 1:
		o.Err = &kubepay.Error{Kind: kubepay.Broken}
	default:
		o.Intent = &kubepay.Intent{ID: id, Status: statuses[k]}
	}
	return o
}

// FuzzBatch has looks at four payments end in any order and be taken at any
// time, and holds what was taken against all that was seen.
func FuzzBatch(f *testing.F) {
	f.Add([]byte{0, 2, 1, 7, 2, 3, 255, 0, 6})
	f.Add([]byte{0, 2, 0, 1, 0, 2, 0, 7})
	f.Fuzz(func(t *testing.T, script []byte) {
		g := gathering{}
		seen, taken := map[kubepay.ID][]kubepay.Observation{}, []kubepay.Observation(nil)
		check := func() {
			taken = g.take()
			if !slices.IsSortedFunc(taken, bySeq) {
				t.Fatalf("not in order of Seq: %+v", taken)
			}
			for id, all := range seen {
				checkPayment(t, all, slices.DeleteFunc(slices.Clone(taken), func(o kubepay.Observation) bool { return o.ID != id }))
			}
			clear(seen)
		}
		for i := 0; i+1 < len(script); i += 2 {
			if script[i] == 255 {
				check()
				continue
			}
			id := kubepay.ID(rune('a' + script[i]%4))
			o := observe(id, uint64(i), script[i+1])
			seen[id] = append(seen[id], o)
			g.add(o)
		}
		check()
		if len(g) != 0 {
			t.Fatalf("left after it was taken: %v", g)
		}
	})
}

// checkPayment holds what was taken of one payment against all that was seen.
func checkPayment(t *testing.T, all, taken []kubepay.Observation) {
	t.Helper()
	if len(taken) > 5 {
		t.Fatalf("%d observations of one payment kept", len(taken))
	}
	if got, want := taken[len(taken)-1].Seq, all[len(all)-1].Seq; got != want {
		t.Fatalf("the latest look is %d, want %d", got, want)
	}
	if got, want := known(taken), known(all); got != want {
		t.Fatalf("the latest answer says %q, want %q", got, want)
	}
	for _, o := range all {
		if ended(o) && !slices.ContainsFunc(taken, func(k kubepay.Observation) bool { return ended(k) && k.Intent.Status == o.Intent.Status }) {
			t.Fatalf("%s was seen and is lost", o.Intent.Status)
		}
	}
	for i, o := range taken {
		if o.Err != nil && i != len(taken)-1 {
			t.Fatalf("a failure is kept that a good look followed")
		}
	}
}

// known is the status that a reader would know of after some looks.
func known(looks []kubepay.Observation) (s kubepay.Status) {
	for _, o := range looks {
		if o.Intent != nil {
			s = o.Intent.Status
		}
	}
	return s
}

func TestWhatABatchKeepsOfAPayment(t *testing.T) {
	const pending, partial, paid, expired, same, fail = 0, 1, 2, 4, 6, 7
	for _, c := range []struct {
		name string
		seen []byte
		want []string
	}{
		{"the latest", []byte{pending, partial}, []string{"1 partial"}},
		{"an answer with the time of its last confirmation", []byte{pending, same, same}, []string{"2 pending"}},
		{"an answer and the failure after it", []byte{partial, fail, fail}, []string{"0 partial", "2 fail"}},
		{"no failure before an answer", []byte{fail, pending}, []string{"1 pending"}},
		{"confirmed and then failed", []byte{pending, fail, same, fail}, []string{"2 pending", "3 fail"}},
		{"paid, confirmed", []byte{pending, paid, same}, []string{"1 paid", "2 same"}},
		{"paid, taken back", []byte{paid, fail, partial, same}, []string{"0 paid", "3 partial"}},
		{"every end", []byte{expired, partial, paid, fail}, []string{"0 expired", "2 paid", "3 fail"}},
		{"paid twice", []byte{paid, partial, paid}, []string{"2 paid"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := gathering{}
			for i, what := range c.seen {
				g.add(observe("a", uint64(i), what))
			}
			var got []string
			for _, o := range g.take() {
				word := "same"
				if o.Err != nil {
					word = "fail"
				} else if o.Intent != nil {
					word = string(o.Intent.Status)
				}
				got = append(got, fmt.Sprint(o.Seq, " ", word))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
