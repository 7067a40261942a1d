package ledger

// relic is a row as it was found, of a table that its form tells.
type relic struct {
	number  int64
	columns []column
}

// column is a value: a number, or text or bytes.
type column struct {
	kind  byte // of the letters of a [relic]'s form
	n     int64
	bytes []byte
}

// form names the columns by a letter each: i for a number, t for text, b for
// bytes, - for nothing, f for what no ledger holds.
func (r relic) form() string {
	form := make([]byte, len(r.columns))
	for i, c := range r.columns {
		form[i] = c.kind
	}
	return string(form)
}

func (r relic) n(i int) int64     { return r.columns[i].n }
func (r relic) text(i int) string { return string(r.columns[i].bytes) }
func (r relic) flag(i int) bool   { return r.columns[i].n != 0 }

// mostColumns is above what any table of a ledger has.
const mostColumns = 32

func columnsOf(payload []byte) (all []column, ok bool) {
	length, kinds, ok := varint(payload)
	if !ok || length > uint64(len(payload)) || len(payload)-len(kinds) > int(length) {
		return nil, false
	}
	body := payload[length:]
	kinds = kinds[:len(kinds)-len(body)]
	for len(kinds) > 0 {
		var kind uint64
		if kind, kinds, ok = varint(kinds); !ok || len(all) == mostColumns {
			return nil, false
		}
		var c column
		if c, body, ok = columnOf(kind, body); !ok {
			return nil, false
		}
		all = append(all, c)
	}
	return all, len(body) == 0
}

// columnOf reads a value, of a kind as SQLite numbers them.
func columnOf(kind uint64, body []byte) (c column, rest []byte, ok bool) {
	lengths := [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
	switch {
	case kind >= 12 && kind/2-6 <= uint64(len(body)):
		n := kind/2 - 6
		return column{kind: "bt"[kind%2], bytes: body[:n]}, body[n:], true
	case kind >= uint64(len(lengths)) || lengths[kind] > len(body):
		return c, nil, false
	}
	n := lengths[kind]
	switch kind {
	case 0:
		c.kind = '-'
	case 7:
		c.kind = 'f'
	case 8, 9:
		c.kind, c.n = 'i', int64(kind-8)
	default:
		c.kind, c.n = 'i', int64(int8(body[0]))
		for _, b := range body[1:n] {
			c.n = c.n<<8 | int64(b)
		}
	}
	return c, body[n:], true
}

// varint reads a number as SQLite packs it: seven bits a byte, the first ones
// first, and eight in a ninth byte.
func varint(b []byte) (n uint64, rest []byte, ok bool) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return n<<8 | uint64(b[i]), b[i+1:], true
		}
		n = n<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, b[i+1:], true
		}
	}
	return 0, nil, false
}
