package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"yingbin/data"
)

// Restore puts a backup in the place of the book in dir, which nobody may have
// open. The backup is copied and read whole first: what is not sound leaves
// today's book as it is. Today's book is set aside as a copy before the other
// takes its name in one step, so that at any moment one of the two is there. Faults
// are backup.missing, backup.notBook, backup.damaged, backup.newer, and error.locked
// where somebody has the book open.
func Restore(ctx context.Context, known Catalogue, dir, file string, o Options) (data.Restored, error) {
	var done data.Restored
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return done, data.Fault(data.NotFound, "backup.missing", file).Because(err)
	}
	b := newBook(known, dir, o)
	defer b.Close()
	if err := b.prepareFolder(); err != nil {
		return done, err
	}
	b.sweepStaged()
	staged, err := b.stage(stagedRestore)
	if err != nil {
		return done, err
	}
	defer os.RemoveAll(staged)
	fresh, err := stage(ctx, known, file, staged, o)
	if err != nil {
		return done, unsound(err, file)
	}
	defer fresh.Close()
	done.Head, done.At, done.Calendar = fresh.head, fresh.decided, fresh.settings.Calendar
	if err := fresh.Close(); err != nil {
		return done, err
	}
	b.settings = fresh.settings
	b.step("staged")
	_ = recoverFile(ctx, b.path()) // one that resists is set aside as it is
	if err := b.reign(ctx, staged, o); err != nil {
		return done, err
	}
	if done.Later, err = b.linesAfter(ctx, fresh.head); err != nil {
		return done, err
	}
	if done.Aside, err = b.setAside(ctx); err != nil {
		return done, err
	}
	b.step("aside")
	if err := b.dropAnchor(); err != nil { // of the other book
		return done, err
	}
	if err := settleBook(fresh.path(), b.path()); err != nil {
		return done, err
	}
	b.step("settled")
	b.dropTold()
	return done, nil
}

// reign makes a staged backup this device's book to decide by: that of a copy becomes
// the hub's, and where other devices follow, an epoch begins, so that they know
// by a supervisor's word that it went back.
func (b *Book) reign(ctx context.Context, staged string, o Options) error {
	c, copied, err := copyIn(ctx, filepath.Join(staged, FileName))
	switch {
	case err != nil:
		return err
	case copied && !c.Role.Full():
		return data.Fault(data.Forbidden, "backup.ofTablet")
	case o.Reign == nil && copied:
		return data.Fault(data.Forbidden, "backup.ofCopy")
	case o.Reign == nil:
		return nil
	}
	open := Open
	if copied {
		open = OpenReplica
	}
	fresh, err := open(ctx, b.known, staged, Options{Clock: o.Clock})
	if err != nil {
		return err
	}
	defer fresh.Close()
	begin, err := o.Reign(ctx, fresh)
	switch {
	case err != nil:
		return err
	case begin == nil && copied:
		return data.Fault(data.Forbidden, "backup.ofCopy")
	case begin == nil:
		return nil
	}
	begin.Above = max(begin.Above, b.latestEpoch(ctx))
	if copied {
		_, err = fresh.Promote(ctx, begin, func(func(data.Command) bool) {})
	} else {
		_, err = fresh.Do(ctx, begin)
	}
	return Either(err, fresh.Close())
}

// latestEpoch is today's book's; one that can't be read tells of none.
func (b *Book) latestEpoch(ctx context.Context) int64 {
	today, err := peek(ctx, b.dir)
	if err != nil {
		return 0
	}
	defer today.Close()
	n, err := Value[int64](ctx, pool{today.reader}, `SELECT max(number) FROM epoch`)
	if err != nil {
		return 0 // from before there were any
	}
	return n
}

// stage copies a backup into a folder of its own, brings it to this program's
// schema and mode and reads all of it there, so that nothing is ever written
// beside the backup. An older version's is no worse than ours.
func stage(ctx context.Context, known Catalogue, file, dir string, o Options) (*Book, error) {
	b := newBook(known, dir, o)
	if err := unpack(ctx, file, b.path(), filepath.Join(filepath.Dir(dir), "backup")); err != nil {
		return nil, err
	}
	if err := recoverFile(ctx, b.path()); err != nil {
		return nil, err
	}
	if err := isBook(ctx, b.path()); err != nil {
		return nil, err
	}
	if err := checkCopy(ctx, b.path()); err != nil {
		return nil, err
	}
	if err := migrateFile(ctx, b.path(), b.now(), true); err != nil {
		return nil, err
	}
	fresh, err := OpenReader(ctx, known, dir, o)
	if err != nil {
		return nil, err
	}
	if _, err := fresh.Verify(ctx, nil); err != nil {
		fresh.Close()
		return nil, err
	}
	return fresh, nil
}

