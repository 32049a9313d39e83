package store

import (
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

// BenchmarkHealing is a tablet's part and the hub's when 10,000 commands come
// together after a week apart: deciding them in batches of 500, taking their
// lines, and showing them all on top before they are sent.
func BenchmarkHealing(b *testing.B) {
	const many, batch = 10_000, 500
	ctx := b.Context()
	hub := barBook(b)
	bar := joinedTo(b, hub, data.AtBar)
	bar.follow(hub)
	for b.Loop() {
		var commands []data.Command
		for range many {
			commands = append(commands, officetest.Order(bar.from(gu, data.AtBar), "table-a1"))
		}
		start := time.Now()
		if _, err := bar.Rest(ctx, commands); err != nil {
			b.Fatal(err)
		}
		shown := time.Now()
		bar.hold(true)
		for part := range slices.Chunk(commands, batch) {
			if _, err := hub.DoAll(ctx, slices.Values(part)); err != nil {
				b.Fatal(err)
			}
		}
		decided := time.Now()
		for at := bar.mark().Seq; ; at = bar.mark().Seq {
			lines, err := hub.Tail(ctx, data.AtBar, at, batch)
			if err != nil {
				b.Fatal(err)
			}
			if len(lines) == 0 {
				break
			}
			bar.takes(lines...)
		}
		bar.hold(false)
		b.ReportMetric(shown.Sub(start).Seconds(), "s/10k-shown")
		b.ReportMetric(decided.Sub(shown).Seconds(), "s/10k-decided")
		b.ReportMetric(time.Since(decided).Seconds(), "s/10k-taken")
	}
}

// hold shows what waits, or what is confirmed only.
func (b *testBook) hold(on bool) {
	b.T.Helper()
	if err := b.Hold(b.T.Context(), on); err != nil {
		b.T.Fatal(err)
	}
}
