package store

import (
	"context"
	"maps"

	"yingbin/data"
)

// Watch gives a channel that tells of changes after they are on disk. It holds
// one notice: what comes while nobody reads is merged into it, so a slow reader
// never holds up the writer. It closes when ctx ends.
func (b *Book) Watch(ctx context.Context) <-chan data.Change {
	ch := make(chan data.Change, 1)
	b.watching.Lock()
	b.watchers[ch] = struct{}{}
	b.watching.Unlock()
	context.AfterFunc(ctx, func() {
		b.watching.Lock()
		defer b.watching.Unlock()
		delete(b.watchers, ch)
		close(ch)
	})
	return ch
}

func (b *Book) announceChange(seq int64) {
	b.watching.Lock()
	defer b.watching.Unlock()
	for ch := range b.watchers {
		c := data.Change{Tables: maps.Clone(b.touched), Seq: seq}
		select {
		case waiting := <-ch:
			maps.Copy(c.Tables, waiting.Tables)
		default:
		}
		ch <- c // room was made above, and only this function sends
	}
}
