package command

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"paywatch/kubepay"
)

const schemaFile = "../../docs/change.schema.json"

// schema is the documented form of a change. Strictly read, nothing may stand in
// one that is not in the schema.
func schema(t *testing.T, strict bool) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if strict {
		forbidMore(doc)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("change.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("change.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func forbidMore(doc any) {
	switch doc := doc.(type) {
	case map[string]any:
		if _, open := doc["additionalProperties"]; doc["properties"] != nil && !open {
			doc["additionalProperties"] = false
		}
		for _, part := range doc {
			forbidMore(part)
		}
	case []any:
		for _, part := range doc {
			forbidMore(part)
		}
	}
}

func validate(t *testing.T, s *jsonschema.Schema, line []byte) {
	t.Helper()
	if n := bytes.Count(line, []byte("\n")); n != 1 || !bytes.HasSuffix(line, []byte("\n")) {
		t.Errorf("a change takes %d lines: %q", n, line)
	}
	change, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		t.Errorf("%q is no JSON: %v", line, err)
		return
	}
	if err := s.Validate(change); err != nil {
		t.Errorf("%s\n%v", line, err)
	}
}

func TestEveryLineOfTailIsAsItsSchemaHasIt(t *testing.T) {
	strict := schema(t, true)
	story(t, func(s *shop) {
		s.blocksTheLedger() // which takes its time in so many minutes
		var ids []kubepay.ID
		for _, card := range []string{"three_parts", "overpaid", "late", "moved", "taken_back", "on_hold", "many", "failed", "partial_expired"} {
			ids = append(ids, s.sells(card))
		}
		tail := s.tails(s.program(), time.Time{}, ids...)
		s.wait(13 * time.Minute)
		tail.stop()
		if err := tail.end(); err == nil {
			s.Error("all is recorded")
		}
		kinds := map[kubepay.ChangeKind]bool{}
		for _, h := range tail.events() {
			kinds[h.Event.Kind] = true
			validate(s.T, strict, Stream{JSON: true}.line(h, paint{}))
			h.Event.Number, h.Event.Source = 17, kubepay.WhileAway
			validate(s.T, strict, Stream{JSON: true}.line(h, paint{}))
		}
		if len(kinds) < 8 {
			t.Errorf("only %v were told", kinds)
		}
	})
}

func TestTheSchemaTakesNothingElse(t *testing.T) {
	s := schema(t, false)
	for _, text := range []string{
		`{}`, `{"v":2,"event":{"kind":"status","topics":["paid"],"observed_at":"2026-11-26T15:31:00Z"},"payment":{"id":"a","status":"paid","fiat":{},"crypto":{}}}`,
		`{"v":1,"event":{"kind":"status","topics":["paid"],"observed_at":"yesterday"},"payment":{"id":"a","status":"paid","fiat":{},"crypto":{}}}`,
		`{"v":1,"event":{"kind":"status","topics":["paid"],"observed_at":"2026-11-26T15:31:00Z"},"payment":{"id":"a","status":"paid","fiat":{"total":12.5},"crypto":{}}}`,
	} {
		change, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(change) == nil {
			t.Errorf("%s is taken", text)
		}
	}
}
