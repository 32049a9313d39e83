package order

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
)

// twoYears of orders, 41 a day, lie 35 minutes apart.
const (
	twoYears = 30_000
	apart    = 35 * time.Minute
)

// crowded is a house with a history and 200 cards before the bar, its book on
// disk as in use.
func crowded(b *testing.B, history int) *officetest.Bar {
	b.Helper()
	h := officetest.NewBar(b)
	ctx := context.Background()
	now := h.Now
	lines := func(n int) []data.LineWish {
		var list []data.LineWish
		for i := range 2 {
			list = append(list, data.LineWish{Line: data.NewID(), Drink: []data.ID{"drink-longjing", "drink-latte", "drink-mineral"}[(n+i)%3], Qty: 1 + n%3})
		}
		return list
	}
	_, err := h.DoAll(ctx, func(yield func(data.Command) bool) {
		// A history that was served lies before today.
		for n := range history + 200 {
			h.Now = now.Add(-24*time.Hour - time.Duration(history-n)*apart)
			if n >= history {
				h.Now = now.Add(time.Duration(n-history-200) * time.Second)
			}
			place := &data.PlaceOrder{Order: data.NewID(), Place: data.ID(fmt.Sprintf("table-a%d", 1+n%8)), Lines: lines(n)}
			give := []data.Command{place}
			if n < history {
				give = append(give, &data.AdvanceLines{Lines: []data.ID{place.Lines[0].Line, place.Lines[1].Line}, To: data.Served})
			}
			for _, c := range give {
				*c.Meta() = data.Head{ID: data.NewID(), At: data.TimeOf(h.Now), Staff: officetest.Xia, Device: "tablet"}
				if !yield(c) {
					return
				}
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	h.Now = now
	if err := h.Harden(ctx); err != nil {
		b.Fatal(err)
	}
	return h
}

// From the tap on 下单 to the card on the queue, in one process: decided, on
// disk, read again, dealt and laid out. What the toolkit's painter without a
// display takes for the whole window is told apart: with a display that is the
// graphics card's work.
func BenchmarkOrderToCard(b *testing.B) {
	h := crowded(b, twoYears)
	h.Tablet(1280, "zh")
	q := newQueue(h, h.Sh, h.Ring)
	bar := kittest.Show(b, q.Content(), 1140, 700)
	s := newOrder(h, h.Sh, "bar")
	h.Stage(s, 800)
	var took, paint []time.Duration
	for b.Loop() {
		b.StopTimer()
		s.choose(data.ServingPlace{ID: "table-a3"})
		h.Sh.Settle()
		d, _ := s.drink("drink-longjing")
		s.basket.add(d, data.LineWish{}, 2)
		s.changed()
		q.Changed(data.Change{Tables: map[string]bool{"orders": true}})
		h.Sh.Settle()
		before := len(q.now.Cards)
		b.StartTimer()
		start := time.Now()
		s.send.Tapped(nil)
		h.Sh.Settle()
		q.Changed(data.Change{Tables: map[string]bool{"orders": true}})
		h.Sh.Settle()
		kittest.Relayout(q.Content())
		took = append(took, time.Since(start))
		b.StopTimer()
		start = time.Now()
		bar.Canvas().Capture()
		paint = append(paint, time.Since(start))
		if n := len(q.now.Cards); n == before+1 { // there are 200 before the next one too
			h.Act(officetest.Xia, &data.AdvanceLines{Lines: []data.ID{q.now.Cards[n-1].Lines[0].ID}, To: data.Served})
		}
		b.StartTimer()
		if len(q.now.Cards) != before+1 {
			b.Fatal("no card", h.Sh.LastToast(), s.fault.Visible())
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	slices.Sort(paint)
	b.ReportMetric(float64(paint[len(paint)/2].Microseconds())/1000, "paint-ms")
}

// The queue with 200 cards, shown anew after one of them changed: our own code,
// without the toolkit's painting.
func BenchmarkQueueRedraw(b *testing.B) {
	h := crowded(b, 100)
	h.Tablet(1280, "zh")
	q := newQueue(h, h.Sh, h.Ring)
	h.Stage(q, 800)
	even, odd := q.now, q.now
	odd.Cards = slices.Clone(q.now.Cards)
	odd.Cards = append(odd.Cards[1:], odd.Cards[0])
	n := 0
	for b.Loop() {
		n++
		if n%2 == 0 {
			q.show(even)
		} else {
			q.show(odd)
		}
	}
	if len(q.now.Cards) < 200 {
		b.Fatal(len(q.now.Cards))
	}
}

// A day of 200 orders read, before anything is drawn, beside a long history.
func BenchmarkReadQueue(b *testing.B) {
	h := crowded(b, twoYears)
	for b.Loop() {
		if q, err := h.Queue(context.Background()); err != nil || len(q.Cards) < 200 {
			b.Fatal(err)
		}
	}
}
