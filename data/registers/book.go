package registers

import (
	"context"

	"yingbin/data/store"
)

// Book is an open book with the readers of all registers.
type Book struct {
	*store.Book
	Reads
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
	return &Book{b, ReadsOf(b)}, nil
}
