package kubepay

import (
	"bytes"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"
)

// Bounds of what an answer may hold, in characters.
const (
	maxWord    = 40  // a status, coin or currency
	maxAddress = 256 // the longest in use, a unified one of Zcash, has 213
)

// wrongValue is a value that cannot be read as what its field should be.
type wrongValue struct{ reason string }

func (e *wrongValue) Error() string { return e.reason }

// text is a string, not cleaned yet. A number or a truth value is taken as it is
// written; null is "".
type text string

func (t *text) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case '"', '0', 't', 'f', 'n':
		token, err := d.ReadToken()
		if err != nil {
			return err
		}
		*t = ""
		if token.Kind() != 'n' {
			*t = text(token.String())
		}
		return nil
	}
	return skip(d, "it is no text")
}

// skip passes over a value that has the wrong shape. Broken JSON goes before
// the shape.
func skip(d *jsontext.Decoder, reason string) error {
	if err := d.SkipValue(); err != nil {
		return err
	}
	return &wrongValue{reason}
}

// word is a text that may stand in an object, as the documentation's schema has
// it of the status: under one of the usual names, or as the only text there.
type word string

// wordNames are where an object keeps its word, the most telling first.
var wordNames = []string{"value", "status", "name", "code"}

func (w *word) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if d.PeekKind() != '{' {
		return (*text)(w).UnmarshalJSONFrom(d)
	}
	raw, err := d.ReadValue()
	if err != nil {
		return err
	}
	texts := stringsOf(raw)
	for _, name := range wordNames {
		if s, ok := texts[name]; ok {
			*w = word(s)
			return nil
		}
	}
	if len(texts) != 1 {
		return &wrongValue{"it is an object without a word"}
	}
	for _, s := range texts {
		*w = word(s)
	}
	return nil
}

// stringsOf are the members of an object that are strings.
func stringsOf(raw jsontext.Value) map[string]string {
	d := jsontext.NewDecoder(bytes.NewReader(raw), reading)
	found := map[string]string{}
	if _, err := d.ReadToken(); err != nil {
		return found
	}
	for d.PeekKind() == '"' {
		name, _ := d.ReadToken()
		key := name.String()
		if d.PeekKind() != '"' {
			_ = d.SkipValue()
			continue
		}
		value, _ := d.ReadToken()
		found[key] = value.String()
	}
	return found
}

// amount is a decimal as a string or a number, exact either way. null and the
// empty string, which the documented form allows, are unknown.
type amount struct{ decimal.NullDecimal }

func (a *amount) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case '"', '0', 'n':
		token, err := d.ReadToken()
		if err != nil || token.Kind() == 'n' {
			return err
		}
		s := strings.TrimSpace(token.String())
		if s == "" {
			return nil
		}
		a.Decimal, err = parseAmount(s)
		a.Valid = err == nil
		return err
	}
	return skip(d, "it is no amount")
}

// instant is a time of ISO 8601. null and "" are the zero time.
type instant struct{ time.Time }

// instantForms are the forms met besides RFC 3339, which is tried first. Each
// takes decimals of a second too. Where no zone is said, it is UTC.
var instantForms = []string{
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05Z07",
	"2006-01-02T15:04:05",
}

func (t *instant) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var said text
	if err := said.UnmarshalJSONFrom(d); err != nil || said == "" {
		return err
	}
	s := strings.Replace(strings.TrimSpace(string(said)), " ", "T", 1)
	at, err := time.Parse(time.RFC3339, s)
	for i := 0; err != nil && i < len(instantForms); i++ {
		at, err = time.Parse(instantForms[i], s)
	}
	if err != nil {
		return &wrongValue{"it is no time such as 2006-01-02T15:04:05Z"}
	}
	t.Time = at.UTC()
	return nil
}
