package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/text"
)

// maxScript bounds a script: a larger file is another one by mistake.
const maxScript = 1 << 20

// maxSpeed is how fast the clock can run.
const maxSpeed = 1000

// Script is a scenario: payments that are there or will be, what happens to them,
// faults and a clock. Read one with [ReadScript].
type Script struct {
	seed     uint64
	starts   time.Time // what the clock reads at the start, zero for this machine's time
	speed    float64
	payments []scripted
	faults   []Fault
}

// scripted is a payment of a script.
type scripted struct {
	order
	after time.Duration // it is made, since the start
}

// ReadScript reads a script in TOML, the format of the settings. What it does not
// know or cannot take is an error that names the line.
func ReadScript(r io.Reader) (*Script, error) {
	data, err := io.ReadAll(io.LimitReader(text.Reader(r), maxScript+1))
	if err != nil {
		if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
			err = failed.Err // whoever names the file has named it
		}
		return nil, fmt.Errorf("it cannot be read: %w; name a file that you may read", err)
	}
	if len(data) > maxScript {
		return nil, fmt.Errorf("it is larger than %d KiB; name a script", maxScript>>10)
	}
	var values map[string]any
	if err := toml.NewDecoder(bytes.NewReader(data)).Decode(&values); err != nil {
		return nil, notTOML(err)
	}
	o := newObject(values)
	for name, v := range values {
		values[name] = o.jsonValue(name, v)
	}
	s := readScript(o)
	if len(*o.wrong) > 0 {
		first, line := firstOf(*o.wrong, linesOf(data))
		return nil, fmt.Errorf("line %d: %s", line, inLine(first))
	}
	return s, nil
}

func notTOML(err error) error {
	var broken *toml.DecodeError
	if errors.As(err, &broken) {
		line, _ := broken.Position()
		return fmt.Errorf("line %d is not TOML: %s; write it as in amount_fiat = \"25.00\"", line, plainly(strings.TrimPrefix(broken.Error(), "toml: ")))
	}
	return errors.New("it is not TOML; write it as in amount_fiat = \"25.00\"")
}

// plainly is what the decoder says, without the numbers of characters.
func plainly(said string) string {
	switch {
	case strings.Contains(said, "U+000A"), strings.Contains(said, "U+000D"), strings.Contains(said, "end of input"):
		return "the line ends too early"
	case strings.Contains(said, "U+"):
		return "there is a character that cannot stand there"
	}
	return kubepay.Clean(said, maxText)
}

// inLine leaves of a place what the line does not say: the name.
func inLine(w wrong) string {
	name := w.at[strings.LastIndex(w.at, ".")+1:]
	if name == "" || strings.HasSuffix(name, "]") {
		return w.text
	}
	return kubepay.Clean(name, maxText) + ": " + w.text
}

func readScript(o *object) *Script {
	s := &Script{
		seed:   uint64(o.whole("seed", 0, math.MaxInt32)),
		starts: o.moment("starts"),
		speed:  o.speed("speed", 1),
	}
	ids := map[kubepay.ID]bool{}
	for _, p := range o.objects("payment") {
		after := p.duration("after", 0, reach)
		one := scripted{readOrder(p), after}
		if ids[one.id] && one.id != "" {
			p.fail("id", "another payment above has it; give each an id of its own")
		}
		ids[one.id] = true
		s.payments = append(s.payments, one)
	}
	s.name(ids)
	for _, f := range o.objects("fault") {
		s.faults = append(s.faults, readFault(f))
	}
	o.rest()
	return s
}

// name gives the payments without an id one that no other has.
func (s *Script) name(taken map[kubepay.ID]bool) {
	var n uint64
	for i := range s.payments {
		for p := &s.payments[i]; p.id == ""; n++ {
			if id := newID(s.seed, n); !taken[id] {
				p.id = id
			}
		}
	}
}

// speed is how fast the clock is to run.
func (o *object) speed(name string, otherwise float64) float64 {
	v, given := o.value(name)
	if !given {
		return otherwise
	}
	f, ok := v.(float64)
	if n, isNumber := v.(json.Number); isNumber {
		var err error
		f, err = n.Float64()
		ok = err == nil
	}
	if !ok || !(f >= 0 && f <= maxSpeed) { // nor what is no number
		o.fail(name, "%s is no speed; write a number between 0, where the clock stands still, and %d", shown(v), maxSpeed)
		return otherwise
	}
	return f
}

// jsonValue is a value of TOML as JSON would have it, which a create takes. A
// fraction stays a float: no amount is read from one.
func (o *object) jsonValue(at string, v any) any {
	switch v := v.(type) {
	case int64:
		return json.Number(fmt.Sprint(v))
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			o.fail(at, "JSON has no such number; write it in quotes")
		}
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer: // a date or a time of day
		return v.String()
	case []any:
		for i := range v {
			v[i] = o.jsonValue(fmt.Sprintf("%s[%d]", at, i), v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = o.jsonValue(at+"."+name, v[name])
		}
	}
	return v
}
