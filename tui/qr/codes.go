package qr

// remembered bounds how many texts [Codes] keeps: one payment has at most three,
// and a customer who pages through a screenful of payments should meet each one
// encoded already the second time.
const remembered = 64

// Codes draws codes and remembers them, so that a frame that shows the same code
// again costs no encoding. The zero value is ready for use. It belongs to one
// goroutine.
type Codes struct {
	symbols map[string]*symbol
}

// symbol returns the encoding of text, from memory if it was met before.
func (c *Codes) symbol(text string) *symbol {
	if s, ok := c.symbols[text]; ok {
		return s
	}
	if c.symbols == nil || len(c.symbols) >= remembered {
		c.symbols = make(map[string]*symbol, remembered)
	}
	s := newSymbol(text)
	c.symbols[text] = s
	return s
}
