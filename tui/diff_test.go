package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawnDiff is a difference as people write one: lines of both, of the earlier and
// of the later text, and a changed line as a pair.
func drawnDiff(rows []diffRow) string {
	var all []string
	for _, r := range rows {
		switch {
		case r.same():
			all = append(all, "="+*r.before)
		case r.after == nil:
			all = append(all, "-"+*r.before)
		case r.before == nil:
			all = append(all, "+"+*r.after)
		default:
			all = append(all, *r.before+"/"+*r.after)
		}
	}
	return strings.Join(all, " ")
}

func TestDifferencesAreSetSideBySide(t *testing.T) {
	for _, test := range []struct{ before, after, want string }{
		{"a b c", "a b c", "=a =b =c"},
		{"a b c", "a x c", "=a b/x =c"},
		{"a c", "a b c", "=a +b =c"},
		{"a b c", "a c", "=a -b =c"},
		{"a b c d", "a x c y d", "=a b/x =c +y =d"},
		{"{ a } ]", "{ a } { b } ]", "=a"},
		{"a", "b c", "a/b +c"},
		{"", "a", "/a"},
	} {
		if test.want == "=a" { // whichever way: one object was added
			test.want = "={ =a =} +{ +b +} =]"
		}
		if got := drawnDiff(diff(strings.Split(test.before, " "), strings.Split(test.after, " "))); got != test.want {
			t.Errorf("%q and %q give %q, want %q", test.before, test.after, got, test.want)
		}
	}
}

func TestHugeDifferencesAreNotWorkedOut(t *testing.T) {
	before, after := []string{"{"}, []string{"{"}
	for i := range 5000 {
		before = append(before, fmt.Sprint("a", i))
		after = append(after, fmt.Sprint("b", i))
	}
	rows := diff(append(before, "}"), append(after, "}"))
	if len(rows) != 5002 || !rows[0].same() || !rows[5001].same() || rows[1].same() {
		t.Errorf("%d rows", len(rows))
	}
}

// FuzzDiff wants both texts to be whole in what is set side by side, in order.
func FuzzDiff(f *testing.F) {
	f.Add("a\nb\nc", "a\nx\nc\nd")
	f.Add("", "\n")
	f.Add("{\n}\n{\n}", "{\n}")
	f.Fuzz(func(t *testing.T, before, after string) {
		one, two := strings.Split(before, "\n"), strings.Split(after, "\n")
		var left, right []string
		for _, r := range diff(one, two) {
			if r.before == nil && r.after == nil {
				t.Fatal("a row of nothing")
			}
			if r.before != nil {
				left = append(left, *r.before)
			}
			if r.after != nil {
				right = append(right, *r.after)
			}
		}
		if d := cmp.Diff(one, left) + cmp.Diff(two, right); d != "" {
			t.Error(d)
		}
	})
}
