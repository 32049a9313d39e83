package store

import (
	"bytes"
	"context"
	"sort"

	"yingbin/data"
)

// Parting gives the newest line that this book and another book's file have in
// common. Lines are chained: from the first that differs on all do.
func (b *Book) Parting(ctx context.Context, file string) (int64, error) {
	db, err := openPool(file, false, true)
	if err != nil {
		return 0, fault(err)
	}
	defer db.Close()
	own, err := b.Head(ctx)
	if err != nil {
		return 0, err
	}
	theirs, err := readHead(ctx, pool{db})
	if err != nil {
		return 0, err
	}
	last := min(own.Seq, theirs.Seq)
	differs := sort.Search(int(last), func(i int) bool {
		if err != nil {
			return true
		}
		var same bool
		same, err = sameLine(ctx, confirmed{b}, pool{db}, int64(i)+1)
		return !same
	})
	return int64(differs), err
}

func sameLine(ctx context.Context, a, b querier, seq int64) (bool, error) {
	type row struct{ Digest []byte }
	const q = `SELECT digest FROM journal WHERE seq = ?`
	one1, err := one[row](ctx, a, q, seq)
	if err != nil {
		return false, err
	}
	one2, err := one[row](ctx, b, q, seq)
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	return bytes.Equal(one1.Digest, one2.Digest), err
}
