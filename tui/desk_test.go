package tui

import (
	"context"
	"errors"
	"testing"
)

// errForgotten is how a question ends that nobody waits for any more.
var errForgotten = errors.New("forgotten")

func answering(answer string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		if ctx.Err() != nil {
			return "", errForgotten
		}
		return answer, nil
	}
}

// However many questions come up, one is asked at a time, the last is answered,
// and no other answer is handed on.
func TestTheDeskAsksOneThingAtATime(t *testing.T) {
	var d desk[string]
	first := d.ask(t.Context(), answering("first"))
	if first == nil {
		t.Fatal("the first question is not asked")
	}
	for _, q := range []string{"second", "third", "fourth"} {
		if d.ask(t.Context(), answering(q)) != nil {
			t.Errorf("%s is asked while an answer is outstanding", q)
		}
	}
	old := first().(answered[string])
	if !errors.Is(old.err, errForgotten) {
		t.Errorf("the first question is still worked on: %q", old.answer)
	}
	current, next := d.take(t.Context(), old)
	if current || next == nil {
		t.Fatal("an old answer is handed on, or the last question is not asked")
	}
	last := next().(answered[string])
	if current, next := d.take(t.Context(), last); !current || next != nil || last.answer != "fourth" || last.err != nil {
		t.Errorf("%q, %v, want the fourth", last.answer, last.err)
	}
}

func TestTheDeskForgetsWhatNobodyWaitsFor(t *testing.T) {
	var d desk[string]
	d.drop()
	asked := d.ask(t.Context(), answering("first"))
	d.ask(t.Context(), answering("second"))
	d.drop()
	current, next := d.take(t.Context(), asked().(answered[string]))
	if current || next != nil {
		t.Error("an answer is handed on, or another question asked")
	}
	if d.ask(t.Context(), answering("third")) == nil {
		t.Error("the desk stays busy")
	}
}
