package text

import (
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Reader reads r as UTF-8, which it is unless a byte-order mark at its beginning
// says that it is UTF-16. The mark is no part of the text. Windows puts one before
// what its editors and its shell write.
func Reader(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.BOMOverride(transform.Nop))
}
