package sandbox

import (
	"strings"
	"time"

	"paywatch/kubepay"
)

// eitherWay reads a length of time as [kubepay.ParseLength] does, and one that has a
// minus in front, as for a clock that is behind.
func eitherWay(text string) (time.Duration, bool) {
	size, below := strings.CutPrefix(text, "-")
	d, ok := kubepay.ParseLength(size)
	if below {
		d = -d
	}
	return d, ok
}

// writeLength writes what [eitherWay] reads.
func writeLength(d time.Duration) string {
	if d < 0 {
		return "-" + kubepay.Length(-d)
	}
	return kubepay.Length(d)
}
