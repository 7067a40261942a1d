package tui

import (
	"paywatch/kubepay/payuri"
	"paywatch/tui/qr"
)

// payload is what of a request goes into a code: the URI with the shorter forms
// to fall back on, or, when a person chose so, the bare address alone.
func payload(r payuri.Request, bare bool) qr.Payload {
	if bare || r.URI == "" {
		return qr.Payload{Bare: r.Bare}
	}
	return qr.Payload{URI: r.URI, UpperURI: r.UpperURI, Bare: r.Bare}
}

// Room that is kept for text near a code in the detail pane.
const (
	besideWidth = 27 // columns of text beside it, when it stands beside
	besideGap   = 3
	underHeight = 3 // lines of text under it, when it stands under
)

// placed is a code and where its text goes.
type placed struct {
	code   qr.Code
	need   qr.Need
	beside bool // text stands beside the code, not under it
}

// place finds the code for a pane: with the amount in it and text beside it if
// that fits, else over its text, and only then in a shorter form.
func place(codes *qr.Codes, p qr.Payload, room size, style qr.Style) placed {
	first := p
	if first.URI != "" {
		first = qr.Payload{URI: p.URI}
	}
	besideCols := room.width - besideWidth - besideGap
	attempts := []struct {
		payload    qr.Payload
		cols, rows int
		beside     bool
	}{
		{first, besideCols, room.height, true},
		{first, room.width, room.height * 2 / 3, false},
		{first, room.width, room.height - underHeight, false},
		{p, besideCols, room.height, true},
		{p, room.width, room.height - underHeight, false},
	}
	var least qr.Need
	for _, a := range attempts {
		code, need := codes.Fit(a.payload, a.cols, a.rows, style)
		if !code.Empty() {
			return placed{code: code, beside: a.beside}
		}
		least = need
	}
	return placed{need: least}
}