// copyWhole copies a book with what an unclean end left beside it.
func copyWhole(from, to string) error {
	if err := copyLogs(from, to); err != nil {
		return err
	}
	return copyFile(from, to)
}

func copyLogs(from, to string) error {
	for _, with := range logs {
		if _, err := os.Stat(from + with); err == nil {
			if err := copyFile(from+with, to+with); err != nil {
				return err
			}
		}
	}
	return nil
}

// isBook wants a file that this program, or an older one, wrote.
func isBook(ctx context.Context, path string) error {
	db, err := openPool(path, false, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	if err := checkVersion(ctx, db); err != nil {
		return err
	}
	var app int64
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil {
		return fault(err)
	}
	if app != applicationID {
		return data.Fault(data.Storage, "error.notBook").Because(errors.New("no application id"))
	}
	return nil
}

// fold moves the log of a copy into it and ends it, so that one file is all there
// is. It is never done to a book where it lies: a program that is killed in that
// moment leaves a file that nobody can read without writing.
func fold(ctx context.Context, path string) error {
	db, err := openPool(path, true, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode); err != nil {
		return fault(err)
	}
	if mode != "delete" {
		return data.Fault(data.Storage, "error.locked", filepath.Dir(path)).Because(fmt.Errorf("journal mode %s", mode))
	}
	return nil
}

// unsound says of a backup what would otherwise be said of the book.
func unsound(err error, file string) error {
	key := map[string]string{
		"error.damaged": "backup.damaged", "error.chain": "backup.damaged", "error.internal": "backup.damaged",
		"error.notBook": "backup.notBook", "error.newer": "backup.newer",
	}[data.AsError(err).Key]
	if key == "" {
		return err
	}
	if noDatabase(err) {
		key = "backup.notBook"
	}
	return data.Fault(data.Storage, key, file).Because(err)
}

// linesAfter counts the lines that today's book has beyond a mark; one that
// cannot be read tells of none.
func (b *Book) linesAfter(ctx context.Context, m data.Mark) (int64, error) {
	today, err := peek(ctx, b.dir)
	if err != nil {
		return 0, ctx.Err()
	}
	defer today.Close()
	last, err := Value[int64](ctx, pool{today.reader}, `SELECT max(seq) FROM journal`)
	if err != nil {
		return 0, ctx.Err()
	}
	return max(0, last-m.Seq), nil
}

// setAside keeps today's book in the backup folder: its log moved into it first,
// then a copy. A log that cannot be moved into it, because it is damaged, is kept
// beside it: left where it is it would be taken for the restored book's.
func (b *Book) setAside(ctx context.Context) (string, error) {
	h, err := readHeader(b.path())
	if err != nil {
		return "", err
	}
	if h.empty && b.refuseOrphans() == nil {
		return "", b.dropLog()
	}
	if err := os.MkdirAll(b.backupFolder(), 0o700); err != nil {
		return "", folderFault(err)
	}
	aside := b.freeBackup("before-restore-" + b.stamp(b.settings))
	if !h.empty {
		_ = emptyLog(ctx, b.path()) // a book that resists is kept as it is
		if err := b.copyAside(ctx, aside); err != nil {
			return "", err
		}
	} else if err := copyLogs(b.path(), aside); err != nil { // all there is
		return "", err
	}
	b.step("copied")
	return aside, b.dropLog()
}

// copyAside copies today's book into the backup folder, as one file if it can be.
// The mode of the copy is set under another name: the book itself stays in its own.
func (b *Book) copyAside(ctx context.Context, aside string) error {
	staged, err := b.stage(stagedAside)
	if err != nil {
		return err
	}
	defer os.RemoveAll(staged)
	temp := filepath.Join(staged, FileName)
	if err := copyWhole(b.path(), temp); err != nil {
		return err
	}
	if fold(ctx, temp) != nil { // as it was, without what was tried here
		return copyWhole(b.path(), aside)
	}
	return settleBook(temp, aside)
}

// emptyLog moves a book's log into the book.
func emptyLog(ctx context.Context, path string) error {
	type moved struct{ Busy, Log, Checkpointed int64 }
	return withFile(ctx, path, func(q Querier) error {
		_, err := One[moved](ctx, q, `PRAGMA wal_checkpoint(TRUNCATE)`)
		return err
	})
}

// CheckedFile is where what checks have found is kept, beside the book.
const CheckedFile = "checked.json"

// dropTold removes what told of the book that stood here before.
func (b *Book) dropTold() {
	os.Remove(b.running())
	os.Remove(filepath.Join(b.dir, CheckedFile))
}

func (b *Book) dropLog() error {
	for _, with := range append([]string{"-shm"}, logs...) {
		if err := os.Remove(b.path() + with); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return folderFault(err)
		}
	}
	return nil
}
