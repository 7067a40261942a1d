// Package scan reads the QR codes out of a frame, with a reader that shares no
// code with the encoder. Only tests import it.
package scan
