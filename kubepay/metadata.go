package kubepay

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Bounds of the metadata; what goes beyond is left out.
const (
	maxFields     = 64
	maxFieldDepth = 8
	maxFieldKey   = 80  // characters
	maxFieldValue = 500 // characters
)

// metadata is flattened to dotted keys, in their order. Absent it is nil, as in
// a public look; an empty object is not.
type metadata []Field

func (m *metadata) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	raw, err := d.ReadValue()
	if err != nil || raw.Kind() == 'n' {
		return err
	}
	*m = metadata{}
	m.flatten(jsontext.NewDecoder(bytes.NewReader(raw), reading), "", 0)
	slices.SortStableFunc(*m, func(a, b Field) int { return strings.Compare(a.Key, b.Key) })
	return nil
}

// flatten adds the next value of d, which is known to be whole.
func (m *metadata) flatten(d *jsontext.Decoder, key string, depth int) {
	kind := d.PeekKind()
	if len(*m) == maxFields || depth == maxFieldDepth {
		_ = d.SkipValue()
		return
	}
	token, err := d.ReadToken()
	if err != nil {
		return
	}
	switch kind {
	case '{':
		for d.PeekKind() == '"' {
			name, _ := d.ReadToken()
			m.flatten(d, dotted(key, name.String()), depth+1)
		}
		_, _ = d.ReadToken()
	case '[':
		for i := 0; d.PeekKind() != ']'; i++ {
			m.flatten(d, dotted(key, strconv.Itoa(i)), depth+1)
		}
		_, _ = d.ReadToken()
	case 'n':
	default:
		m.add(key, token.String(), depth)
	}
}

// add keeps a plain value. Metadata that is JSON within a string is opened.
func (m *metadata) add(key, value string, depth int) {
	inner := jsontext.Value(value)
	if depth == 0 && (inner.Kind() == '{' || inner.Kind() == '[') && inner.IsValid(reading) {
		m.flatten(jsontext.NewDecoder(strings.NewReader(value), reading), "", 0)
		return
	}
	if key == "" {
		key = "metadata"
	}
	*m = append(*m, Field{Key: shared(Clean(key, maxFieldKey)), Value: Clean(value, maxFieldValue)})
}

func dotted(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}
