package qr

// A Payload is what one payment can be scanned as, in order of preference. Any
// of them may be empty. The first that is not empty is the one drawn wherever
// there is room; the others are shorter to encode and serve as fallbacks.
type Payload struct {
	URI      string // the payment URI, with the amount
	UpperURI string // the same in upper case, which QR's alphanumeric mode packs tighter
	Bare     string // the address alone
}

// A Kind says which string of a [Payload] a code holds.
type Kind int

// The kinds, in the order they are tried.
const (
	URI Kind = iota
	UpperURI
	Bare
)

func (k Kind) String() string {
	return [...]string{"URI", "upper-case URI", "bare address"}[k]
}

// candidate is one string to encode.
type candidate struct {
	kind Kind
	text string
}

// candidates lists the strings there are, the preferred one first.
func (p Payload) candidates() []candidate {
	list := make([]candidate, 0, 3)
	for kind, text := range [...]string{p.URI, p.UpperURI, p.Bare} {
		if text != "" {
			list = append(list, candidate{Kind(kind), text})
		}
	}
	return list
}
