package sandbox

import (
	"regexp"
	"strings"
	"sync"
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

var lengthForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([0-9]+d)?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|[µμ]s|ms|s|m|h))*$`)
})

// endless tells of what cannot be read as a length of time whether it is one that is
// longer than can be counted.
func endless(text string) bool { return text != "" && lengthForm().MatchString(text) }

// writeLength writes what [eitherWay] reads.
func writeLength(d time.Duration) string {
	if d < 0 {
		return "-" + kubepay.Length(-d)
	}
	return kubepay.Length(d)
}
