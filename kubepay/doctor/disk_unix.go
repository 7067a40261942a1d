//go:build linux || darwin

package doctor

import "syscall"

// free is how many bytes there are left for this person where the folder lies.
func free(folder string) (uint64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}

const mayWrite = 2 // W_OK of access(2)

// writable tells whether this person may write there.
func writable(path string) bool { return syscall.Access(path, mayWrite) == nil }
