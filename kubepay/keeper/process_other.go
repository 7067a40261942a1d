//go:build !unix

package keeper

// running is never sure: by how long it was silent alone a program is held to be
// dead.
func running(int) bool { return false }
