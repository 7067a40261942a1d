package ledger

// Knowing is the cursor of a program that has recorded a batch itself, as far as
// nobody else recorded anything in between.
func (c Cursor) Knowing(batch []Record) Cursor {
	for _, r := range batch {
		if r.Number == c.event+1 {
			c.event += int64(max(len(r.Events), 1))
		}
	}
	return c
}
