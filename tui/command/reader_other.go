//go:build !unix

package command

import "io"

// closed is for systems on which a write to an output that is none fails.
func closed(io.Writer) bool { return false }

// readerGone is for systems on which only a write finds out.
func readerGone(io.Writer) func() bool { return func() bool { return false } }
