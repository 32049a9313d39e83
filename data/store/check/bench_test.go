package check_test

import (
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/store/check"
)

// BenchmarkSinceAgainstWhole prints how much faster what came since is checked than
// all of the book: here the last twentieth of its lines.
func BenchmarkSinceAgainstWhole(b *testing.B) {
	dir, err := told()
	if err != nil {
		b.Fatal(err)
	}
	book, err := store.OpenReader(b.Context(), registers.All(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	head, err := book.Head(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	from, err := book.MarkAt(b.Context(), head.Seq*19/20)
	if err != nil {
		b.Fatal(err)
	}
	took := func(f func() (data.CheckReport, error)) time.Duration {
		began := time.Now()
		if r, err := f(); err != nil || !r.Sound() {
			b.Fatal(r, err)
		}
		return time.Since(began)
	}
	var all, since time.Duration
	for b.Loop() {
		all += took(func() (data.CheckReport, error) {
			return check.Whole(b.Context(), book, check.Options{Known: registers.All()})
		})
		since += took(func() (data.CheckReport, error) {
			return check.Since(b.Context(), book, from, check.Options{Known: registers.All()})
		})
	}
	b.ReportMetric(float64(all)/float64(since), "times-faster")
	b.ReportMetric(float64(head.Seq)*float64(b.N)/all.Seconds(), "lines/s-whole")
}
