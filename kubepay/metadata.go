package kubepay

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// LeftOut is the key of a last field that says how many fields there were no
// room for.
const LeftOut = ellipsis

// bounds are how much of the metadata is taken. A value that is longer ends with
// an ellipsis; fields beyond them are counted under [LeftOut], but for those that
// say what a payment is for.
type bounds struct {
	fields int
	size   int // bytes of all keys and values
	key    int // characters
	value  int // characters
}

// What is nested deeper than this is one value: its JSON.
const maxFieldDepth = 8

var (
	forScreens = bounds{fields: 64, size: maxBody, key: 80, value: 500}
	forBooks   = bounds{fields: maxBody, size: 4 * maxBody, key: 1000, value: maxBody}
)

// metadata is flattened to dotted keys, in their order. Absent it is nil, as in
// a public look; an empty object is not.
type metadata []Field

func (m *metadata) UnmarshalJSONFrom(d *jsontext.Decoder) (err error) {
	*m, err = readMetadata(d, forScreens)
	return err
}

type wholeMetadata []Field

func (m *wholeMetadata) UnmarshalJSONFrom(d *jsontext.Decoder) (err error) {
	*m, err = readMetadata(d, forBooks)
	return err
}

// ReadMetadata reads the metadata of an answer that was kept from earlier, with
// all of it that an [Intent] has no room for. Without any it is nil.
func ReadMetadata(raw []byte) []Field {
	var w struct {
		Metadata wholeMetadata `json:"metadata"`
	}
	if err := json.Unmarshal(raw, &w, reading); err != nil {
		return nil
	}
	return w.Metadata
}

// Shortened tells whether some of the metadata may have found no room.
func (in Intent) Shortened() bool {
	return slices.ContainsFunc(in.Metadata, func(f Field) bool {
		return strings.HasSuffix(f.Key, ellipsis) || strings.HasSuffix(f.Value, ellipsis)
	})
}

func readMetadata(d *jsontext.Decoder, most bounds) ([]Field, error) {
	raw, err := d.ReadValue()
	if err != nil || raw.Kind() == 'n' {
		return nil, err
	}
	f := flattening{bounds: most, kept: []Field{}}
	f.flatten(jsontext.NewDecoder(bytes.NewReader(raw), reading), "", 0)
	slices.SortStableFunc(f.kept, func(a, b Field) int { return strings.Compare(a.Key, b.Key) })
	if f.left > 0 {
		f.kept = append(f.kept, Field{LeftOut, fmt.Sprintf("%d more left out", f.left)})
	}
	return f.kept, nil
}

// flattening is metadata while it is read.
type flattening struct {
	bounds
	kept []Field
	used int // bytes
	left int // fields for which there was no room
}

// flatten adds the next value of d, which is known to be whole.
func (f *flattening) flatten(d *jsontext.Decoder, key string, depth int) {
	kind := d.PeekKind()
	if depth == maxFieldDepth && (kind == '{' || kind == '[') {
		nested, _ := d.ReadValue()
		f.keep(key, string(nested))
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
			f.member(d, key, name.String(), depth)
		}
		_, _ = d.ReadToken()
	case '[':
		for i := 0; d.PeekKind() != ']'; i++ {
			f.member(d, key, strconv.Itoa(i), depth)
		}
		_, _ = d.ReadToken()
	case 'n':
	default:
		f.add(key, token.String(), depth)
	}
}

// member adds the next value of d, which is within another. Where there is no
// room, only what says what the payment is for is taken.
func (f *flattening) member(d *jsontext.Decoder, key, name string, depth int) {
	full := len(f.kept) >= f.fields || f.used >= f.size
	if full && (key != "" || !slices.Contains(titleKeys, name)) {
		f.left += plainValues(d)
		return
	}
	f.flatten(d, dotted(key, name), depth+1)
}

// add keeps a plain value. Metadata that is JSON within a string is opened.
func (f *flattening) add(key, value string, depth int) {
	inner := jsontext.Value(value)
	if depth == 0 && (inner.Kind() == '{' || inner.Kind() == '[') && inner.IsValid(reading) {
		f.flatten(jsontext.NewDecoder(strings.NewReader(value), reading), "", 0)
		return
	}
	if key == "" {
		key = "metadata"
	}
	f.keep(key, value)
}

func (f *flattening) keep(key, value string) {
	field := Field{Key: shared(Clean(key, f.key)), Value: Clean(value, f.value)}
	f.kept = append(f.kept, field)
	f.used += len(field.Key) + len(field.Value)
}

// plainValues reads over the next value, and counts the fields that it would
// have been.
func plainValues(d *jsontext.Decoder) (n int) {
	switch d.PeekKind() {
	case '{':
		_, _ = d.ReadToken()
		for d.PeekKind() == '"' {
			_, _ = d.ReadToken()
			n += plainValues(d)
		}
		_, _ = d.ReadToken()
		return n
	case '[':
		_, _ = d.ReadToken()
		for d.PeekKind() != ']' {
			n += plainValues(d)
		}
		_, _ = d.ReadToken()
		return n
	case 'n':
		_ = d.SkipValue()
		return 0
	}
	_ = d.SkipValue()
	return 1
}

func dotted(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}
