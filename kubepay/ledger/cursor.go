package ledger

// Knowing is the cursor of a program that also knows the events up to a number:
// those that it has recorded itself.
func (c Cursor) Knowing(event int64) Cursor {
	c.event = max(c.event, event)
	return c
}
