package store

import (
	"context"
	"os"
)

// This file is what a book needs now and then and nobody waits for: it is done in
// short steps while the office is quiet.

const (
	// longLog is from how many bytes on the log is emptied when there is time.
	longLog = 1 << 20
	// learnAfter is after how many lines SQLite looks again at how many rows of which
	// kind there are, to choose its indexes by.
	learnAfter = 5000
)

// Tidy does one step of the book's upkeep, each short enough for somebody who
// gives a command meanwhile to wait for: it takes what was forgotten out of the files
// where that had to wait, empties a long log, and has SQLite look at what tables
// hold. It reports whether there is more to do. A copy on which something waits
// for the hub is left alone.
func (b *Book) Tidy(ctx context.Context) (more bool, err error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.conn == nil || b.fast.Load() || b.copy != nil && b.copy.open || ctx.Err() != nil {
		return false, ctx.Err()
	}
	switch {
	case b.scrub:
		b.cleanse(ctx)
		return !b.scrub, nil
	case b.learnt == 0 || b.head.Seq-b.learnt > learnAfter:
		b.learnt = max(1, b.head.Seq)
		return true, b.learn(ctx)
	}
	if info, err := os.Stat(b.path() + "-wal"); err == nil && info.Size() > longLog {
		_, err := b.emptyLog(ctx)
		return false, err
	}
	return false, nil
}

// learn has SQLite look at the tables whose rows have become many more.
func (b *Book) learn(ctx context.Context) error {
	return b.pragma(ctx, `PRAGMA optimize = 0x10002`)
}
