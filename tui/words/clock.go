package words

import (
	"fmt"
	"strings"
	"time"
)

// Clock is a time of day: 16:42, or 4:42 pm where the clock has twelve hours.
func (l Language) Clock(t time.Time) string {
	if !l.by().twelve {
		return t.Format("15:04")
	}
	if strings.HasPrefix(l.by().tag, "es") {
		half := "a." + l.blank() + "m."
		if t.Hour() >= 12 {
			half = "p." + l.blank() + "m."
		}
		return t.Format("3:04") + l.blank() + half
	}
	return t.Format("3:04") + l.blank() + t.Format("pm")
}

// Left is the time that is left: 7:12, 1:07:12, 3 d 4 h. It starts at the full time,
// and its last second is 0:01.
func (l Language) Left(d time.Duration) string {
	s := max(int((d+time.Second-1)/time.Second), 0)
	switch {
	case s < 3600:
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	case s < 48*3600:
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf(days[l.words], s/86400, s/3600%24)
}

// days are days and hours, by the place of a language among those spoken.
var days = []string{"%d d %d h", "%d d %d h", "%d d %d h", "%d j %d h", "%d T %d Std", "%d g %d h", "%d d %d h", "%d d %d u", "%d d %d godz.", "%d日%d時間"}
