// Package frame reads a rendered frame as a grid of cells, to check it, to take
// its picture and to scan the codes in it.
//
// A frame is a screenful of text with colours (SGR) and links (OSC 8), as a
// Bubble Tea view gives it, or as a terminal gives it back when it is captured.
//
// The package is for tests and documentation. Only tests import it: the program
// never links it, nor the QR reader of [paywatch/tui/frame/scan].
package frame
