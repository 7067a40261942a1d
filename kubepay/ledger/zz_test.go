package ledger_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func TestZZ(t *testing.T) {
	p := filepath.Join(t.TempDir(), "x.db")
	c := cpu()
	if err := fill(p, 20000); err != nil {
		t.Fatal(err)
	}
	s, _ := os.Stat(p)
	fmt.Println("fill cpu", cpu()-c, "size", s.Size())
}

func TestYY(t *testing.T) {
	l, _ := fresh(t)
	batches := benchRecords(t, 100)
	for i := range 1000 {
		_ = i
	}
	for n := range 10 {
		record(t, l, batches[n]...)
	}
	f, _ := os.OpenFile(filepath.Join(t.TempDir(), "x"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	var a, b []time.Duration
	var ca, cb time.Duration
	var change [100]byte
	for n := range 500 {
		batch := batches[n%len(batches)]
		c := cpu()
		s := time.Now()
		var bytes []byte
		for _, r := range batch {
			bytes = append(append(bytes, r.Raw...), change[:]...)
		}
		f.Write(bytes)
		f.Sync()
		a = append(a, time.Since(s))
		ca += cpu() - c
		c = cpu()
		s = time.Now()
		record(t, l, batch...)
		b = append(b, time.Since(s))
		cb += cpu() - c
	}
	slices.Sort(a)
	slices.Sort(b)
	sum := func(d []time.Duration) (s time.Duration) {
		for _, x := range d {
			s += x
		}
		return s / time.Duration(len(d))
	}
	fmt.Println("floor p10", a[50], "p50", a[250], "mean", sum(a), "cpu", ca/500)
	fmt.Println("record p10", b[50], "p50", b[250], "mean", sum(b), "cpu", cb/500)
	fmt.Printf("ratio p10 %.2f p50 %.2f mean %.2f\n", float64(a[50])/float64(b[50]), float64(a[250])/float64(b[250]), float64(sum(a))/float64(sum(b)))
}
