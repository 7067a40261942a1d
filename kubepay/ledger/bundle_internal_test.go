package ledger

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzUnpackLooks reads facts as a damaged file may hold them. Whatever is
// readable is packed again to what reads the same.
func FuzzUnpackLooks(f *testing.F) {
	const bundle = 1000
	whole := look{number: 1003, payment: 7, before: 990, at: -5, date: 1 << 62, away: true, answer: 17, changes: `[["paid"]]`, kept: "{}"}
	f.Add("")
	f.Add(string(look{number: bundle, answer: letGo, changes: "[]"}.pack(whole.pack(nil, bundle), bundle)))
	f.Add(string(whole.pack(look{number: bundle, answer: letGo, changes: "[]"}.pack(nil, bundle), bundle)))
	f.Add(strings.Repeat("\xff", 40))
	f.Fuzz(func(t *testing.T, facts string) {
		looks, err := unpackLooks(facts, bundle)
		if err != nil {
			return
		}
		var again []byte
		for _, k := range looks {
			again = k.pack(again, bundle)
		}
		same, err := unpackLooks(string(again), bundle)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(looks, same, cmp.AllowUnexported(look{})); diff != "" {
			t.Error(diff)
		}
		if !slices.IsSortedFunc(looks, func(a, b look) int { return int(a.number - b.number) }) {
			t.Error("the looks are not in order")
		}
	})
}

func TestAnAnswerSaysWhatItHas(t *testing.T) {
	t.Parallel()
	for answer, says := range map[string]bool{
		`{"metadata":{"order":"1"},"transactions":[]}`:            true,
		"{\"amount\":1,\"metadata\" :\n{},\"transactions\" : []}": true,
		`{"metadata":null,"transactions":[]}`:                     false,
		`{"metadata":{},"transactions":null}`:                     false,
		`{"metadata":{}}`:                                         false,
		`{"status":"paid"}`:                                       false,
		`metadata"`:                                               false,
		`sactions":[]`:                                            false,
		``:                                                        false,
	} {
		if got := saysAll([]byte(answer)); got != says {
			t.Errorf("%s: %t", answer, got)
		}
	}
}
