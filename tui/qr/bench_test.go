package qr_test

import (
	"testing"

	"paywatch/tui/qr"
)

// Encode is what the first frame of a payment costs, Fit what every later one
// does, and Lines a redraw at another size.
func BenchmarkEncode(b *testing.B) {
	for b.Loop() {
		var codes qr.Codes
		codes.Fit(payloads["bitcoin with an amount"], 80, 24, qr.HalfBlocks)
	}
}

func BenchmarkFit(b *testing.B) {
	for name, rows := range map[string]int{"roomy": 24, "upper-case": 16, "nothing": 10} {
		b.Run(name, func(b *testing.B) {
			var codes qr.Codes
			for b.Loop() {
				codes.Fit(payloads["bitcoin with an amount"], 80, rows, qr.HalfBlocks)
			}
		})
	}
}

func BenchmarkLines(b *testing.B) {
	var codes qr.Codes
	for b.Loop() { // two sizes in turn, so that neither is the one remembered
		codes.Fit(payloads["bitcoin with an amount"], 80, 40, qr.HalfBlocks)
		codes.Fit(payloads["bitcoin with an amount"], 80, 22, qr.HalfBlocks)
	}
}
