// Package calls is the log of what was asked of the gateway: a bounded number of
// calls, newest last, and what they say together. Whoever asks adds to it, and
// the developer's screen reads it.
//
// It is pure data, safe for use by many goroutines. It holds no answer, no token
// and no header. However many payments are watched it takes no more than some
// 200 KiB, and to add a call costs a fraction of a microsecond and no allocation.
package calls
