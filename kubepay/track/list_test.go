package track_test

import (
	"fmt"
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

// A display that runs for months does not remember every sale that it ever saw.
func TestOnlyTheLatestThatLeftTheListAreRemembered(t *testing.T) {
	known := track.New()
	pass := func(id kubepay.ID) {
		known.Put(id)
		o := look(1, standing(kubepay.Paid))
		o.ID = id
		known.Take(o)
		known.Drop(id)
	}
	pass("first")
	pass("returned")
	known.Put("returned")
	for i := range 1500 {
		pass(kubepay.ID(fmt.Sprint(i)))
	}
	if known.Intent("first") != nil || known.Intent("499") != nil {
		t.Error("what left the list long ago is remembered")
	}
	if known.Intent("500") == nil || known.Intent("1499") == nil || known.Intent("returned") == nil {
		t.Error("what left the list lately, or is on it, is forgotten")
	}
}
