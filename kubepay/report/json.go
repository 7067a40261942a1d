package report

import (
	"bufio"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"paywatch/kubepay"
)

// oneLine holds for all JSON: an object takes one line, and whatever the texts
// are, it is written.
var oneLine = json.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true), jsontext.EscapeForJS(true))

type jsonTable struct {
	out  *bufio.Writer
	rows int
}

func newJSON(w io.Writer) *jsonTable {
	return &jsonTable{out: bufio.NewWriterSize(w, bufferSize)}
}

func (t *jsonTable) begin([]string) error {
	_, err := t.out.WriteString("[")
	return err
}

func (t *jsonTable) row(r row) error {
	before := ",\n"
	if t.rows == 0 {
		before = "\n"
	}
	t.rows++
	if _, err := t.out.WriteString(before); err != nil {
		return err
	}
	return json.MarshalWrite(t.out, r, oneLine)
}

func (t *jsonTable) end() error {
	if _, err := t.out.WriteString("\n]\n"); err != nil {
		return err
	}
	return t.out.Flush()
}

// line is an object on a line of its own.
func line(object any) ([]byte, error) {
	b, err := json.Marshal(object, oneLine)
	return append(b, '\n'), err
}

// metadata is an object of the merchant's fields.
type metadata []kubepay.Field

func (m metadata) MarshalJSONTo(e *jsontext.Encoder) error {
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	said := make(map[string]bool, len(m))
	for _, f := range m {
		if said[f.Key] {
			continue // flattening made two keys one; kubepay.Intent.Meta takes the first too
		}
		said[f.Key] = true
		if err := e.WriteToken(jsontext.String(f.Key)); err != nil {
			return err
		}
		if err := e.WriteToken(jsontext.String(f.Value)); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}
