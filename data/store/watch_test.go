package store

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

func TestWatchTellsAfterItIsWritten(t *testing.T) {
	b := freshBook(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ch := b.Watch(ctx)
	r := b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-1", Name: "沙盘区"}})
	c := <-ch
	if c.Seq != r.Seq || !c.Touches("area", "journal") || c.Touches("tables") {
		t.Fatal(c)
	}
	if head, _ := b.Head(ctx); head.Seq < c.Seq {
		t.Fatal("told before it was on disk")
	}
	// What is refused or done before is no news.
	b.refuse(&data.PutTable{Head: b.By(chang), Table: data.Table{ID: "t", Area: "nowhere", Name: "T", Seats: 1}}, "error.stale")
	again := &data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-2", Name: "影音室"}}
	b.must(again)
	<-ch
	b.must(again)
	select {
	case c := <-ch:
		t.Fatal("no news is told as", c)
	default:
	}
}

func TestWatchMergesAndNeverHoldsUpTheWriter(t *testing.T) {
	b := freshBook(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ch := b.Watch(ctx)
	var last data.Receipt
	for i := range 50 { // nobody reads
		b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-1", Name: fmt.Sprint("区", i)}})
		last = b.must(&data.PutTable{Head: b.By(chang), Table: data.Table{ID: "table-1", Area: "area-1", Name: fmt.Sprint("台", i), Seats: 2}})
	}
	c := <-ch
	if c.Seq != last.Seq || !c.Touches("area") || !c.Touches("tables") {
		t.Fatal("the merged notice is", c)
	}
	// A notice belongs to its reader: nobody else writes into it.
	c.Tables["mine"] = true
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-1", Name: "又一区"}})
	if next := <-ch; next.Touches("mine") || next.Touches("tables") {
		t.Fatal(next)
	}
}

func TestWatchCloses(t *testing.T) {
	b := freshBook(t)
	gone, stop := context.WithCancel(context.Background())
	stop()
	for range b.Watch(gone) {
	}
	// Readers that come and go while a writer writes.
	var readers sync.WaitGroup
	for range 20 {
		ctx, stop := context.WithCancel(context.Background())
		ch := b.Watch(ctx)
		readers.Add(1)
		go func() {
			defer readers.Done()
			seen := int64(0)
			for c := range ch {
				if c.Seq < seen {
					t.Errorf("%d was told after %d", c.Seq, seen)
				}
				seen = c.Seq
				stop()
			}
		}()
	}
	for i := range 30 {
		b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-1", Name: fmt.Sprint("区", i)}})
	}
	done := make(chan struct{})
	go func() { readers.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("a reader was never told that it is over")
	}
	b.watching.Lock()
	defer b.watching.Unlock()
	if len(b.watchers) > 0 {
		t.Fatalf("%d watchers are left", len(b.watchers))
	}
}
