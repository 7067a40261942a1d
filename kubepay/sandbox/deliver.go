package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// dripPieces is in how many pieces a dripping body comes.
const dripPieces = 8

// resetDelay lets the caller read what was written before the reset throws it
// away, so that the reset comes in the middle of the body.
const resetDelay = 20 * time.Millisecond

// deliver sends an answer, with the faults of the wire. It calls sent when the
// first of it goes out.
func deliver(w http.ResponseWriter, r *http.Request, a answer, faults []Fault, now func() time.Time, sent func()) {
	if _, ok := find(faults, Hang); ok {
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	}
	if f, ok := find(faults, Latency); ok {
		sleep(r.Context(), f.Wait)
	}
	body := a.body
	if _, ok := find(faults, CutOff); ok {
		body = body[:len(body)/2]
	}
	skew, _ := find(faults, ClockOff)
	maps.Copy(w.Header(), a.header)
	w.Header().Set("Date", now().Add(skew.Wait).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	sent()
	w.WriteHeader(a.code)
	writeBody(w, r, body, faults)
}

// writeBody writes the body, or as much of it as the faults let through. It
// takes a failed write for a caller who left.
func writeBody(w http.ResponseWriter, r *http.Request, body []byte, faults []Fault) {
	_, resets := find(faults, Reset)
	_, drops := find(faults, Dropped)
	drip, drips := find(faults, Drip)
	switch {
	case resets, drops:
		_, _ = w.Write(body[:len(body)/2])
		flush(w)
		if resets {
			sleep(r.Context(), resetDelay)
			reset(w)
		}
		panic(http.ErrAbortHandler) // ends the connection, and so the body
	case drips:
		for i := range dripPieces {
			sleep(r.Context(), drip.Wait)
			_, _ = w.Write(body[i*len(body)/dripPieces : (i+1)*len(body)/dripPieces])
			flush(w)
		}
	default:
		_, _ = w.Write(body)
	}
}

// spoil applies the faults that leave an answer well-formed to its fields, which stay
// in their order: whoever compares answers sees the one that is wrong.
func (a answer) spoil(faults []Fault) answer {
	wrong, isWrong := find(faults, WrongTypes)
	missing, isMissing := find(faults, MissingField)
	if a.code/100 != 2 || !isWrong && !isMissing {
		return a
	}
	fields, err := fieldsOf(a.body)
	if err != nil {
		panic(err) // a good answer was just encoded by jsonAnswer
	}
	var body bytes.Buffer
	body.WriteByte('{')
	for _, f := range fields {
		if isMissing && f.name == missing.Field {
			continue
		}
		if isWrong && f.name == wrong.Field {
			f.value = slices.Concat([]byte("["), f.value, []byte("]"))
		}
		if body.Len() > 1 {
			body.WriteByte(',')
		}
		fmt.Fprintf(&body, "%q:%s", f.name, f.value)
	}
	body.WriteByte('}')
	a.body = body.Bytes()
	return a
}

// field is one of an answer's, its value as JSON.
type field struct {
	name  string
	value jsontext.Value
}

// fieldsOf are those of a JSON object, in their order.
func fieldsOf(object []byte) (fields []field, err error) {
	d := jsontext.NewDecoder(bytes.NewReader(object))
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		text := name.String()
		value, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		fields = append(fields, field{text, value.Clone()})
	}
	return fields, nil
}

// flush sends what was written so far. A writer that cannot flush is a test's
// recorder, which has nothing to wait for.
func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

// reset ends a connection as a crashed host does, so that the other side learns
// of it by ECONNRESET and not by the end of the stream.
func reset(w http.ResponseWriter) {
	if m, ok := w.(*memoryResponse); ok {
		m.fail(errReset)
		return
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return // no connection of its own, as in HTTP/2: it is dropped
	}
	defer conn.Close()
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // the close then sends RST (tcp(7), SO_LINGER)
	}
}

// sleep waits, and ends the request when its caller leaves or the gateway
// stops.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		panic(http.ErrAbortHandler)
	}
}
