package customer

import (
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// BenchmarkSecond is one second that passes before the customer, and BenchmarkScene
// another thing to be seen, in one language and in ten.
func BenchmarkSecond(b *testing.B) { benchmark(b, false) }

func BenchmarkScene(b *testing.B) { benchmark(b, true) }

func benchmark(b *testing.B, anew bool) {
	for name, languages := range map[string][]words.Language{"one": nil, "ten": tenLanguages(b)} {
		b.Run(name, func(b *testing.B) {
			n, screen := tellers(languages...)["display"], Screen{Codes: &qr.Codes{}}
			sale := becomes(kubepay.Partial, "6")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if anew {
					screen = Screen{Codes: screen.Codes}
				}
				sale.Left = time.Duration(i%800) * time.Second
				screen.Draw(n.Sale(sale), 120, 36, nil)
			}
		})
	}
}
