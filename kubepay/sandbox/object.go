package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"paywatch/kubepay"
)

// object is what a script, or a request to the admin API, gives under names: JSON
// values. Both are read by the same functions, and strictly: each name is asked
// for once, and what nobody asked for is wrong.
type object struct {
	at     string // where it stands, as in payment[0].step[1], "" for the whole
	values map[string]any
	known  []string // the names that were asked for
	wrong  *wrongs  // shared by all objects of one reading
}

// wrong is one thing that cannot be taken, and where it stands.
type wrong struct{ at, text string }

// wrongs are what was wrong, in the order of the reading.
type wrongs []wrong

func newObject(values map[string]any) *object {
	return &object{values: values, wrong: &wrongs{}}
}

// first is the first thing that was wrong.
func (o *object) first() (wrong, bool) {
	if len(*o.wrong) == 0 {
		return wrong{}, false
	}
	return (*o.wrong)[0], true
}

func (o *object) fail(name, format string, args ...any) {
	*o.wrong = append(*o.wrong, wrong{o.place(name), fmt.Sprintf(format, args...)})
}

func (o *object) place(name string) string {
	return strings.Trim(o.at+"."+name, ".")
}

// value is what stands under a name, if anything.
func (o *object) value(name string) (v any, given bool) {
	o.known = append(o.known, name)
	v, given = o.values[name]
	return v, given
}

// has tells whether something stands under a name, which is read elsewhere.
func (o *object) has(name string) bool {
	_, given := o.values[name]
	return given
}

// rest is read last: it finds the names that nobody asked for.
func (o *object) rest() {
	for _, name := range slices.Sorted(maps.Keys(o.values)) {
		if !slices.Contains(o.known, name) {
			o.fail(name, "there is no %q here; choose among %s", name, strings.Join(o.known, ", "))
		}
	}
}

// text is a short text, "" where none is given.
func (o *object) text(name string, most int) string {
	v, given := o.value(name)
	s, ok := v.(string)
	switch {
	case !given:
		return ""
	case !ok || s == "" || len(s) > most:
		o.fail(name, "this is not 1 to %d characters of text; write it in quotes", most)
		return ""
	}
	return s
}

// choice is one of a few words, "" where none is given.
func choice[T ~string](o *object, name string, words []T) T {
	v, given := o.value(name)
	s, ok := v.(string)
	switch {
	case !given:
		return ""
	case !ok || !slices.Contains(words, T(s)):
		o.fail(name, "%s is none of those that there are; choose among %s", shown(v), list(words))
		return ""
	}
	return T(s)
}

func list[T ~string](words []T) string {
	var all []string
	for _, w := range words {
		all = append(all, string(w))
	}
	return strings.Join(all, ", ")
}

const mostShown = 40

// shown is a value as a refusal quotes it.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(kubepay.Clean(v, mostShown))
	case json.Number, bool, float64:
		return kubepay.Clean(fmt.Sprint(v), mostShown)
	}
	return "this"
}

// duration is a length of time, 0 where none is given.
func (o *object) duration(name string, least, most time.Duration) time.Duration {
	v, given := o.value(name)
	if !given {
		return 0
	}
	s, _ := v.(string)
	read := kubepay.ParseLength
	if least < 0 {
		read = eitherWay
	}
	d, ok := read(s)
	switch {
	case !ok && !endless(s):
		o.fail(name, `%s is no length of time; write it as in "90s", "5m" or "2h"`, shown(v))
		return 0
	case !ok, d < least, d > most:
		o.fail(name, "%s is out of reach; choose between %s and %s", kubepay.Clean(s, mostShown), writeLength(least), writeLength(most))
		return 0
	}
	return d
}

// moment is a time with its date, the zero time where none is given.
func (o *object) moment(name string) time.Time {
	v, given := o.value(name)
	if !given {
		return time.Time{}
	}
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 2000 || t.Year() > 2099 {
		o.fail(name, "%s is no time between 2000 and 2099; write it as in 2026-11-26T09:00:00Z", shown(v))
		return time.Time{}
	}
	return t
}

// whole is a number, 0 where none is given.
func (o *object) whole(name string, least, most int) int {
	v, given := o.value(name)
	if !given {
		return 0
	}
	n, _ := v.(json.Number)
	i, err := strconv.Atoi(n.String())
	if err != nil || i < least || i > most {
		o.fail(name, "%s is no whole number between %d and %d; write one, without quotes", shown(v), least, most)
		return 0
	}
	return i
}

// isTrue is a yes, which nobody has to write where it is no.
func (o *object) isTrue(name string) bool {
	v, given := o.value(name)
	yes, ok := v.(bool)
	if given && !ok {
		o.fail(name, "%s is neither true nor false; write one of them, without quotes", shown(v))
	}
	return yes
}

// objects are those of a list, none where none is given.
func (o *object) objects(name string) []*object {
	v, given := o.value(name)
	if !given {
		return nil
	}
	all, ok := v.([]any)
	if !ok {
		o.fail(name, "this is no list; write each as one of its own")
		return nil
	}
	var out []*object
	for i, v := range all {
		at := fmt.Sprintf("%s[%d]", name, i)
		values, ok := v.(map[string]any)
		if !ok {
			o.fail(at, "this has no names in it; write each thing with its name")
			continue
		}
		out = append(out, &object{at: o.place(at), values: values, wrong: o.wrong})
	}
	return out
}
