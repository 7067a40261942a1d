package doctor

import (
	"syscall"
	"unsafe"
)

var freeSpace = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDiskFreeSpaceExW")

// free is how many bytes there are left for this person where the folder lies.
func free(folder string) (uint64, bool) {
	name, err := syscall.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var left uint64
	ok, _, _ := freeSpace.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&left)), 0, 0)
	return left, ok != 0
}

// writable is not told by anything short of writing.
func writable(string) bool { return true }
