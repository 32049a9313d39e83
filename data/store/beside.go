package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"yingbin/data"
)

// This file opens a book beside whoever has it open, without changing it.

// openBeside ends what a killed program left, sees to an older version's book and
// reads.
func (b *Book) openBeside(ctx context.Context, read func(context.Context) error) error {
	if h, err := readHeader(b.original()); err != nil || h.empty {
		return data.Fault(data.NotFound, "error.noBook", b.dir).Because(err)
	}
	busy, err := b.recoverBeside(ctx)
	if err != nil {
		return err
	}
	err = read(ctx)
	if busy && data.AsError(err).Key == "error.readOnly" { // the journal is that of whoever has the lock
		return data.Fault(data.Storage, "error.locked", b.dir).Because(err)
	}
	return err
}

// peek opens a book of any known version only to see what it is: nothing is
// migrated or read yet but which tables there are.
func peek(ctx context.Context, dir string) (*Book, error) {
	b := newBook(nil, dir, Options{})
	err := b.openBeside(ctx, func(ctx context.Context) error {
		if err := b.readPool(); err != nil {
			return err
		}
		version, err := versionOf(ctx, b.reader)
		if err != nil {
			return err
		}
		if version == 0 {
			return data.Fault(data.NotFound, "error.noBook", b.dir).Because(errors.New("nothing is in it yet"))
		}
		b.tables, err = readTables(ctx, pool{b.reader})
		return err
	})
	if err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// ownCopy makes the migrated copy through which an older version's book is read.
// Whoever may have that open goes on.
func (b *Book) ownCopy(ctx context.Context) error {
	own, err := os.MkdirTemp("", "yingbin-*") // for nobody else to read
	if err != nil {
		return folderFault(err)
	}
	temp := filepath.Join(own, FileName)
	if err := copyBook(ctx, b.original(), temp); err != nil {
		return errors.Join(err, os.RemoveAll(own))
	}
	if err := migrateFile(ctx, temp, b.now(), false); err != nil {
		return errors.Join(err, os.RemoveAll(own))
	}
	b.own = own
	return nil
}
