package track_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/track"
)

func TestTheListKeepsItsOrderAndForgetsNothing(t *testing.T) {
	known := track.New()
	for _, id := range []kubepay.ID{"c", "a", "b", "a"} {
		known.Put(id)
	}
	known.Take(look(1, standing(kubepay.Paid))) // of a
	known.Drop("a")
	known.Drop("a")
	known.Drop("nobody's")
	if diff := cmp.Diff([]kubepay.ID{"c", "b"}, known.All()); diff != "" || known.On("a") || !known.On("b") {
		t.Error(diff)
	}
	known.Put("a")
	if diff := cmp.Diff([]kubepay.ID{"c", "b", "a"}, known.All()); diff != "" || known.Intent("a").Status != kubepay.Paid {
		t.Error(diff)
	}
	if n := len(slices.Collect(known.Listed())); n != 3 {
		t.Errorf("%d on the list", n)
	}
}
