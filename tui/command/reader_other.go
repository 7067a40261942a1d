//go:build !unix

package command

import "io"

// readerGone is for systems on which only a write finds out.
func readerGone(io.Writer) func() bool { return func() bool { return false } }
