package ledger

import (
	"bytes"
	"encoding/json"
	"strings"

	quick "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"paywatch/kubepay"
)

// pack writes changes as a list of lists: kind, from, to, unit, transaction,
// without what is empty at the end.
func pack(events []kubepay.Event) string {
	b := append(make([]byte, 0, 80*len(events)+2), '[')
	for i, e := range events {
		if i > 0 {
			b = append(b, ',')
		}
		fields := [...]string{string(e.Kind), e.From, e.To, e.Unit, string(e.TxID)}
		n := len(fields)
		for n > 1 && fields[n-1] == "" {
			n--
		}
		for j, f := range fields[:n] {
			b = append(b, "[,"[min(j, 1)])
			b = quote(b, f)
		}
		b = append(b, ']')
	}
	return string(append(b, ']'))
}

// quote adds a text as JSON. Most have nothing in them that JSON writes
// otherwise.
func quote(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '"' || s[i] == '\\' {
			b, _ = jsontext.AppendQuote(b, strings.ToValidUTF8(s, "\uFFFD"))
			return b
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// unpack reads the changes of a payment.
func unpack(id kubepay.ID, packed string) ([]kubepay.Change, error) {
	var lists [][]string
	if err := quick.Unmarshal([]byte(packed), &lists); err != nil {
		return nil, damage{"changes are not readable"}
	}
	changes := make([]kubepay.Change, len(lists))
	for i, fields := range lists {
		if len(fields) == 0 || len(fields) > 5 {
			return nil, damage{"changes are not readable"}
		}
		fields = append(fields, "", "", "", "")
		changes[i] = kubepay.Change{
			Kind: kubepay.ChangeKind(fields[0]), ID: id,
			From: fields[1], To: fields[2], Unit: fields[3], TxID: kubepay.TxID(fields[4]),
		}
	}
	return changes, nil
}

// details are what an intent has beside what its answer says: what earlier
// answers brought, or all of it where there is no answer.
type details struct {
	Metadata     []kubepay.Field       `json:"metadata"`
	Transactions []kubepay.Transaction `json:"transactions"`
	Whole        *kubepay.Intent       `json:"whole,omitempty"`
}

// keep gives the details that the answer does not repeat, or "".
func keep(r *Record) (string, error) {
	switch {
	case len(r.Raw) == 0:
		return written(details{Whole: &r.Intent})
	case r.Intent.Metadata == nil && r.Intent.Transactions == nil:
		return "", nil
	case !r.Public && saysAll(r.Raw):
		return "", nil
	}
	return written(details{Metadata: r.Intent.Metadata, Transactions: r.Intent.Transactions})
}

func written(d details) (string, error) {
	b, err := json.Marshal(d)
	return string(b), err
}

// saysAll tells whether an answer has all that earlier ones may have had.
func saysAll(raw []byte) bool {
	return says(raw, `metadata"`, 0) && says(raw, `transactions"`, len("tran"))
}

// says tells whether an answer has a member of this name that is not null. It is
// quick rather than exact, and errs only for an answer that has the name in some
// other place alone. It looks for the letter at a place of the name: one that is
// rare in answers is found soonest.
func says(raw []byte, name string, letter int) bool {
	for i := letter; i < len(raw); i++ {
		n := bytes.IndexByte(raw[i:], name[letter])
		if n < 0 {
			return false
		}
		i += n
		after, found := bytes.CutPrefix(raw[i-letter:], []byte(name))
		if !found {
			continue
		}
		after = bytes.TrimLeft(after, " \t\r\n")
		if len(after) == 0 || after[0] != ':' {
			return false
		}
		after = bytes.TrimLeft(after[1:], " \t\r\n")
		return len(after) > 0 && after[0] != 'n'
	}
	return false
}

// restore gives the intent as it was recorded.
func restore(id kubepay.ID, raw []byte, kept string) (kubepay.Intent, error) {
	var d details
	if kept != "" {
		if err := json.Unmarshal([]byte(kept), &d); err != nil {
			return kubepay.Intent{}, damage{"the details of payment " + string(id) + " are not readable"}
		}
	}
	if d.Whole != nil {
		return *d.Whole, nil
	}
	in, err := kubepay.ReadAnswer(id, raw)
	if err != nil {
		return kubepay.Intent{}, damage{"the answer about payment " + string(id) + " is not readable"}
	}
	return in.Keep(kubepay.Intent{Metadata: d.Metadata, Transactions: d.Transactions}), nil
}
