package tui

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

var display = size{160, 50}

// BenchmarkFrame is one change of a payment that is in view, from the batch that
// brings it to the frame that shows it. It costs the same however many payments
// are watched.
//
// The garbage collector runs while the clock stands. What it costs follows from
// how much is held, not from what a frame does: with 100 000 payments some 10 µs
// a frame, if every frame changes.
func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprintf("payments=%d", n), func(b *testing.B) {
			intents := someIntents(n)
			m := onStage(b, display, intents...)
			visible := m.list.Get(m.list.At(3).ID)
			b.ReportAllocs()
			defer debug.SetGCPercent(debug.SetGCPercent(-1))
			for i := 0; b.Loop(); i++ {
				if i%framesBetweenCollections == 0 {
					b.StopTimer()
					runtime.GC()
					b.StartTimer()
				}
				next := *visible.Intent
				next.Crypto.Captured.Decimal = next.Crypto.Captured.Decimal.Add(decimal.New(1, -12))
				m.Update(m.seen(next))
				if m.View().Content == "" {
					b.Fatal("no frame")
				}
			}
		})
	}
}

// framesBetweenCollections keeps the garbage of a benchmark within some 200 MB.
const framesBetweenCollections = 5000

// BenchmarkFilter is one letter typed into the filter.
func BenchmarkFilter(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprintf("payments=%d", n), func(b *testing.B) {
			m := onStage(b, display, someIntents(n)...)
			m.Update(tea.KeyPressMsg{Code: '/', Text: "/"})
			letters := []rune("table 77")
			typed := 0
			for b.Loop() {
				if typed == len(letters) {
					b.StopTimer()
					m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
					m.Update(tea.KeyPressMsg{Code: '/', Text: "/"})
					typed = 0
					b.StartTimer()
				}
				letter := letters[typed]
				typed++
				m.Update(tea.KeyPressMsg{Code: letter, Text: string(letter)})
				m.View()
			}
		})
	}
}

// turning is a Watcher whose batches come one after the other, as often as they
// are taken, until there were so many.
type turning struct {
	still
	turns int
	batch keeper.Batch
	done  chan struct{}
}

func (w *turning) Next(ctx context.Context) (keeper.Batch, error) {
	if w.turns == 0 {
		close(w.done)
		<-ctx.Done()
		return keeper.Batch{}, ctx.Err()
	}
	w.turns--
	for i := range w.batch.Observations {
		w.batch.Observations[i].Seq += 1 << 32
	}
	return w.batch, nil
}

// BenchmarkOffscreen is a batch that changes nothing that is in view, through
// Bubble Tea's own loop. It is to be held against [BenchmarkEmptyView].
func BenchmarkOffscreen(b *testing.B) {
	const payments = 10_000
	w := &turning{turns: b.N, done: make(chan struct{})}
	m := onStage(b, display, someIntents(payments)...)
	m.engine.Watcher = w
	m.seq++
	w.batch = keeper.Batch{Health: m.condition.health, Observations: []kubepay.Observation{{
		ID: m.list.At(payments / 2).ID, Seq: m.seq, At: noon, Next: noon.Add(10 * time.Second), Unchanged: true,
	}}}
	loop(b, m.Model, w.done)
}

// empty is a model that shows nothing, and takes the same batches in.
type empty struct{ w *turning }

func (e empty) Init() tea.Cmd { return nextBatch(context.Background(), e.w) }
func (e empty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(batchMsg); ok {
		return e, nextBatch(context.Background(), e.w)
	}
	return e, nil
}
func (e empty) View() tea.View { return tea.NewView("") }

// BenchmarkEmptyView is what Bubble Tea itself costs for a message and the
// command that brings the next.
func BenchmarkEmptyView(b *testing.B) {
	w := &turning{turns: b.N, done: make(chan struct{})}
	loop(b, empty{w}, w.done)
}

// loop runs a program until it is done.
func loop(b *testing.B, m tea.Model, done <-chan struct{}) {
	p := tea.NewProgram(m, tea.WithContext(b.Context()), tea.WithInput(nil), tea.WithOutput(io.Discard),
		tea.WithWindowSize(display.width, display.height), tea.WithoutSignalHandler(), tea.WithFPS(framesPerSecond))
	ended := make(chan error, 1)
	b.ReportAllocs()
	b.ResetTimer()
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	<-done
	b.StopTimer()
	p.Quit()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
}
