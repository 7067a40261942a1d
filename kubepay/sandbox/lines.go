package sandbox

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines are the lines of a TOML document by place, as in payment[0].step[1].status.
type lines map[string]int

// linesOf finds the line of every name of a document that is known to be good.
func linesOf(data []byte) lines {
	w := lineWalk{found: lines{}, tables: map[string]int{}, data: data, line: 1}
	w.parser.Reset(data)
	for w.parser.NextExpression() {
		switch e := w.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			w.header(e)
		case unstable.KeyValue:
			w.keyValue(w.table, e)
		}
	}
	return w.found
}

type lineWalk struct {
	parser unstable.Parser
	found  lines
	tables map[string]int // how many tables of an array there are, by its place
	table  string         // in which names stand

	data []byte
	read int // up to where lines are counted
	line int
}

// header goes to a table, to the last one of each array on the way.
func (w *lineWalk) header(e *unstable.Node) {
	place := ""
	for keys := e.Key(); keys.Next(); {
		key := keys.Node()
		place = strings.TrimPrefix(place+"."+string(key.Data), ".")
		last := keys.IsLast()
		if last && e.Kind == unstable.ArrayTable {
			w.tables[place]++
		}
		if n := w.tables[place]; n > 0 {
			place = fmt.Sprintf("%s[%d]", place, n-1)
		}
		if last {
			w.note(place, key)
		}
	}
	w.table = place
}

func (w *lineWalk) keyValue(table string, e *unstable.Node) {
	place := table
	for keys := e.Key(); keys.Next(); {
		place = strings.TrimPrefix(place+"."+string(keys.Node().Data), ".")
		w.note(place, keys.Node())
	}
	w.value(place, e.Value())
}

func (w *lineWalk) value(place string, v *unstable.Node) {
	i := 0
	for children := v.Children(); children.Next(); {
		switch child := children.Node(); v.Kind {
		case unstable.InlineTable:
			w.keyValue(place, child)
		case unstable.Array:
			w.value(fmt.Sprintf("%s[%d]", place, i), child)
			i++
		}
	}
}

// note keeps the first line of a place.
func (w *lineWalk) note(place string, key *unstable.Node) {
	if at := int(key.Raw.Offset); at > w.read {
		w.line += bytes.Count(w.data[w.read:at], []byte("\n"))
		w.read = at
	}
	if _, known := w.found[place]; !known {
		w.found[place] = w.line
	}
}

// of is the line of a place, or of what it would stand in.
func (l lines) of(place string) int {
	for place != "" {
		if line, ok := l[place]; ok {
			return line
		}
		place = place[:max(strings.LastIndexAny(place, ".["), 0)]
	}
	return 1
}

// firstOf is the first of what is wrong, by line.
func firstOf(all wrongs, l lines) (wrong, int) {
	first, line := all[0], l.of(all[0].at)
	for _, w := range all[1:] {
		if at := l.of(w.at); at < line {
			first, line = w, at
		}
	}
	return first, line
}
