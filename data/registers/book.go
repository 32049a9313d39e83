package registers

import (
	"context"
	"sync"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/check"
)

// Book is an open book with the readers of all registers.
type Book struct {
	*store.Book
	Reads

	keeper struct {
		once sync.Once
		check.Keeper
	}
}

// keep gives what checks the book by itself.
func (b *Book) keep() *check.Keeper {
	b.keeper.once.Do(func() { b.keeper.Book, b.keeper.Known = b.Book, All() })
	return &b.keeper.Keeper
}

// BookHealth says what is known of the book's soundness.
func (b *Book) BookHealth(context.Context) (data.Health, error) { return b.keep().Health(), nil }

// CheckBook checks the book (see check.Keeper): all of it, or what came since it was
// found sound.
func (b *Book) CheckBook(ctx context.Context, whole bool) (data.CheckReport, error) {
	return b.keep().Check(ctx, whole)
}

// SettleBook takes the book as it stands, after a supervisor has seen what a check
// found.
func (b *Book) SettleBook(context.Context) error { return b.keep().Settle() }

// Matters lists what a viewer has to do; what a check of the book has found stands
// before everything else of a supervisor.
func (b *Book) Matters(ctx context.Context, now data.Time, v data.Viewer) ([]data.Matter, error) {
	list, err := b.Book.Matters(ctx, now, v)
	if h := b.keep().Health(); err == nil && !h.Amiss.Sound() {
		list = append(data.ToDo([]data.Matter{h.Amiss.Matter()}, v), list...)
	}
	return list, err
}

// Open opens the office in dir for reading and writing (see store.Open).
func Open(ctx context.Context, dir string, o store.Options) (*Book, error) {
	return with(store.Open(ctx, All(), dir, o))
}

// OpenReader opens the book for reading beside whoever has it open (see
// store.OpenReader).
func OpenReader(ctx context.Context, dir string, o store.Options) (*Book, error) {
	return with(store.OpenReader(ctx, All(), dir, o))
}

// OpenReplica opens the copy of an office's book that a snapshot brought (see
// store.OpenReplica).
func OpenReplica(ctx context.Context, dir string, o store.Options) (*Book, error) {
	return with(store.OpenReplica(ctx, All(), dir, o))
}

func with(b *store.Book, err error) (*Book, error) {
	if err != nil {
		return nil, err
	}
	return &Book{Book: b, Reads: ReadsOf(b)}, nil
}
