package calls

import (
	"errors"
	"math"
	"time"

	"paywatch/kubepay"
)

// Call is one request and how it ended.
type Call struct {
	ID     kubepay.ID // of the payment, "" where none was made
	Create bool       // it was to make the payment
	Public bool       // it went by the public endpoint

	At    time.Time // when it ended, by the local clock
	Took  time.Duration
	Code  int               // HTTP status code, 0 when there was no answer
	Bytes int               // of the answer's body
	Kind  kubepay.ErrorKind // why it failed, "" where it did not
	News  bool              // its answer is not that of the last good look
	Line  kubepay.Line

	// Failures is how many looks at the payment have failed in a row, by its own
	// fault: what its back-off grows with.
	Failures int
}

// Ended is a call as its answer and error tell of it.
func Ended(id kubepay.ID, at time.Time, answer kubepay.Answer, err error) Call {
	c := Call{ID: id, At: at, Took: answer.Took, Code: answer.Code, Bytes: len(answer.Raw), Line: answer.Line}
	if err == nil {
		return c
	}
	c.Kind = kubepay.Unreachable
	var e *kubepay.Error
	if errors.As(err, &e) {
		c.Kind = e.Kind
		if c.Code == 0 {
			c.Code = e.Code
		}
	}
	return c
}

// CutOff tells that an answer had begun, and never came to its end.
func (c Call) CutOff() bool { return c.Kind == kubepay.Unreachable && c.Code != 0 }

// Failed tells whether it brought nothing.
func (c Call) Failed() bool { return c.Kind != "" }

// Kinds are the kinds of failure, in the order in which they are told.
func Kinds() []kubepay.ErrorKind { return kinds[1:] }

var kinds = [...]kubepay.ErrorKind{
	"", kubepay.Unreachable, kubepay.Broken, kubepay.Throttled, kubepay.Unauthorised,
	kubepay.NotFound, kubepay.Refused, kubepay.Unreadable,
}

func numberOf(kind kubepay.ErrorKind) uint8 {
	for i, k := range kinds {
		if k == kind {
			return uint8(i)
		}
	}
	return 1
}

// record is a call as it is kept: there are thousands, in a program that counts
// its memory.
type record struct {
	id       kubepay.ID
	at       int64  // Unix nanoseconds
	took     uint32 // microseconds
	bytes    uint32
	tls      uint16
	code     uint16
	kind     uint8
	failures uint8
	http     uint8
	use      kubepay.LineUse
	create   bool
	public   bool
	news     bool
}

func pack(c Call) record {
	return record{
		id: c.ID, at: c.At.UnixNano(), took: uint32(min(c.Took.Microseconds(), math.MaxUint32)), bytes: uint32(min(int64(c.Bytes), math.MaxUint32)),
		tls: c.Line.TLS, code: uint16(c.Code), kind: numberOf(c.Kind), failures: uint8(min(c.Failures, math.MaxUint8)),
		http: c.Line.HTTP, use: c.Line.Use, create: c.Create, public: c.Public, news: c.News,
	}
}

func (r *record) call() Call {
	return Call{
		ID: r.id, Create: r.create, Public: r.public, At: time.Unix(0, r.at), Took: r.duration(), Code: int(r.code), Bytes: int(r.bytes),
		Kind: kinds[r.kind], News: r.news, Line: kubepay.Line{Use: r.use, HTTP: r.http, TLS: r.tls}, Failures: int(r.failures),
	}
}

func (r *record) duration() time.Duration { return time.Duration(r.took) * time.Microsecond }
