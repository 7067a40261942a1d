//go:build !linux

package keeper

// stopped is never sure: a process that was stopped is taken for one that runs.
func stopped(int) bool { return false }
