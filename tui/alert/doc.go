// Package alert is how somebody who looks elsewhere learns of a change: by the
// bell, which rings otherwise for good news than for bad, and by a notification
// on the desktop. It is pure: what it makes, the screen sends to the terminal.
package alert
